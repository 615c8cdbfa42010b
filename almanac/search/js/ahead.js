// The parts of the index that a query will need, asked for at once: one after another they would each wait for the
// network. Nothing is found here; each part is waited for where it is used.

import { LONGEST_MISSPELT } from "./correct.js";
import { LONGEST_NAME } from "./names.js";
import { isFiller, joinedAt } from "./retrieve.js";
import { STOP_WORDS } from "./text.js";

/** Ask for the parts of words that are looked for whatever else is read in a query, before it is read: that takes a phone 20 ms. */
export function sendFirst(index, words) {
  for (const word of words) if (!isFiller(word)) index.expand(word).catch(() => {}); // whoever needs it hears of it
}

/**
 * Ask for the parts that words lead to as they were typed.
 *
 * @param {Index} index - of the site.
 * @param {string[]} words - folded, as they were written.
 * @param {string[]} names - that the whole query may be.
 * @param {(word: string) => boolean} tells - whether a word is looked for.
 */
export function sendAhead(index, words, names, tells) {
  const asked = names.map((name) => index.pagesNamed(name));
  words.forEach((word, at) => {
    const from = (longest) => words.slice(at, at + longest).map((_, more) => words.slice(at, at + more + 1).join(" "));
    if (STOP_WORDS.has(word)) return;
    asked.push(...from(LONGEST_MISSPELT).slice(1).map((text) => index.correctionOf(text))); // a word alone may be known
    asked.push(...from(LONGEST_NAME).map((text) => index.pagesNamed(text)));
    if (!tells(word)) return;
    asked.push(index.expand(word), index.meanings(word), index.spacedOut(word));
    const { joined } = joinedAt(words, at);
    if (joined) asked.push(index.holds(joined));
  });
  for (const promise of asked) promise.catch(() => {}); // whoever needs it hears of it
}
