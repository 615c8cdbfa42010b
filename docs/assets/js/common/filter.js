// Filters over a list that stands whole without them. The state is the address, so that
// a filtered list can be shared and the Back button works.
"use strict";

{
  const form = document.querySelector(".filters");
  const rows = [...document.querySelectorAll(".rows > li")];
  const said = form.querySelector("[role=status]");
  const choices = [...form.querySelectorAll("select")];
  const letters = [...document.querySelectorAll(".letters a")].map((link) => [link, link.getAttribute("href")]);

  const has = (row, name, value) => !value || (row.dataset[name] ?? "").split("|").includes(value);
  const fits = (row, besides = null) =>
    choices.every((choice) => choice === besides || has(row, choice.name, choice.value));

  // Each option with the number of rows that it would show beside the other choices.
  function count(choice) {
    const open = rows.filter((row) => fits(row, choice));
    for (const option of choice.options) {
      const number = open.filter((row) => has(row, choice.name, option.value)).length;
      option.textContent = `${option.value || "All"} (${number})`;
    }
  }

  function show() {
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      shown += row.hidden ? 0 : 1;
    }
    for (const list of document.querySelectorAll(".rows")) {
      const empty = !list.querySelector(":scope > li:not([hidden])");
      list.hidden = empty;
      if (list.previousElementSibling?.matches("h2")) list.previousElementSibling.hidden = empty;
    }
    for (const [link, address] of letters) {
      if (document.getElementById(address.slice(1)).hidden) link.removeAttribute("href");
      else link.setAttribute("href", address);
    }
    choices.forEach(count);
    const chosen = choices.some(({ value }) => value);
    const all = `${shown} of ${rows.length} shown`;
    said.textContent = !chosen ? `${rows.length} in all` : shown ? all : `${all}. Nothing fits all of these choices.`;
  }

  function readAddress() {
    const wanted = new URLSearchParams(location.search);
    for (const choice of choices) {
      choice.value = wanted.get(choice.name) ?? "";
      if (choice.selectedIndex < 0) choice.value = "";
    }
    show();
  }

  function writeAddress() {
    const wanted = new URLSearchParams();
    const first = new URLSearchParams(location.search).get("first"); // the nation that common/nation.js puts first
    if (first) wanted.set("first", first);
    for (const { name, value } of choices) if (value) wanted.set(name, value);
    const query = wanted.toString();
    history.pushState(history.state, "", query ? `?${query}` : location.pathname);
    show();
  }

  // On a narrow screen the choices are folded away; elsewhere they stand open, and nothing folds them.
  const folded = form.querySelector("details");
  const wide = matchMedia("(min-width: 44em)"); // as in almanac.css
  const unfold = () => {
    folded.open = wide.matches || choices.some(({ value }) => value);
  };

  form.addEventListener("change", writeAddress);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(writeAddress));
  addEventListener("popstate", readAddress);
  wide.addEventListener("change", unfold);
  form.hidden = false;
  readAddress();
  unfold();
}
