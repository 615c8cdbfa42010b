// Prefetches the parts of the index that a query will need, because fetching one after another would be slow. Nothing
// is looked up here: each part is awaited where it is used.

import { LONGEST_MISSPELT } from "./correct.js";
import { LONGEST_NAME } from "./names.js";
import { contentWords } from "./query.js";
import { isFiller, joinedAt } from "./retrieve.js";
import { STOP_WORDS } from "./text.js";

/** Prefetch words that are always looked up, before the query is parsed, because parsing takes a phone 20 ms. */
export function sendFirst(index, words) {
  // an error is reported where the part is used
  for (const word of words) if (!isFiller(word)) index.expand(word).catch(() => {});
}

/**
 * Prefetch the parts that words lead to, spelt as they were typed.
 *
 * @param {Index} index - the site's index.
 * @param {string[]} words - folded words, as typed.
 * @param {string[]} names - names that the whole query may be.
 * @param {(word: string) => boolean} skips - whether a word is not looked up.
 */
export function sendAhead(index, words, names, skips) {
  const telling = new Set(contentWords(words.join(" "), skips));
  const asked = names.map((name) => index.pagesNamed(name));
  words.forEach((word, at) => {
    const from = (longest) => words.slice(at, at + longest).map((_, more) => words.slice(at, at + more + 1).join(" "));
    if (STOP_WORDS.has(word)) return;
    // from two words on: a single word may be known
    asked.push(...from(LONGEST_MISSPELT).slice(1).map((text) => index.correctionOf(text)));
    asked.push(...from(LONGEST_NAME).map((text) => index.pagesNamed(text)));
    if (!telling.has(word)) return;
    asked.push(index.expand(word), index.meanings(word), index.spacedOut(word));
    const { joined } = joinedAt(words, at);
    if (joined) asked.push(index.holds(joined));
  });
  // an error is reported where the part is used
  for (const promise of asked) promise.catch(() => {});
}
