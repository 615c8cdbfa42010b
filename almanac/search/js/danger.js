// Scores how strongly a query suggests danger. Each word and each pair of adjacent words has points that the build
// learned from phrases (learning.js). Their sum tells danger from "dying to know".

import { stemmer } from "stemmer";

// Misspellings included: suicde, sucide, suiside, sewercide. Excluded: succeed, Sussex.
const SUICIDE = /\bs(?!ucc|uss|ued)(?:ui|u|ue|oo|oui|ua|ewer)[cs]{1,2}[iaye]{0,2}d(?!ata)\w*|\bsuid(?:i?ce|cide|ic)\w*/g;

/** The points that suggest danger. Short queries are nearly always calm, so each word fewer than six adds four. */
export const enoughOf = (words) => 6 + 4 * Math.max(0, 6 - words.length);

/** The words of a folded text as they are scored: stems, with all numbers treated as one. */
export const stemsOf = (folded) => folded.replace(SUICIDE, "suicide").split(" ").map((word) => stemmer(word.replace(/\d+/g, "0")));

/** The whole phrase as one feature. The spaces at both ends distinguish it from a pair of words. */
export const wholeOf = (words) => ` ${words.join(" ")} `;

/** The features of a phrase: its words, its adjacent pairs (with the two ends marked) and the whole. */
export function featuresOf(words) {
  const ends = ["", ...words, ""];
  return [...new Set([...words, ...ends.slice(1).map((word, at) => `${ends[at]} ${word}`), wholeOf(words)])];
}

/** The total points of words, given the points of each feature. */
export const pointsOf = (words, points) => featuresOf(words).reduce((sum, feature) => sum + (points.get(feature) ?? 0), 0);
