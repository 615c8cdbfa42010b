// Finds names close to words that found nothing: names with typing errors, and names that share words.

import { fold, STOP_WORDS } from "./text.js";

/** The optimal string alignment distance: letters added, removed, changed or swapped. Returns limit + 1 if more. */
export function editDistance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

const SOUNDS = [
  [/^ps/, "s"], [/^[kgp]n/, "n"], [/^wr/, "r"], [/^wh/, "w"], [/^x/, "z"], [/ph/g, "f"], [/gh(?=t|$)/g, ""], [/sch|sh|tch|ch/g, "k"],
  [/ck|q|c(?![eiy])/g, "k"], [/c(?=[eiy])/g, "s"], [/[sz]+/g, "s"], [/[aeiouy]+h?/g, "a"], [/(.)\1+/g, "$1"], [/(?<=.)h/g, ""],
];

/** A rough phonetic form of a word: "sykosis" and "psychosis" have the same. */
export const soundsLike = (word) => SOUNDS.reduce((made, [pattern, sound]) => made.replace(pattern, sound), word);

/** Names similar to a query, by the words that they share or nearly share. Best first, each page once. */
export function similarNames(rows, written) {
  const words = written.split(" ").filter((word) => word.length > 2 && !STOP_WORDS.has(word)).slice(0, 8);
  const near = (part) => {
    const limit = part.length > 6 ? 3 : part.length > 4 ? 2 : 1;
    return part.length > 2 && words.some((word) => word === part || (word.length > 3 && editDistance(word, part, limit) <= limit));
  };
  const ranked = rows.flatMap(([title, path, kind, other, misspelt]) =>
    [title, ...other.split("; "), ...misspelt.split("; ")].map((name) => {
      const parts = fold(name).split(" ");
      return { title, path, kind, rank: parts.filter(near).length / (parts.length + words.length) };
    }),
  );
  const best = ranked.filter(({ rank }) => rank).sort((one, other) => other.rank - one.rank).slice(0, 30);
  return [...new Map(best.map((entry) => [entry.path, entry])).values()];
}
