// Corrects words that the site does not have: misspelt names, typing errors, words run together.

import { editDistance, soundsLike } from "./similar.js";
import { stem } from "./stem.js";
import { contentWords } from "./query.js";
import { isFiller } from "./retrieve.js";
import { STOP_WORDS } from "./text.js";

/** The most words in a misspelt name. */
export const LONGEST_MISSPELT = 5;
// The number of letters from which a correction is made without asking.
const CERTAIN = { slips: 1, from: 5, twoSlips: 8, surname: 7 };

// letters that related words share at the start, at least: environments, environmental
const FAMILY = 6;

// small words inside hyphenated ones: face-to-face
const BETWEEN = ["and", "to", "of", "in", "by", "on"];

/** Other letters that a word may begin with, if its first letter is mistyped or spelt by ear. */
const HEARD = { s: "pc", n: "kgp", f: "p", k: "cq", r: "w", j: "g", g: "j", c: "ks", z: "x", i: "e", e: "i", o: "h", p: "b" };

/**
 * Find the site's word closest to one that it does not have.
 *
 * @param {string} word - the unknown word.
 * @param {(letter: string) => Promise<object>} vocabulary - the words for a letter, word to weight: -1 for a surname
 *   only.
 * @returns {Promise<?{word: string, weight: number, slips: number, certain: boolean}>} the correction, how many letters
 *   it changes, and whether it may be used without asking.
 */
export async function nearestWord(word, vocabulary) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return null;
  const limit = word.length > 5 ? 2 : 1;
  const sound = soundsLike(word);
  let best = null;
  const weigh = async (letter, measure) => {
    for (const [candidate, weight] of Object.entries(await vocabulary(letter))) {
      if (candidate.length < 3) continue;
      const slips = measure(candidate);
      if (slips > limit) continue;
      const rank = 2 * slips - (soundsLike(candidate) === sound ? 0.5 : 0) + (weight < 0 ? 1 : 0) - Math.min(weight, 9) / 100;
      if (!best || rank < best.rank) best = { word: candidate, slips, rank, weight, surname: weight < 0 };
    }
  };
  const byLetters = (candidate) => editDistance(word, candidate, limit);
  for (const letter of new Set([word[0], word[1]])) {
    if (!best) await weigh(letter, byLetters);
  }
  const bySound = (candidate) => (soundsLike(candidate) === sound ? 1 : limit + 1);
  if (!best || best.slips > 1) {
    const letters = [...new Set([word[0], ...(HEARD[word[0]] ?? "")])];
    await Promise.all(letters.map(vocabulary)); // in parallel
    for (const letter of letters) await weigh(letter, bySound);
  }
  // "slavery" does not mean the surname Stavert
  if (best?.surname && best.slips > 1 && !isCertain(word, best)) return null;
  return best && { word: best.word, weight: best.weight, slips: best.slips, certain: isCertain(word, best) };
}

function isCertain(word, { slips, surname }) {
  if (surname && word.length < CERTAIN.surname + 2 * (slips - 1)) return false;
  return slips <= CERTAIN.slips ? word.length >= CERTAIN.from : word.length >= CERTAIN.twoSlips;
}

/** Whether an ordinary word may stand for another: a related word, or a word of a title that sounds the same. */
function isKin(word, { word: other, weight }) {
  if (word.length >= FAMILY && other.startsWith(word.slice(0, FAMILY))) return true;
  return weight > 0 && word.length >= CERTAIN.from && soundsLike(word) === soundsLike(other) && editDistance(word, other, 1) === 1;
}

/** Whether a vocabulary has a word. A short word must occur in a title or name. */
const stands = (word, vocabulary) => vocabulary[word] > 0 || (word.length > 3 && vocabulary[word] === 0);

/** Split words that were run together into the site's own, such as "peersupport" and "facetoface"; else null. */
export async function splitWord(word, vocabulary) {
  if (word.length < 7 || !/^[a-z]+$/.test(word)) return null;
  const [first, ways] = [await vocabulary(word[0]), []];
  for (let at = word.length - 3; at >= 3; at--) {
    const [start, end] = [word.slice(0, at), word.slice(at)];
    if (!stands(start, first)) continue;
    ways.push([start, end]);
    const between = BETWEEN.find((small) => end.startsWith(small) && end.length > small.length + 2);
    if (between) ways.push([start, between, end.slice(between.length)]);
  }
  const lasts = await Promise.all(ways.map((way) => vocabulary(way.at(-1)[0])));
  return ways.find((way, at) => stands(way.at(-1), lasts[at])) ?? null;
}

/** The terms to look up for a word, including what an everyday word stands for. */
async function termsOf(index, word) {
  const [own, meanings] = await Promise.all([index.expand(word), index.meanings(word)]);
  return meanings.length ? [...new Set([stem(word), ...meanings.map(stem)])] : own;
}

/**
 * Words with misspelt names corrected: "pier support", "depravation of liberty". A single word that the site has is not
 * a misspelling, and no name begins with a stop word.
 */
async function withoutMisspeltNames(index, words, or) {
  const made = [];
  for (let from = 0; from < words.length; ) {
    let [to, right] = [STOP_WORDS.has(words[from]) ? from : Math.min(words.length, from + LONGEST_MISSPELT), ""];
    for (; to > from; to--) {
      if (to - from === 1 && (await or("index", index.expand(words[from]), ["?"])).length) continue;
      right = await or("index", index.correctionOf(words.slice(from, to).join(" ")), "");
      if (right) break;
    }
    made.push(right || words[from]);
    from = right ? to : from + 1;
  }
  return made.join(" ").split(" ");
}

/**
 * The words of a query as they were meant.
 *
 * @param {Index} index - the site's index.
 * @param {string} written - folded words, with references to law normalised.
 * @param {object} how - `exact`: correct nothing; `vocabulary(letter)`; `ordinary(word)`: ordinary English words, at
 *   least those near it; `or(part, promise, other)`; `skips(word)`: whether a word says too little to look up;
 *   `ahead(words)`: prefetches the words that may be meant.
 * @returns {Promise<object>} `whole`: all words; `words`: those that carry meaning; `terms`: the terms that each is
 *   looked up as; `cut`: whether there are more words than are looked up; `lost`: words that could not be looked up;
 *   `guesses`: suggestions by word; `mended`: whether any word was changed.
 */
export async function corrected(index, written, { exact, vocabulary, ordinary, or, skips, ahead }) {
  const lookUp = (word) => or("index", exact ? index.expand(word) : termsOf(index, word), null);
  const given = exact ? written.split(" ") : await withoutMisspeltNames(index, written.split(" "), or);
  const [terms, guesses, made, lost, near] = [new Map(), new Map(), [], [], new Map()];
  // In parallel: look up all words, then find corrections for those in doubt, then prefetch what these lead to.
  const wanted = contentWords(given.join(" "), skips);
  const telling = new Set(wanted);
  const held = await Promise.all(wanted.map(lookUp));
  const doubted = wanted.filter((word, at) => held[at] && isDoubtful(word, held[at]));
  const meant = new Map(await Promise.all(doubted.map(async (word) => [word, await likely(word)])));
  if (doubted.length) ahead(given.flatMap((word) => meant.get(word) ?? [word]));
  for (let at = 0; at < given.length; at++) {
    const word = given[at];
    if (!telling.has(word)) {
      made.push(word);
      continue;
    }
    const found = await lookUp(word);
    if (!found) lost.push(word);
    else if (!isDoubtful(word, found) || (found.length && ((await isOrdinary(word)) || !(await nearest(word))?.certain))) {
      made.push(word);
      terms.set(word, found);
    } else {
      const better = await mended(word, { before: made.at(-1), after: given[at + 1] });
      if (better.takesBefore) terms.delete(made.pop());
      if (better.takesAfter) at++;
      made.push(...better.words);
      for (const one of better.words) if (stem(one)) terms.set(one, await lookUp(one) ?? []);
    }
  }
  return {
    whole: made.join(" "), words: [...terms.keys()], terms, lost, guesses,
    cut: given.some((word) => stem(word) && !skips(word) && !telling.has(word)),
    mended: told(made.join(" ")) !== told(written),
  };

  // Whether nothing was found, or only words that share a beginning: "assesment" begins as "assess" does.
  function isDoubtful(word, found) {
    return !exact && /^[a-z]+$/.test(word) && !found.some((term) => term === stem(word) || term.startsWith(word));
  }

  // What a doubtful word may mean. Used only for prefetching.
  async function likely(word) {
    const [plain, parts] = await Promise.all([isOrdinary(word), split(word), vocabulary(word[0]).catch(() => null)]);
    if (plain) {
      kinOf(word);
      return [word];
    }
    return parts ?? [(await nearTo(word))?.word ?? word];
  }

  function isOrdinary(word) {
    return or("vocabulary", ordinary(word).then((words) => words.has(word)), false);
  }

  function split(word) {
    return or("vocabulary", splitWord(word, vocabulary), null);
  }

  function nearTo(word) {
    if (!near.has(word)) near.set(word, or("vocabulary", nearestWord(word, vocabulary), null));
    return near.get(word);
  }

  // The closest word, unless it finds nothing or is an uncertain guess at a stop word such as "about".
  async function nearest(word) {
    const other = await nearTo(word);
    const finds = other && (stem(other.word) ? (await lookUp(other.word))?.length : other.certain);
    return finds ? other : null;
  }

  // A word that an ordinary word may stand for; usually none.
  async function kinOf(word) {
    const other = await nearTo(word);
    return other && isKin(word, other) && (await nearest(word)) ? other.word : "";
  }

  // The text to compare. A name such as O'Brien may be written with a space.
  function told(text) {
    return contentWords(text.replace(/\b(o|d|mc|mac|st) (?=[a-z]{3})/g, "$1")).filter((word) => !lost.includes(word)).join(" ");
  }

  // Corrects one unknown word: joined with a neighbour, split in two, or replaced.
  async function mended(word, { before, after }) {
    const joins = [
      before && stem(before) && { words: [before + word], takesBefore: true },
      after && stem(after) && { words: [word + after], takesAfter: true },
    ].filter((join) => join && /^[a-z]{4,}$/.test(join.words[0]));
    for (const join of joins) if (await or("index", index.holds(join.words[0]), false)) return join;
    if (await isOrdinary(word)) {
      const other = await kinOf(word);
      if (other) guesses.set(word, other);
      return { words: [word] };
    }
    const parts = await split(word);
    if (parts) return { words: parts };
    const whole = await or("index", index.withFirstLetter(word), "");
    if (whole && word.length >= CERTAIN.from - 1) return { words: [whole] };
    const other = await nearest(word);
    if (other?.certain && other.slips <= CERTAIN.slips) return { words: [other.word] };
    for (const join of joins.filter(({ words: [both] }) => both.length > 5)) {
      const joined = await nearest(join.words[0]);
      // safe gaurding: one letter from "safeguarding", two from "guiding"
      if (joined?.certain && !(other?.certain && other.slips <= joined.slips)) return { ...join, words: [joined.word] };
    }
    if (other?.certain) return { words: [other.word] };
    if (other && !isFiller(other.word)) guesses.set(word, other.word);
    return { words: [word] };
  }
}
