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

/** The same for pages that concern one nation and no other. */
export const forNationAlone = (nation, { nation: { values, pages } }) => (number) => pages[number]?.length === 1 && values[pages[number][0]] === nation;

const NAMED = [
  ["Northern Ireland", /\b(?:northern (?:ireland|irish)|ni)\b/], ["Scotland", /\b(?:scotland|scottish|scots)\b/], ["Wales", /\b(?:wales|welsh)\b/],
  ["England", /\b(?:england|english)\b/],
];

// Words that only one nation uses, so a query that has them means that nation.
const IMPLIED = [
  ["Scotland", /\b(?:sheriffs?|mhos?|mental health officers?|procurator fiscal|curator ad litem)\b/], ["Northern Ireland", /\b(?:rqia|psni|hsc trusts?|health and social care trusts?)\b/],
  ["Wales", /\b(?:senedd|llais)\b/],
];

const onlyOne = (nations, typed) => {
  const found = nations.filter(([, pattern]) => pattern.test(typed));
  return found.length === 1 ? found[0][0] : "";
};

/** The one nation that folded words name; empty if they name none or several. */
export const nationIn = (typed) => onlyOne(NAMED, typed);

/** The one nation that folded words name or, if they name none, imply. */
export const nationMeant = (typed) => (NAMED.some(([, pattern]) => pattern.test(typed)) ? nationIn(typed) : onlyOne(IMPLIED, typed));

const LIKE = /\b(?:version|equivalent|counterpart|law|called|apply|applies|there)\b/g; // words that ask for the same elsewhere

/** Folded words split into what they ask about and the one nation that they name; null if they name none or several. */
export function apartFromNation(words) {
  const nation = nationIn(words);
  const named = NAMED.find(([name]) => name === nation);
  return named ? { asked: words.replace(named[1], " ").replace(LIKE, " ").replace(/ +/g, " ").trim(), nation: nation.toLowerCase() } : null;
}

/** The same words without "in" or "for" before a nation at their end, as names are written: `section 136 scotland`. */
export const withNationAlone = (words) => words.replace(/ (?:in|for) (scotland|wales|northern ireland|ni)$/, (_, nation) => ` ${nation === "ni" ? "northern ireland" : nation}`);
