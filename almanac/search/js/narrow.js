// Filters and sorts the results.

import { FACETS, SORT_ORDERS, isFiltered } from "./address.js";

/**
 * Numbers of the pages that match the filters. Values that the site does not know are ignored.
 *
 * @param {object} state - see address.js.
 * @param {number[]} numbers - page numbers.
 * @param {Index} index - the site's index.
 * @param {?object} choices - from Search.choices; null if they could not be loaded.
 * @param {string} out - a filter to ignore.
 */
export function fitting(state, numbers, index, choices, out = "") {
  if (!isFiltered(state)) return numbers;
  const known = index.head.kinds.map(([kind]) => kind);
  const kinds = out === "kind" ? [] : state.kind.filter((kind) => known.includes(kind));
  const ofKind = numbers.filter((number) => !kinds.length || kinds.includes(index.kindOf(number)));
  if (!choices) return ofKind;
  const wanted = FACETS.map((name) => [name, name === out ? -1 : choices[name].values.indexOf(state[name])]).filter(([, value]) => value >= 0);
  return ofKind.filter(
    (number) =>
      wanted.every(([name, value]) => choices[name].pages[number]?.includes(value)) &&
      (!(state.from || state.to) ||
        (choices.year[number] && choices.year[number] >= Number(state.from || 0) && choices.year[number] <= Number(state.to || 9999))),
  );
}

/** Sort pages by the value of each, a year or its title's place in the alphabet. Pages without one come last. */
export function sortedBy(order, numbers, values) {
  const [, way] = SORT_ORDERS[order];
  const after = (one, other) => (one && other ? way * (one - other) : !one - !other);
  return [...numbers].sort((one, other) => after(values[one], values[other]));
}

/** The number of pages that each value of a filter would find, with all other filters unchanged: `kind` and FACETS. */
export function counts(state, everything, index, choices) {
  const count = (name, values, valuesOf) => {
    const made = Object.fromEntries(values.map((value) => [value, 0]));
    for (const number of fitting(state, everything, index, choices, name)) for (const value of valuesOf(number)) made[value]++;
    return [name, made];
  };
  const facets = (choices ? FACETS : []).map((name) => {
    const { values, pages } = choices[name];
    return count(name, values, (number) => (pages[number] ?? []).map((value) => values[value]));
  });
  return Object.fromEntries([count("kind", index.head.kinds.map(([kind]) => kind), (number) => [index.kindOf(number)]), ...facets]);
}
