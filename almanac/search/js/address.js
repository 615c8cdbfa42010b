// Keeps the search in the page's address, so that it can be shared and the Back button works.

import { readersNation } from "./nation.js";

const ON_PAGE = 20;

/** The filters besides kind and year. */
export const FACETS = ["topic", "nation", "method"];

/** The sort orders besides best first, each with the field to sort by and the direction. */
export const SORT_ORDERS = { newest: ["year", -1], oldest: ["year", 1], title: ["titles", 1] };

/** The number of results shown before the rest are fetched: as many as fit on a phone or desktop screen at first. */
export const FIRST_BATCH = 3;

// Kinds in addresses that readers have saved, with the names they have now.
const FORMER_KINDS = { Words: "Glossary", "Law and change": "Law and policy", Messages: "Key messages and findings" };

/** The state of an empty search. */
export const EMPTY_STATE = { q: "", exact: false, kind: [], topic: "", nation: "", method: "", from: "", to: "", sort: "", page: 1, explain: false };

/** Whether any filter is set. */
export const isFiltered = (state) => state.kind.length > 0 || [...FACETS, "from", "to"].some((name) => state[name]);

/**
 * The search that an address asks for. Anything invalid is ignored.
 *
 * @param {string} query - the query string, with its question mark.
 * @param {string} nation - the reader's nation, whose pages rank higher: `first`.
 */
export function readAddress(query = location.search, nation = readersNation()) {
  const wanted = new URLSearchParams(query);
  const text = (name) => wanted.get(name)?.trim() ?? "";
  const year = (name) => (/^\d{4}$/.test(text(name)) ? text(name) : "");
  return {
    q: text("q"),
    exact: wanted.get("exact") === "1",
    kind: [...new Set(wanted.getAll("kind").map((kind) => (Object.hasOwn(FORMER_KINDS, kind) ? FORMER_KINDS[kind] : kind)))],
    topic: text("topic"),
    nation: text("nation"),
    method: text("method"),
    from: year("from"),
    to: year("to"),
    sort: Object.hasOwn(SORT_ORDERS, text("sort")) ? text("sort") : "",
    first: nation,
    explain: wanted.get("explain") === "1",
    page: Math.max(1, Number.parseInt(text("page"), 10) || 1),
  };
}

/** The address of a search. */
export function address(state) {
  const wanted = new URLSearchParams({ q: state.q });
  for (const kind of state.kind) wanted.append("kind", kind);
  for (const name of [...FACETS, "from", "to", "sort"]) if (state[name]) wanted.set(name, state[name]);
  if (state.page > 1) wanted.set("page", state.page);
  if (state.exact) wanted.set("exact", "1");
  if (state.explain) wanted.set("explain", "1");
  return `?${wanted}`;
}

/** The results for the current page, or for the last page there is. `from` is the number of results before it. */
export function paginate(state, numbers) {
  const pages = Math.max(1, Math.ceil(numbers.length / ON_PAGE));
  const page = Math.min(state.page, pages);
  const from = (page - 1) * ON_PAGE;
  return { pages, page, from, shown: numbers.slice(from, from + ON_PAGE) };
}
