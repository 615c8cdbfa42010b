// The search as the page asks it, from another thread: what goes in and out can be copied.

import { finder } from "./attempts.js";
import { result } from "./excerpt.js";

/**
 * What answers the page.
 *
 * @param {Search} search - what finds.
 */
export function service(search) {
  const find = finder(search);
  return {
    /** What a state of the page finds: see `finder`. What cannot be copied stays here, pages go as results, and with
     * the pages that are shown why they stand where they do. */
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
      search.wait(); // on a phone they are asked for when the reader opens the choices, however long after the results
      return search.counts(state, everything);
    },
    wait: () => search.wait(),
  };
}
