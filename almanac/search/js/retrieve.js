// The pages that hold what was asked for: all of it, or as much as there are pages for.

import { STOP_WORDS } from "./text.js";

// Words that say little: they are no more than looked at where something else is asked for. In a question there are more.
const LITTLE = new Set("across also always anybody anyone anything either else every everyone everybody just really somebody someone something thing things through upon into onto".split(" "));
const LITTLE_IN_QUESTIONS = new Set(
  ("able actually again all allowed back become best call called come different ever explain find found full further get gets getting give given go goes going good got help keep " +
    "kept know let like look looking made make makes may might must need needed needs new no not now often one out person please possible put read say says see seen show start " +
    "still take taken tell think time told try type under until use used useful using want wants way ways well without yes you").split(" "),
);

// Where help is looked for, what it may be called.
const HELP = new Set("advice charities charity group groups help helpline helplines line organisation organisations service services support".split(" "));

// Whom all of this is about: such words tell pages apart less than others do.
const PEOPLE = new Set("adult adults client clients individual individuals men patient patients practitioner practitioners staff woman women worker workers".split(" "));

/** What words weigh when some must go: law by number most, names next, words that say little least. */
const WEIGHTS = { law: 8, name: 5, oneWordName: 2.5, word: 2, people: 1, filler: 0 };
const FILLER_SCORE = 0.2; // of what words that say little add to a page that is found without them
const [MANY, COMMON] = [200, 0.25]; // pages of a site; and the share of them on which a word tells little
const FEW = 5; // results: where there are fewer, pages with most of the words follow
const ENOUGH = 0.6; // of the weight: what is also shown for a question, further down

const and = (queries) => (queries.length === 1 ? queries[0] : { combineWith: "AND", queries });
const or = (queries) => (queries.length === 1 ? queries[0] : { combineWith: "OR", queries });

/** A word and the next that is no small one, written as one: `joined`, empty if it is no word; `next`, and where it ends. */
export function joinedAt(words, at) {
  const to = at + (STOP_WORDS.has(words[at + 1]) ? 3 : 2);
  const joined = words.slice(at, to).join("");
  return { next: words[to - 1], to, joined: to <= words.length && /^[a-z]{4,}$/.test(joined) ? joined : "" };
}

/**
 * Words as they are looked for, those that some write as one together: "well being" finds "wellbeing".
 *
 * @param {Index} index - of the site.
 * @param {object} asked - as correct.js gives it.
 * @returns {Promise<object[]>} `words`, `query` as MiniSearch takes it, and `variants`: text to the other way to write it.
 */
export async function atoms(index, { whole, terms }) {
  const all = whole.split(" ");
  const made = [];
  const queryOf = (word) => or(terms.get(word)?.length ? terms.get(word) : [`${word}\u0000`]); // what no page has
  for (let at = 0; at < all.length; at++) {
    const word = all[at];
    if (!terms.has(word)) continue;
    const { next, to, joined } = joinedAt(all, at);
    const joins = joined && terms.has(next) && (await index.holds(joined).catch(() => false));
    if (joins) {
      const own = await index.expand(joined);
      const text = all.slice(at, to).join(" ");
      made.push({ from: at, to, words: [word, next], query: or([and([queryOf(word), queryOf(next)]), ...own]), variant: [text, joined] });
      at = to - 1;
      continue;
    }
    const spaced = await index.spacedOut(word).catch(() => "");
    const apart = spaced.split(" ");
    const telling = STOP_WORDS.has(apart[0]) ? [] : apart.filter((one) => one && !STOP_WORDS.has(one)); // an inpatient is no patient in general
    const parts = await Promise.all(telling.map((part) => index.expand(part).catch(() => [])));
    const query = parts.length && parts.every(({ length }) => length) ? or([and(parts.map(or)), ...(terms.get(word) ?? [])]) : queryOf(word);
    made.push({ from: at, to: at + 1, words: [word], query, variant: spaced ? [word, spaced] : null });
  }
  return made;
}

/**
 * What is looked for, names kept together.
 *
 * @param {object[]} parts - as `atoms` gives them.
 * @param {object[]} names - known names within the query: `from` and `to` among its words, `law`: whether by number.
 * @param {string} question - what kind it is, or nothing.
 * @returns {object[]} `words`, `query`, `weight`.
 */
export function units(parts, names, question) {
  const made = [];
  const taken = new Set();
  for (const name of names) {
    const own = parts.filter((part) => part.from >= name.from && part.to <= name.to && !taken.has(part));
    if (!own.length) continue;
    for (const part of own) taken.add(part);
    const words = own.flatMap((part) => part.words);
    const weight = name.law ? WEIGHTS.law : words.length > 1 ? WEIGHTS.name : weightOf(words, WEIGHTS.oneWordName, question);
    made.push({ from: name.from, words, query: and(own.map(({ query }) => query)), weight });
  }
  for (const part of parts) {
    if (taken.has(part)) continue;
    made.push({ from: part.from, words: part.words, query: part.query, weight: weightOf(part.words, WEIGHTS.word, question) });
  }
  if (made.every(({ weight }) => !weight)) for (const one of made) one.weight = WEIGHTS.word; // they are all there is
  return made.sort((one, other) => one.from - other.from);
}

function weightOf(words, weight, question) {
  if (words.every((word) => /^[a-z]$/.test(word))) return WEIGHTS.filler; // initials
  if (question === "help" && words.every((word) => HELP.has(word))) return WEIGHTS.filler;
  if (words.every((word) => LITTLE.has(word) || (question && LITTLE_IN_QUESTIONS.has(word)))) return WEIGHTS.filler;
  return words.every((word) => PEOPLE.has(word)) ? WEIGHTS.people : weight;
}

/** Whether a word says little, in a question or anywhere. */
export const isFiller = (word) => STOP_WORDS.has(word) || LITTLE.has(word) || LITTLE_IN_QUESTIONS.has(word);

/** What tells the words of a query that say too little to be looked up: in a question, where others say more. */
export const skipped = ({ question, words }) => (question && words.some((word) => !isFiller(word)) ? isFiller : () => false);

/**
 * What is looked for, with less weight to what stands on a good part of all pages: it tells them apart too little.
 *
 * @param {object[]} wanted - as `units` gives them.
 * @param {Map<number, number>[]} scores - for each, number of page to score.
 * @param {number} count - of all pages.
 */
export function weighed(wanted, scores, count) {
  const common = (at) => count > MANY && scores[at].size > COMMON * count;
  return wanted.map((unit, at) => (common(at) ? { ...unit, weight: Math.min(unit.weight, WEIGHTS.people) } : unit));
}

/**
 * Pages with all that is looked for, else with what weighs most of it.
 *
 * @param {object[]} wanted - as `units` gives them.
 * @param {Map<number, number>[]} scores - for each, number of page to score.
 * @param {boolean} loosely - whether pages with most of it are shown as well, further down.
 * @returns {object} `used`: what the pages hold; `ignored`: words that say little; `scores`: each page with its score; `partly`: the score of every page that
 *   holds anything.
 */
export function mostOf(wanted, scores, loosely) {
  const [masks, sums] = [new Map(), new Map()];
  scores.forEach((found, at) => {
    for (const [page, score] of found) {
      if (wanted[at].weight) masks.set(page, (masks.get(page) ?? 0) | (1 << at));
      sums.set(page, (sums.get(page) ?? 0) + (wanted[at].weight ? score : score * FILLER_SCORE));
    }
  });
  const weightOfMask = (mask) => wanted.reduce((sum, { weight }, at) => sum + (mask & (1 << at) ? weight : 0), 0);
  const weights = new Map([0, ...masks.values()].map((mask) => [mask, 0]));
  for (const mask of weights.keys()) weights.set(mask, weightOfMask(mask));
  let [best, bestScore] = [0, -1];
  for (const [page, mask] of masks) {
    const better = weights.get(mask) - weights.get(best);
    if (better > 0 || (better === 0 && sums.get(page) > bestScore)) [best, bestScore] = [mask, sums.get(page)];
  }
  const all = weights.get(best);
  const [kept, partly] = [new Map(), new Map()];
  const few = [...masks.values()].filter((mask) => (mask & best) === best).length < FEW;
  for (const [page, mask] of masks) {
    const share = (weights.get(mask) / all) ** 2;
    partly.set(page, sums.get(page) * share);
    if ((mask & best) === best) kept.set(page, sums.get(page));
    else if ((loosely || few) && weights.get(mask) >= ENOUGH * all) kept.set(page, sums.get(page) * share);
  }
  return { used: wanted.filter((_, at) => best & (1 << at)), ignored: wanted.filter(({ weight }) => !weight), scores: kept, partly };
}
