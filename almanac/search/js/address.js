// What is asked stands in the address, so that a search can be shared and the Back button works.

import { readersNation } from "./nation.js";

const ON_PAGE = 20;

/** Choices beside the kinds and the years. */
export const FACETS = ["topic", "nation", "method"];

/** The orders that results may stand in, beside the best first: by what, and which way. */
export const SORT_ORDERS = { newest: ["year", -1], oldest: ["year", 1], title: ["titles", 1] };

/** How many results are shown before the rest of a page is fetched: as many as a phone or a desktop shows at first. */
export const FIRST_BATCH = 3;

const FORMER_KINDS = { Words: "Glossary", "Law and change": "Law and policy", Messages: "Key messages and findings" }; // addresses that readers have kept

/** A search that asks for nothing. */
export const EMPTY_STATE = { q: "", exact: false, kind: [], topic: "", nation: "", method: "", from: "", to: "", sort: "", page: 1, explain: false };

/** Whether something is chosen. */
export const isFiltered = (state) => state.kind.length > 0 || [...FACETS, "from", "to"].some((name) => state[name]);

/**
 * What the address asks for; what it cannot mean is left out.
 *
 * @param {string} query - from its question mark on.
 * @param {string} nation - the reader's, which lifts its pages: `first`.
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

/** The address that asks for it. */
export function address(state) {
  const wanted = new URLSearchParams({ q: state.q });
  for (const kind of state.kind) wanted.append("kind", kind);
  for (const name of [...FACETS, "from", "to", "sort"]) if (state[name]) wanted.set(name, state[name]);
  if (state.page > 1) wanted.set("page", state.page);
  if (state.exact) wanted.set("exact", "1");
  if (state.explain) wanted.set("explain", "1");
  return `?${wanted}`;
}

/** Of all results those on the page that is asked for, or the last: how many pages, which, after how many results. */
export function paginate(state, numbers) {
  const pages = Math.max(1, Math.ceil(numbers.length / ON_PAGE));
  const page = Math.min(state.page, pages);
  const from = (page - 1) * ON_PAGE;
  return { pages, page, from, shown: numbers.slice(from, from + ON_PAGE) };
}
