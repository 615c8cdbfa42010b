// In which order pages are numbered: so that the lengths of their fields, one after another, are mostly the same.

import { LENGTH_NORMALISED, OPTIONS } from "./engine.js";
import { quantised } from "./lengths.js";

const COLUMNS = LENGTH_NORMALISED.map((name) => OPTIONS.fields.indexOf(name)).reverse(); // the text, which differs more, first
const MANY = 100; // pages: of fewer, the lengths are little as they are

/** Runs of pages of one kind and year. */
function runs(pages) {
  const made = [];
  pages.forEach(({ kind, year }, at) => {
    const before = pages[at - 1];
    if (before?.kind === kind && before.year === year) made.at(-1).push(at);
    else made.push([at]);
  });
  return made;
}

/**
 * The places of pages in the order of their numbers.
 *
 * Of two pages that fit as well, that with the lower number comes first, which is the newer. Among many of one kind and year no
 * order means anything, and they go by their lengths. What has no year, such as law, keeps its order.
 *
 * @param {object[]} pages - as indexing.py gives them.
 * @param {number[][]} lengths - of each the number of terms in each field.
 */
export function numbered(pages, lengths) {
  const keys = lengths.map((row) => COLUMNS.map((column) => quantised(row[column] ?? 0)));
  const byLengths = (one, other) => keys[one].reduce((difference, key, at) => difference || key - keys[other][at], 0);
  return runs(pages).flatMap((run) => (run.length < MANY || !pages[run[0]].year ? run : run.sort(byLengths)));
}

/** The pages that have a term, by their places, as `packTerm` takes them; `numbers` are those of the pages, by their places. */
export function renumbered({ pages, times }, numbers) {
  const count = pages.length;
  const sorted = Float64Array.from(pages, (place, at) => numbers[place] * count + at).sort(); // far quicker than by a function
  return { pages: Array.from(sorted, (both) => Math.floor(both / count)), times: Array.from(sorted, (both) => times[both % count]) };
}
