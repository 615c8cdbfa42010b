// The reader's nation in a search: it lifts pages, and leaves none out.

/** The nation that the reader chose at the top of a page (docs/assets/js/common/nation.js); empty for none. */
export const readersNation = () => document.documentElement.dataset.nation ?? "";

/**
 * What tells pages that speak of other nations alone.
 *
 * @param {string} nation - the reader's.
 * @param {object} choices - as Search.choices gives them.
 * @returns {(number: number) => boolean} of a page's number; never true of a page that names no nation, or the UK.
 */
export function forOtherNations(nation, { nation: { values, pages } }) {
  const own = [nation, "UK"].map((name) => values.indexOf(name));
  return (number) => Boolean(pages[number]?.length) && !pages[number].some((value) => own.includes(value));
}

const NAMED = [
  ["Northern Ireland", /\b(?:northern (?:ireland|irish)|ni)\b/], ["Scotland", /\b(?:scotland|scottish|scots)\b/], ["Wales", /\b(?:wales|welsh)\b/],
  ["England", /\b(?:england|english)\b/],
];

/** The one nation that folded words name; empty for none, or for several. */
export function nationIn(typed) {
  const named = NAMED.filter(([, pattern]) => pattern.test(typed));
  return named.length === 1 ? named[0][0] : "";
}
