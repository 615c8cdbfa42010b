// Finds the pages with all that was searched for, or with as much of it as any page has.

import { and, anyOf, or } from "./siteindex.js";
import { stem } from "./stem.js";
import { STOP_WORDS, citesLaw, hashOf } from "./text.js";

// Filler words, which count for little if the query has others. Questions have more of them.
const LITTLE = new Set("across also always anybody anyone anything either else every everyone everybody just really somebody someone something thing things through upon into onto vs versus".split(" "));
const LITTLE_IN_QUESTIONS = new Set(
  ("able actually again all allowed back best call called come different ever explain find found full further get gets getting give given go goes going good got help keep " +
    "kept know let like look looking made make makes may might must need needed needs new no not now often one out person please possible put read say says see seen show start " +
    "still take taken tell think time told try type tonight under until use used useful using want wants way ways well without yes you").split(" "),
);

// What people may call help, in a search for it.
const HELP = new Set("advice group groups help helpline helplines line organisation organisations service services support".split(" "));

// What people may call studies, in a search for them.
const EVIDENCE = new Set("base evidence literature paper papers research studies study".split(" "));

// People whom all of the site is about, and relatives of whoever asks. Such words distinguish pages less than others do:
// "can a nurse stop mum leaving the ward" is a question about nurses and wards.
const PEOPLE = new Set(
  ("adult adults client clients individual individuals men patient patients practitioner practitioners staff woman women worker workers aunt boy brother brothers " +
    "dad dads daughter daughters father fathers friend friends girl gran grandad grandma husband husbands mam mom mother mothers mum mums nan neighbour neighbours " +
    "partner partners sister sisters son sons uncle wife").split(" "),
);

/** The weight of words when some must be dropped: law by number most, then names, filler words least. */
const WEIGHTS = { law: 8, name: 5, oneWordName: 2.5, word: 2, people: 1, filler: 0 };
// The shares of the scores of filler words and of words for people that count, because whom it happened to matters less
// than what happened.
const [FILLER_SCORE, PEOPLE_SCORE] = [0.2, 0.75];
// The number of pages from which a site counts as large, and the shares of pages on which a word then counts as common
// or as rare.
const [MANY, COMMON, RARE] = [200, 0.25, 0.01];
const RARITY = 1.5; // the factor of the weight of rare words
const FEW = 5; // results: below this number, pages with most of the words follow
const ENOUGH = 0.6; // the share of the weight that a page needs to be shown further down

const MOST_UNITS = 31; // bits of a mask in mostOf

/** A word joined with the next that is not a stop word: `joined` (empty if not a word), `next`, and its end `to`. */
export function joinedAt(words, at) {
  const to = at + (STOP_WORDS.has(words[at + 1]) ? 3 : 2);
  const joined = words.slice(at, to).join("");
  return { next: words[to - 1], to, joined: to <= words.length && /^[a-z]{4,}$/.test(joined) ? joined : "" };
}

/**
 * The words of a query as they are looked up, joined where some people write them as one: "well being" finds
 * "wellbeing".
 *
 * @param {Index} index - the site's index.
 * @param {object} asked - from correct.js.
 * @returns {Promise<object[]>} `words`, `query` (for MiniSearch) and `variant`: a text and the other way to write it.
 */
export async function atoms(index, { whole, terms }) {
  const all = whole.split(" ");
  const made = [];
  const queryOf = (word) => anyOf(terms.get(word) ?? [], word);
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
    // an inpatient is not a patient in general
    const telling = STOP_WORDS.has(apart[0]) ? [] : apart.filter((one) => one && !STOP_WORDS.has(one));
    const parts = await Promise.all(telling.map((part) => index.expand(part).catch(() => [])));
    const query = parts.length && parts.every(({ length }) => length) ? or([and(parts.map(or)), ...(terms.get(word) ?? [])]) : queryOf(word);
    made.push({ from: at, to: at + 1, words: [word], query, variant: spaced ? [word, spaced] : null });
  }
  return made;
}

/**
 * Group the words of a query, with names kept together.
 *
 * @param {object[]} parts - the result of `atoms`.
 * @param {object[]} names - known names within the query: `from` and `to` among its words; `law`: whether by number.
 * @param {string} question - the type of question, if any.
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
  if (made.every(({ weight }) => !weight)) for (const one of made) one.weight = WEIGHTS.word; // nothing else to search for
  return made.sort((one, other) => one.from - other.from).slice(0, MOST_UNITS);
}

function weightOf(words, weight, question) {
  if (words.every((word) => /^[a-z]$/.test(word))) return WEIGHTS.filler; // initials
  if (question === "help" && words.every((word) => HELP.has(word))) return WEIGHTS.filler;
  if (question === "evidence" && words.every((word) => EVIDENCE.has(word))) return WEIGHTS.filler;
  if (words.every((word) => LITTLE.has(word) || (question && LITTLE_IN_QUESTIONS.has(word)))) return WEIGHTS.filler;
  return isPeople(words) ? WEIGHTS.people : weight;
}

/** Whether a word is filler, in questions or anywhere. */
export const isFiller = (word) => STOP_WORDS.has(word) || LITTLE.has(word) || LITTLE_IN_QUESTIONS.has(word);

const GIST = { least: 2, most: 6 }; // words: one is looked up anyway, and nobody types more than these in another order

/**
 * What folded words come to, whatever their order and forms: the stems of those that tell something. "Displacing the
 * nearest relative" and "who can displace a nearest relative" have the same. It is short, because the index has one for
 * each name: the first stem, with whose word it is fetched, and a hash of the others. Empty for too few or too many
 * words, and for law by number, which is read differently.
 */
export function gistOf(words) {
  if (citesLaw(words)) return "";
  const [first, ...others] = [...new Set(words.split(" ").filter((word) => !isFiller(word)).map(stem))].filter(Boolean).sort();
  return others.length >= GIST.least - 1 && others.length < GIST.most ? `${first} ${hashOf(others.join(" ")).toString(36)}` : "";
}

/** A test for words that say too little to look up: filler in a question that has other words. */
export const skipped = ({ question, words }) => (question && words.some((word) => !isFiller(word)) ? isFiller : () => false);

/**
 * Reduce the weight of whatever occurs on a large share of all pages, because it distinguishes them too little, and
 * increase that of what few have: if a word must be left out, it is not the telling one.
 *
 * @param {object[]} wanted - the result of `units`.
 * @param {Map<number, number>[]} scores - for each, page number to score.
 * @param {number} count - the number of pages.
 */
export function weighed(wanted, scores, count) {
  if (count <= MANY) return wanted;
  const of = (weight, pages) => {
    if (pages > COMMON * count) return Math.min(weight, WEIGHTS.people);
    return pages < RARE * count && weight >= WEIGHTS.word ? RARITY * weight : weight;
  };
  return wanted.map((unit, at) => ({ ...unit, weight: of(unit.weight, scores[at].size) }));
}

/** The units that each page has, as a mask with one bit for each unit. Filler does not count. */
function masksOf(wanted, scores) {
  const masks = new Map();
  scores.forEach((found, at) => {
    if (wanted[at].weight) for (const page of found.keys()) masks.set(page, (masks.get(page) ?? 0) | (1 << at));
  });
  return masks;
}

const isPeople = (words) => words.every((word) => PEOPLE.has(word));

/** The share of the score of a unit that counts. */
function shareOf({ words, weight }) {
  if (!weight) return FILLER_SCORE;
  return isPeople(words) ? PEOPLE_SCORE : 1;
}

/** The score of each page. */
function sumsOf(wanted, scores) {
  const sums = new Map();
  scores.forEach((found, at) => {
    const share = shareOf(wanted[at]);
    for (const [page, score] of found) sums.set(page, (sums.get(page) ?? 0) + share * score);
  });
  return sums;
}

/** The mask that weighs most and, of several, that of the page with the highest score; 0 if no page has any unit. */
function bestOf(masks, sums, weights) {
  let [best, bestScore] = [0, -1];
  for (const [page, mask] of masks) {
    const better = weights.get(mask) - weights.get(best);
    if (better > 0 || (better === 0 && sums.get(page) > bestScore)) [best, bestScore] = [mask, sums.get(page)];
  }
  return best;
}

/**
 * Keep the pages with everything that was searched for, or else with the parts that weigh most.
 *
 * @param {object[]} wanted - the result of `units`.
 * @param {Map<number, number>[]} scores - for each, page number to score.
 * @param {boolean} loosely - whether to show pages with most of it as well, further down.
 * @returns {object} `used`: the parts that the pages contain; `ignored`: filler words; `scores`: each page with its
 *   score; `partly`: the score of every page that has any part.
 */
export function mostOf(wanted, scores, loosely) {
  const [masks, sums] = [masksOf(wanted, scores), sumsOf(wanted, scores)];
  const weightOfMask = (mask) => wanted.reduce((sum, { weight }, at) => sum + (mask & (1 << at) ? weight : 0), 0);
  const weights = new Map([...new Set([0, ...masks.values()])].map((mask) => [mask, weightOfMask(mask)]));
  const best = bestOf(masks, sums, weights);
  const hasBest = (mask) => (mask & best) === best;
  const few = [...masks.values()].filter(hasBest).length < FEW;
  const [kept, partly] = [new Map(), new Map()];
  for (const [page, mask] of masks) {
    const share = weights.get(mask) / weights.get(best);
    partly.set(page, sums.get(page) * share ** 2);
    if (hasBest(mask)) kept.set(page, sums.get(page));
    else if ((loosely || few) && share >= ENOUGH) kept.set(page, partly.get(page));
  }
  return { used: wanted.filter((_, at) => best & (1 << at)), ignored: wanted.filter(({ weight }) => !weight), scores: kept, partly };
}

/**
 * For a query that asks nothing and whose words were all found, drop the pages that match only a small part of it.
 *
 * Then a page needs all of the words, or a name that is more than half of the query. If the query has a single name,
 * half is enough, but the page scores by that name alone, so that it follows the pages with all of the words.
 *
 * @param {object} found - the result of `mostOf`.
 * @param {object} within - `named`: for each page with a name within the query, that name's share of it; `firm`: pages
 *   to show whatever else is found; `alone`: whether there is only one name.
 * @returns {object} `named` and `partly` without those pages.
 */
export function withoutHalfNames({ scores, partly }, { named, firm, alone }) {
  const stays = (page, share) => share > 0.5 || firm.has(page) || scores.has(page);
  const follows = (page, share) => alone && share === 0.5 && !stays(page, share);
  return {
    named: new Map([...named].filter(([page, share]) => stays(page, share) || follows(page, share))),
    partly: new Map([...partly].filter(([page]) => !follows(page, named.get(page)))),
  };
}
