// What a reader meant by a word that the site does not have: misspelt names, slips of the pen, words grown together.

import { editDistance, soundsLike } from "./similar.js";
import { stem } from "./stem.js";
import { contentWords } from "./query.js";
import { isFiller } from "./retrieve.js";
import { STOP_WORDS } from "./text.js";

/** Words of a misspelt name, at most. */
export const LONGEST_MISSPELT = 5;
const CERTAIN = { slips: 1, from: 5, twoSlips: 8, surname: 7 }; // letters from which a correction is made unasked

const FAMILY = 6; // letters that words of one family begin with, at least: environments, environmental

const BETWEEN = ["and", "to", "of", "in", "by", "on"]; // within a word that is written with hyphens: face-to-face

/** Letters that a word may begin with besides its own: where the first letter is the slip, or is only heard. */
const HEARD = { s: "pc", n: "kgp", f: "p", k: "cq", r: "w", j: "g", g: "j", c: "ks", z: "x", i: "e", e: "i", o: "h", p: "b" };

/**
 * The nearest of the site's words.
 *
 * @param {string} word - that the site does not have.
 * @param {(letter: string) => Promise<object>} vocabulary - word to weight, of a letter: -1 for a surname alone.
 * @returns {Promise<?{word: string, weight: number, certain: boolean}>} what was meant, and whether it may be put in its place unasked.
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
    await Promise.all(letters.map(vocabulary)); // at once
    for (const letter of letters) await weigh(letter, bySound);
  }
  if (best?.surname && best.slips > 1 && !isCertain(word, best)) return null; // "slavery" asks for no Stavert
  return best && { word: best.word, weight: best.weight, certain: isCertain(word, best) };
}

function isCertain(word, { slips, surname }) {
  if (surname && word.length < CERTAIN.surname + 2 * (slips - 1)) return false;
  return slips <= CERTAIN.slips ? word.length >= CERTAIN.from : word.length >= CERTAIN.twoSlips;
}

/** Whether who wrote an ordinary word may have meant another: one of its family, or one of a title that sounds alike. */
function isKin(word, { word: other, weight }) {
  if (word.length >= FAMILY && other.startsWith(word.slice(0, FAMILY))) return true;
  return weight > 0 && word.length >= CERTAIN.from && soundsLike(word) === soundsLike(other) && editDistance(word, other, 1) === 1;
}

/** Whether a word is one of a vocabulary: a short one must stand in a title or a name. */
const stands = (word, vocabulary) => vocabulary[word] > 0 || (word.length > 3 && vocabulary[word] === 0);

/** The words of the site that one was made of: "peersupport", "facetoface"; nothing for others. */
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

/** The terms that a word is looked for as; an everyday one as what it stands for too. */
async function termsOf(index, word) {
  const [own, meanings] = await Promise.all([index.expand(word), index.meanings(word)]);
  return meanings.length ? [...new Set([stem(word), ...meanings.map(stem)])] : own;
}

/** Words with each misspelt name put right: "pier support", "depravation of liberty". A single word that the site has is
 * none, and none begins with a word that says nothing. */
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
 * Words as they were meant.
 *
 * @param {Index} index - of the site.
 * @param {string} written - folded words, law in one form.
 * @param {object} how - `exact`: leave them as they are; `vocabulary(letter)`; `ordinary(word)`: ordinary English words, those near it at least;
 *   `or(part, promise, other)`; `skips(word)`: whether a word says too little to be looked up; `ahead(words)`: has what they may mean fetched.
 * @returns {Promise<object>} `whole`: all words; `words`: those that tell; `terms`: word to the terms it is looked for as;
 *   `lost`: what could not be looked up; `guesses`: word to one that may be meant; `mended`: whether some were changed.
 */
export async function corrected(index, written, { exact, vocabulary, ordinary, or, skips, ahead }) {
  const tells = (word) => stem(word) && !skips(word);
  const lookUp = (word) => or("index", exact ? index.expand(word) : termsOf(index, word), null);
  const given = exact ? written.split(" ") : await withoutMisspeltNames(index, written.split(" "), or);
  const [terms, guesses, made, lost, near] = [new Map(), new Map(), [], [], new Map()];
  // At once what all words lead to, then what corrects them, and then what they lead to as they may be meant.
  const wanted = contentWords(given.join(" ")).filter(tells);
  const held = await Promise.all(wanted.map(lookUp));
  const doubted = wanted.filter((word, at) => held[at] && isDoubtful(word, held[at]));
  const meant = new Map(await Promise.all(doubted.map(async (word) => [word, await likely(word)])));
  if (doubted.length) ahead(given.flatMap((word) => meant.get(word) ?? [word]));
  for (let at = 0; at < given.length; at++) {
    const word = given[at];
    if (!tells(word)) {
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
    mended: told(made.join(" ")) !== told(written),
  };

  // Whether nothing was found, or only words that begin otherwise: "assesment" begins as "assess" does.
  function isDoubtful(word, found) {
    return !exact && /^[a-z]+$/.test(word) && !found.some((term) => term === stem(word) || term.startsWith(word));
  }

  // What a doubtful word may be: asked for at once, and only to fetch what that leads to.
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

  // What may be meant by a word, unless it would find nothing, or is a word such as "about" and not certain.
  async function nearest(word) {
    const other = await nearTo(word);
    const finds = other && (stem(other.word) ? (await lookUp(other.word))?.length : other.certain);
    return finds ? other : null;
  }

  // What may be meant by an ordinary word; nothing, for most.
  async function kinOf(word) {
    const other = await nearTo(word);
    return other && isKin(word, other) && (await nearest(word)) ? other.word : "";
  }

  // What is compared: a name such as O'Brien is the same with a space.
  function told(text) {
    return contentWords(text.replace(/\b(o|d|mc|mac|st) (?=[a-z]{3})/g, "$1")).filter((word) => !lost.includes(word)).join(" ");
  }

  // One word that the site has not: with its neighbour, in two, or another.
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
    if (other?.certain) return { words: [other.word] };
    for (const join of joins.filter(({ words: [both] }) => both.length > 5)) {
      const joined = await nearest(join.words[0]);
      if (joined?.certain) return { ...join, words: [joined.word] };
    }
    if (other && !isFiller(other.word)) guesses.set(word, other.word);
    return { words: [word] };
  }
}
