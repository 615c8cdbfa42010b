// What the service worker does to saved pages, asked from Node: reads jobs from standard input, a JSON list of a
// function's name and what it is given; a text like a date and time is given as a Date. Writes the answers.
import { readFileSync } from "node:fs";
import * as saved from "../../almanac/offline/js/saved.js";

const given = (one) => (/^\d{4}-\d\d-\d\dT/.test(one) ? new Date(one) : one);
const jobs = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(jobs.map(([name, ...told]) => saved[name](...told.map(given)))));
