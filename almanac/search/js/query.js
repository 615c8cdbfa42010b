// What a reader's words mean, before anything is looked up.

import { stem } from "./engine.js";
import { normaliseLaw, fold } from "./text.js";

const LONGEST = 200; // characters of a query that are used
const URGENT =
  /\b(suicid\w*|suiside|kill(ing)? (my|him|her|them)sel(f|ves)|overdos\w*|(want|going|wanna) to die|wanna die|end (my|it) (life|all)|(help|crisis|danger) now|help me|emergency help|self harm(ing)? now|hurt(ing)? myself)\b/;
const HOW_MANY = /\b(how (many|much)|(number|share|proportion|percentage) of)\b/; // what a figure answers

/** Whether the words of a query speak of need, so that urgent help comes first. */
export const needsUrgentHelp = (query) => URGENT.test(fold(query.slice(0, LONGEST)));

/** Whether a query is cut. */
export const isTooLong = (query) => query.length > LONGEST;

const SIDE_BY_SIDE = /\b(differen\w*|compar\w*|versus|vs)\b/; // what a table of comparison answers

/** Whether two things are to be told apart. */
export const asksToCompare = (typed) => SIDE_BY_SIDE.test(typed);

/** Whether a number is asked for. */
export const asksHowMany = (typed) => HOW_MANY.test(typed);

/** What was written: folded, as words that tell (all words where none does), and whether it is a phrase in quotes. */
export function parseQuery(query) {
  const raw = query.slice(0, LONGEST);
  const typed = fold(raw);
  const joined = fold(raw.replace(/(\p{L}+)[-‐‑](?=\p{L})/gu, "$1"));
  const written = normaliseLaw(joined);
  return { typed, written, words: contentWords(written), phrase: /^\s*["“].+["”]\s*$/.test(raw) };
}

/** The words of a plain text that tell, each once. */
export const contentWords = (text) => [...new Set(text.split(" "))].filter((word) => stem(word));
