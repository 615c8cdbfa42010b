// What is found for a state of the page, and the first results as far as they come soon.

import { FIRST_BATCH, paginate } from "./address.js";
import { deadline } from "./fetching.js";

const STRAGGLERS = 2000; // milliseconds that results wait for one that does not come

/** Resolves when results have waited long enough for one that does not come. */
export const late = () => new Promise((go) => setTimeout(go, STRAGGLERS, []));

async function attempt(asking, state, end, early) {
  const asked = await (early ?? asking.find(state, end));
  const place = paginate(state, asked.numbers);
  const fetched = place.shown.slice(0, FIRST_BATCH).map((number) => asking.page(number));
  const known = await Promise.race([Promise.allSettled(fetched), late()]);
  if (known.some(({ status }) => status === "rejected")) asked.missing.add("results");
  const names = asked.everything.length
    ? null
    : await asking.names().catch(() => {
        asked.missing.add("names");
      });
  return { asked, place, names };
}

/**
 * What finds: the site may have been published anew since the page was loaded, so where something is missing, its index
 * is asked for again, once.
 *
 * @param {Search} asking - the search.
 * @param {?Promise<object>} first - what it found for the first state already, or nothing.
 * @returns {(state: object) => Promise<object>} for a state what was found (`asked`), the page of it that is shown (`place`)
 *   and, where nothing was found, the `names` of entries.
 */
export function finder(asking, first) {
  let early = first;
  let refreshed = false;
  return async (state) => {
    const end = deadline();
    const [given, why] = await attempt(asking, state, end, early).then((found) => [found, null], (error) => [null, error]);
    early = null;
    if (given && !given.asked.missing.size) refreshed = false;
    else if (!refreshed && performance.now() < end) {
      refreshed = true;
      const another = await asking.refresh();
      try {
        return await attempt(asking, state, end, null);
      } catch (error) {
        if (another || !given) throw error;
      }
    }
    if (!given) throw why;
    return given;
  };
}
