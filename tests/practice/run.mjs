// Runs what the practice tools know without a page, for tests: `node run.mjs SCRIPTS…`; reads jobs from standard input,
// a JSON list of [path to a function within window.almanac, arguments], and writes what each gave.
import { readFileSync } from "node:fs";
import { Buffer } from "node:buffer";
import process from "node:process";
import { createContext, runInContext } from "node:vm";

const window = { almanac: {} };
const context = createContext({ window });
for (const script of process.argv.slice(2)) runInContext(readFileSync(script, "utf-8"), context, { filename: script });
const given = [];
for await (const part of process.stdin) given.push(part);
const jobs = JSON.parse(Buffer.concat(given));
const run = ([path, given]) => path.split(".").reduce((held, name) => held[name], window.almanac)(...given);
process.stdout.write(JSON.stringify(jobs.map((job) => run(job) ?? null)));
