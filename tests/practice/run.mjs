// Runs what the practice tools know without a page, for tests: given scripts, and jobs, each a path to a function within
// window.almanac and its arguments.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { answerLines } from "../../almanac/machine/answering.mjs";

await answerLines(({ scripts, jobs }) => {
  const window = { almanac: {} };
  const context = createContext({ window });
  for (const script of scripts) runInContext(readFileSync(script, "utf-8"), context, { filename: script });
  const run = ([path, given]) => path.split(".").reduce((held, name) => held[name], window.almanac)(...given);
  return jobs.map((job) => run(job) ?? null);
});
