// The search as the page calls it from another thread. All arguments and results can be cloned.

import { finder } from "./attempts.js";
import { result } from "./excerpt.js";

/**
 * The functions that the page can call.
 *
 * @param {Search} search - the search.
 */
export function service(search) {
  const find = finder(search);
  return {
    /**
     * Run the search for a state of the page: see `finder`. What cannot be cloned is left out, pages become results,
     * and only the pages shown have reasons for their rank.
     */
    async find(state) {
      const { asked, pages, ...found } = await find(state);
      const { terms, typed, written, whole } = asked;
      const reasons = new Map(found.place.shown.filter((number) => asked.reasons.has(number)).map((number) => [number, asked.reasons.get(number)]));
      const results = new Map([...pages].map(([number, page]) => [number, result(page, asked)]));
      return { ...found, results, asked: { ...asked, reasons, or: null, expression: null, looked: { terms, typed, written, whole } } };
    },
    need: (query) => search.need(query),
    result: async (number, looked) => result(await search.page(number), looked),
    counts(state, everything) {
      // On a phone they are requested when the reader opens the filters, perhaps long after the results.
      search.wait();
      return search.counts(state, everything);
    },
    wait: () => search.wait(),
  };
}
