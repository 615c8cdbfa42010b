// Runs the parts of the practice tools that need no page, for tests. The input has scripts, and jobs, each of which is
// the path of a function within window.almanac with its arguments.
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
