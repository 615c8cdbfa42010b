// What the service worker does to saved pages, for tests: given jobs, each a function's name and what it is given; a
// text like a date and time is given as a Date.
import * as saved from "../../almanac/offline/js/saved.js";
import { answerLines } from "../../almanac/machine/answering.mjs";

const given = (one) => (/^\d{4}-\d\d-\d\dT/.test(one) ? new Date(one) : one);

await answerLines((jobs) => Promise.all(jobs.map(([name, ...told]) => saved[name](...told.map(given)))));
