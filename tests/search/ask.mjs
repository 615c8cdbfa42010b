// Runs the search of a built site for tests, given the site's folder and jobs, each a name with its arguments.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { answerLines } from "../../almanac/machine/answering.mjs";
import { Search } from "../../almanac/search/js/search.js";
import { waysOn } from "../../almanac/search/js/answer.js";
import { described, parse } from "../../almanac/search/js/booleanquery.js";
import { needOf } from "../../almanac/search/js/crisis.js";
import { result } from "../../almanac/search/js/excerpt.js";
import { lengthAt, packLengths, quantised } from "../../almanac/search/js/lengths.js";
import { identifier } from "../../almanac/search/js/identifiers.js";
import { alarms, learn } from "../../almanac/search/js/learning.js";
import { namesWithin } from "../../almanac/search/js/names.js";
import { numbered, renumbered } from "../../almanac/search/js/numbering.js";
import { inOrdinaryParts, ordinaryWords } from "../../almanac/search/js/ordinary.js";
import { packPages, packTerm, unpackPages, unpackTerm } from "../../almanac/search/js/packing.js";
import { cut, firsts, ordinaryPart, packFirsts, unpackFirsts } from "../../almanac/search/js/parts.js";
import { learned } from "../../almanac/search/js/phrases.js";
import { parseQuery } from "../../almanac/search/js/query.js";
import { answering, ranked } from "../../almanac/search/js/rank.js";
import { units, weighed } from "../../almanac/search/js/retrieve.js";
import { colourOf } from "../../almanac/search/js/row.js";
import { saysDanger } from "../../almanac/search/js/saysdanger.js";
import { tokenize } from "../../almanac/search/js/stem.js";
import { VALIDATORS } from "../../almanac/search/js/validators.js";
import { citesLaw, normaliseLaw, fold, withoutSubsections } from "../../almanac/search/js/text.js";

const EMPTY_STATE = { q: "", exact: false, kind: [], topic: "", nation: "", method: "", from: "", to: "", sort: "" };

/** What is learned about danger, once for the same names: it takes most of a second, and many tests need it. */
const lessons = new Map();
function learnedOnce(names) {
  const key = JSON.stringify(names);
  if (!lessons.has(key)) lessons.set(key, learned(names));
  return lessons.get(key);
}

await answerLines(async ({ site, jobs }) => {
  const all = allJobs(site);
  const answers = [];
  for (const [job, ...given] of jobs) answers.push(await all[job](...given));
  return answers;
});

/** A function that returns the result of the call, or the name of the error that it throws. */
function orRefused(call) {
  return (...given) => {
    try {
      return call(...given);
    } catch ({ name }) {
      return name;
    }
  };
}

function allJobs(site) {
  const fetched = [];
  const asking = new Search(async (path) => {
    fetched.push(path);
    return JSON.parse(readFileSync(`${site}/${path}`, "utf-8"));
  });
  return {
    async find(state) {
      const { numbers, everything, used, left, words, mended, tooLong, understood, need, names, whole, guesses } = await asking.find({ ...EMPTY_STATE, ...state });
      const paths = await Promise.all(numbers.map(async (number) => (await asking.page(number)).path));
      const named = names === null ? null : (await asking.page(names)).path;
      return { paths, used, left, words, mended, tooLong, understood, need, named, whole, guesses: Object.fromEntries(guesses), counts: await asking.counts({ ...EMPTY_STATE, ...state }, everything) };
    },
    /** A page as shown in the results, if some terms were searched for in some words. */
    result: (page, terms, typed) => result(page, { terms: new Set(terms), typed, written: typed, whole: typed }),
    colourOf,
    /** The pages of each name within a query, given the pages of every name and the nation that the query names. */
    namesWithin: async (held, query, nation = "") => (await namesWithin(async (name) => held[name] ?? [], query, [], nation)).map(({ pages }) => pages),
    /** The weights of words that so many pages of all have. */
    weighed: (weights, sizes, count) => weighed(weights.map((weight) => ({ weight })), sizes.map((size) => ({ size })), count).map(({ weight }) => weight),
    /** The answer to a query that has half of a page's name, given its rank, the words left out, and the other pages. */
    answering: (first, left, scored, question = "", share = 0.5) =>
      answering([first], { named: new Map([[first.number, share]]), scores: new Map(scored.map((number) => [number, 1])), alone: share === 0.5, left, question, kindOf: () => "Law" }),
    /** The order of pages for a type of question, given the score of their words and the share of the query that names them. */
    ranked(question, byNumber, scores, named, kinds) {
      const none = () => false;
      const given = { scores: new Map(scores), partly: new Map(), exact: [], named: new Map(named), nation: "", question, byNumber };
      return ranked({ ...given, kindOf: (number) => kinds[number], elsewhere: none, ofNation: none, abroad: none, late: none, past: none }).map(({ number }) => number);
    },
    fold,
    identifier,
    waysOn,
    /** How queries are classified, on a site whose pages have the given names. */
    needsOf(queries, names = []) {
      const { alarms, points } = learnedOnce(names);
      const [heard, known] = [unpackFirsts(alarms), VALIDATORS.danger(points)];
      return Promise.all(queries.map((query) => needOf(query, heard, async () => known)));
    },
    /** How queries are classified after learning from other phrases. */
    foretold(danger, calm, queries) {
      const points = learn(danger, calm);
      const heard = alarms(danger, calm);
      return Promise.all(queries.map((query) => needOf(query, heard, async () => points)));
    },
    /** Those of the given words that are ordinary, according to the parts that a browser loads. */
    ordinary(words) {
      const held = new Map(inOrdinaryParts(ordinaryWords(fileURLToPath(new URL("../../node_modules", import.meta.url)))));
      return words.filter((word) => held.has(ordinaryPart(word)) && VALIDATORS.ordinary(held.get(ordinaryPart(word))).has(word));
    },
    saysDanger: (queries) => queries.filter((query) => saysDanger(query)),
    described(query) {
      const tree = parse(query);
      return tree && described(tree);
    },
    parseQuery,
    /** How many units words that are in no name make. */
    units: (words) => units(words.map((word, from) => ({ from, to: from + 1, words: [word], query: word })), [], "").length,
    normaliseLaw,
    citesLaw,
    withoutSubsections,
    tokenize,
    packPages,
    unpackPages: orRefused(unpackPages),
    packTerm,
    unpackTerm: orRefused(unpackTerm),
    cut,
    /** The labels of parts, and the same after packing and unpacking. */
    firsts: (parts) => [firsts(parts), unpackFirsts(packFirsts(firsts(parts)))],
    numbered,
    renumbered,
    quantised: (lengths) => lengths.map(quantised),
    lengths: (lengths) => lengths.map((_, at) => lengthAt(packLengths(lengths), at)),
    fetched: () => fetched,
    /** The result for a state of the page, and how often it waits for the network. Pending requests arrive together. */
    async waits(state) {
      let [wanted, waits] = [[], 0];
      function arrive() {
        const [now, path] = [wanted, ({ at }) => `${site}/${at}`];
        [wanted, waits] = [[], waits + 1];
        for (const one of now) one.go(JSON.parse(readFileSync(path(one), "utf-8")));
      }
      const get = (at) => new Promise((go) => wanted.push({ at, go }) === 1 && setImmediate(arrive));
      const { whole } = await new Search(get).find({ ...EMPTY_STATE, ...state });
      return { whole, waits };
    },
    /** The result for a state of the page if some parts, by the end of their path, hold odd text; or the error. */
    async spoilt(state, end, odd) {
      const read = async (path) => JSON.parse(path.endsWith(end) ? odd : readFileSync(`${site}/${path}`, "utf-8"));
      const poor = new Search(read);
      try {
        const { numbers, everything, missing, need } = await poor.find({ ...EMPTY_STATE, ...state });
        await Promise.allSettled([poor.names(), poor.counts({ ...EMPTY_STATE, ...state }, everything), ...numbers.slice(0, 3).map((number) => poor.page(number))]);
        return { found: numbers.length, missing: [...missing], need };
      } catch (error) {
        return { thrown: String(error) };
      }
    },
  };
}
