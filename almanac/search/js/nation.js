// The reader's nation in a search: it changes the order of pages but excludes none.

/** The nation that the reader chose at the top of a page (docs/assets/js/common/nation.js), or an empty string. */
export const readersNation = () => document.documentElement.dataset.nation ?? "";

/**
 * Make a test for pages that concern only other nations.
 *
 * @param {string} nation - the reader's nation.
 * @param {object} choices - from Search.choices.
 * @returns {(number: number) => boolean} takes a page's number; never true for a page that names no nation, or the UK.
 */
export function forOtherNations(nation, { nation: { values, pages } }) {
  const own = [nation, "UK"].map((name) => values.indexOf(name));
  return (number) => Boolean(pages[number]?.length) && !pages[number].some((value) => own.includes(value));
}

const NAMED = [
  ["Northern Ireland", /\b(?:northern (?:ireland|irish)|ni)\b/], ["Scotland", /\b(?:scotland|scottish|scots)\b/], ["Wales", /\b(?:wales|welsh)\b/],
  ["England", /\b(?:england|english)\b/],
];

/** The one nation that folded words name; empty if they name none or several. */
export function nationIn(typed) {
  const named = NAMED.filter(([, pattern]) => pattern.test(typed));
  return named.length === 1 ? named[0][0] : "";
}
