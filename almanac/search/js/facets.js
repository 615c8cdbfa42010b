// The filters beside the results, with the number of results that each would leave.

import { FACETS } from "./address.js";
import { element } from "./row.js";

/**
 * Fill the filter form with the choices that the results offer, and show it.
 *
 * @param {HTMLFormElement} facets - the form.
 * @param {object} state - the current choices: see address.js.
 * @param {object} counts - from Search.counts, or only the kinds if the rest could not be loaded.
 * @param {?Element} writing - the year field that the reader is typing in, which is left alone.
 */
export function showFacets(facets, state, counts, writing) {
  facets.hidden = false;
  const focused = document.activeElement?.id;
  const chosen = (name, value) => [state[name]].flat().includes(value);
  const shown = (name) => Object.entries(counts[name] ?? kept(name)).filter(([value, number]) => number || chosen(name, value));
  const kept = (name) => (state[name] ? { [state[name]]: "" } : {}); // if nothing can be counted
  const counted = (value, number) => (number === "" ? value : `${value} (${number})`);
  facets.querySelector("#kinds").replaceChildren(
    ...shown("kind").map(([value, number]) => {
      const tick = element("input", { type: "checkbox", name: "kind", value, checked: state.kind.includes(value) });
      tick.id = `kind-${value.toLowerCase().replaceAll(" ", "-")}`;
      return element("label", {}, tick, ` ${value} `, element("span", { className: "soft" }, `(${number})`));
    }),
  );
  for (const name of FACETS) {
    const select = facets.elements[name];
    const options = shown(name).sort(([one], [other]) => one.localeCompare(other, "en"));
    select.replaceChildren(
      element("option", { value: "" }, "All"),
      ...options.map(([value, number]) => element("option", { value }, counted(value, number))),
    );
    select.value = options.some(([value]) => value === state[name]) ? state[name] : "";
    select.closest("p").hidden = options.length === 0;
  }
  for (const name of ["from", "to", "sort"]) {
    if (facets.elements[name] !== writing) facets.elements[name].value = state[name];
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
