// How much the words of a query speak of danger. Each word, and each two that stand together, has points that the build
// learned from phrases (learning.js); what tells danger from "dying to know" is all of them together.

import { stemmer } from "stemmer";

// However it is spelt: suicde, sucide, suiside, sewercide; not succeed, nor Sussex.
const SUICIDE = /\bs(?!ucc|uss|ued)(?:ui|u|ue|oo|oui|ua|ewer)[cs]{1,2}[iaye]{0,2}d(?!ata)\w*|\bsuid(?:i?ce|cide|ic)\w*/g;

/** Points from which words speak of danger. Short queries are nearly always calm: each word fewer than six needs four more. */
export const enoughOf = (words) => 6 + 4 * Math.max(0, 6 - words.length);

/** Words of a folded text as they have points: stems, all numbers as one. */
export const wordsOf = (folded) => folded.replace(SUICIDE, "suicide").split(" ").map((word) => stemmer(word.replace(/\d+/g, "0")));

/** The whole phrase as one feature: the spaces at both ends keep it apart from a pair of words. */
export const wholeOf = (words) => ` ${words.join(" ")} `;

/** Words, each two that stand together, where the first and the last are told from the others, and the whole. */
export function featuresOf(words) {
  const ends = ["", ...words, ""];
  return [...new Set([...words, ...ends.slice(1).map((word, at) => `${ends[at]} ${word}`), wholeOf(words)])];
}

/** The points of words, given those of each feature. */
export const pointsOf = (words, points) => featuresOf(words).reduce((sum, feature) => sum + (points.get(feature) ?? 0), 0);
