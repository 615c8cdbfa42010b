// Asks the search of a built site from Node, for tests: `node ask.mjs SITE`; reads states from standard input, a JSON
// list, and writes for each what was found.
import { readFileSync } from "node:fs";
import { Search } from "../../almanac/search/js/ask.js";
import { rounded, steps, terms, walked } from "../../almanac/search/js/engine.js";
import { byNumber, lawful, plain, wholeSection } from "../../almanac/search/js/words.js";

const [site] = process.argv.slice(2);
const blank = { q: "", exact: false, kind: [], topic: "", nation: "", method: "", from: "", to: "", sort: "" };
const fetched = [];
const asking = new Search(async (path) => {
  fetched.push(path);
  return JSON.parse(readFileSync(`${site}/${path}`, "utf-8"));
});
const jobs = {
  async find(state) {
    const { numbers, everything, used, words, mended } = await asking.find({ ...blank, ...state });
    const paths = await Promise.all(numbers.map(async (number) => (await asking.page(number)).path));
    return { paths, used, words, mended, counts: await asking.counts({ ...blank, ...state }, everything) };
  },
  plain,
  lawful,
  byNumber,
  wholeSection,
  terms,
  steps: (numbers) => ({ steps: steps(numbers), walked: walked(steps(numbers)) }),
  rounded: (lengths) => lengths.map(rounded),
  fetched: () => fetched,
};
const asked = JSON.parse(readFileSync(0, "utf-8"));
const answers = [];
for (const [job, ...given] of asked) answers.push(await jobs[job](...given));
process.stdout.write(JSON.stringify(answers));
