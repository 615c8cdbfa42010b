// Decides the order in which pages are numbered, so that consecutive pages mostly have fields of the same length.

import { LENGTH_NORMALISED, OPTIONS } from "./siteindex.js";
import { quantised } from "./lengths.js";

// The text comes first, because its lengths vary more.
const COLUMNS = LENGTH_NORMALISED.map((name) => OPTIONS.fields.indexOf(name)).reverse();
const MANY = 100; // pages: below this, the lengths take up little space anyway

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
 * The positions of pages in the order of their numbers.
 *
 * Of two pages that match equally well, the one with the lower number comes first, and that is the newer one. Among
 * many pages of one kind and year no order means anything, so they are sorted by length. Pages without a year, such as
 * law, keep their order.
 *
 * @param {object[]} pages - from indexing.py.
 * @param {number[][]} lengths - for each page, the number of terms in each field.
 */
export function numbered(pages, lengths) {
  const keys = lengths.map((row) => COLUMNS.map((column) => quantised(row[column] ?? 0)));
  const byLengths = (one, other) => keys[one].reduce((difference, key, at) => difference || key - keys[other][at], 0);
  return runs(pages).flatMap((run) => (run.length < MANY || !pages[run[0]].year ? run : run.sort(byLengths)));
}

/** The postings of a term, renumbered and sorted for `packTerm`. `numbers` holds the page number at each position. */
export function renumbered({ pages, times }, numbers) {
  const count = pages.length;
  // Sorting numbers is far quicker than sorting with a comparison function.
  const sorted = Float64Array.from(pages, (place, at) => numbers[place] * count + at).sort();
  return { pages: Array.from(sorted, (both) => Math.floor(both / count)), times: Array.from(sorted, (both) => times[both % count]) };
}
