// Runs the search for a state of the page, and fetches the first results that arrive soon enough.

import { FIRST_BATCH, paginate } from "./address.js";
import { deadline, late } from "./fetching.js";
import { similarNames } from "./similar.js";

const MOST_SIMILAR = 5; // names suggested if nothing is found

async function attempt(asking, state, end) {
  const asked = await asking.find(state, end);
  const place = paginate(state, asked.numbers);
  const pages = new Map();
  const fetched = place.shown.slice(0, FIRST_BATCH).map(async (number) => pages.set(number, await asking.page(number)));
  const known = await Promise.race([Promise.allSettled(fetched), late()]);
  if (known.some(({ status }) => status === "rejected")) asked.missing.add("results");
  const names = asked.everything.length ? [] : await asked.or("names", asking.names(), []);
  return { asked, place, pages, similar: similarNames(names, asked.whole).slice(0, MOST_SIMILAR) };
}

/**
 * Make a search function that survives a new version of the site. If something is missing, the site may have been
 * published again since the page was loaded, so the index is fetched again once.
 *
 * @param {Search} asking - the search.
 * @returns {(state: object) => Promise<object>} for a state: the search (`asked`), the part of the results on the
 *   current page (`place`), the first results that have arrived (`pages`, by number) and, if nothing was found, similar
 *   names (`similar`).
 */
export function finder(asking) {
  let refreshed = false;
  return async (state) => {
    const end = deadline();
    const [given, why] = await attempt(asking, state, end).then((found) => [found, null], (error) => [null, error]);
    if (given && !given.asked.missing.size) refreshed = false;
    else if (!refreshed && performance.now() < end) {
      refreshed = true;
      const another = await asking.refresh();
      try {
        return await attempt(asking, state, end);
      } catch (error) {
        if (another || !given) throw error;
      }
    }
    if (!given) throw why;
    return given;
  };
}
