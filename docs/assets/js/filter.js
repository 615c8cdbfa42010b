// Filters over a list that stands whole without them. The state is the address, so that
// a filtered list can be shared and the Back button works.
"use strict";

{
  const form = document.querySelector(".filters");
  const rows = [...document.querySelectorAll(".rows > li")];
  const said = form.querySelector("[role=status]");
  const choices = [...form.querySelectorAll("select")];

  const fits = (row) =>
    choices.every(({ name, value }) => !value || (row.dataset[name] ?? "").split("|").includes(value));

  function show() {
    let count = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      count += row.hidden ? 0 : 1;
    }
    for (const list of document.querySelectorAll(".rows")) {
      const empty = !list.querySelector(":scope > li:not([hidden])");
      list.hidden = empty;
      if (list.previousElementSibling?.matches("h2")) list.previousElementSibling.hidden = empty;
    }
    said.textContent = choices.some(({ value }) => value) ? `${count} of ${rows.length} shown` : `${rows.length} in all`;
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
    for (const { name, value } of choices) if (value) wanted.set(name, value);
    const query = wanted.toString();
    history.pushState(null, "", query ? `?${query}` : location.pathname);
    show();
  }

  form.addEventListener("change", writeAddress);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(writeAddress));
  addEventListener("popstate", readAddress);
  form.hidden = false;
  readAddress();
}
