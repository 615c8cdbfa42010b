// A search of the library, as an address and in words.
"use strict";

if (window.almanac?.catalogue) {
  const { usual } = window.almanac.catalogue;
  const LONGEST = 200; // characters in the search box, also when they come from an address
  const NOTHING = { q: "", topic: "", method: "", nation: "", role: "", people: "", from: "", to: "", open: "", sort: "", page: 1 };
  const SORTS = [
    ["newest", "Newest first"],
    ["oldest", "Oldest first"],
    ["author", "Author, A to Z"],
    ["title", "Title, A to Z"],
  ];
  const OPEN = "open access";

  const without = (state, choice) => ({
    ...state,
    ...(choice === "years" ? { from: "", to: "" } : { [choice]: "" }),
    page: 1,
  });

  const query = (state) => {
    const wanted = new URLSearchParams();
    for (const [name, nothing] of Object.entries(NOTHING)) {
      const value = name === "q" ? state.q.trim() : state[name];
      if (value !== nothing && !(name === "sort" && value === usual(state))) wanted.set(name, value);
    }
    return wanted.toString();
  };
  const address = (state) => `?${query(state)}`;

  // Unknown or invalid parts of an address are ignored.
  function readAddress(catalogue) {
    const wanted = new URLSearchParams(location.search);
    const said = (name) => wanted.get(name) ?? "";
    const known = (name) => (catalogue.knows(name, said(name)) ? said(name) : "");
    const year = (name) => (/^[0-9]{4}$/.test(said(name)) ? said(name) : "");
    const state = {
      q: said("q").slice(0, LONGEST),
      topic: known("topic"),
      method: known("method"),
      nation: known("nation"),
      role: known("role"),
      people: known("people"),
      from: year("from"),
      to: year("to"),
      open: known("open"),
      sort: SORTS.some(([sort]) => sort === said("sort")) ? said("sort") : "",
      page: /^[1-9][0-9]{0,5}$/.test(said("page")) ? Number(said("page")) : 1,
    };
    return state.from && state.to && state.from > state.to ? { ...state, from: "", to: "" } : state;
  }

  const years = (value) => {
    const [from, to] = value.split("-");
    if (!from) return `Until ${to}`;
    if (!to) return `Since ${from}`;
    return from.endsWith("0") && Number(to) - Number(from) === 9 ? `${from}s` : `${from} to ${to}`;
  };

  // A value of a choice in words. `names` has the names of topics and roles by key.
  function inWords(choice, value, names) {
    if (choice === "years") return years(value);
    return choice === "open" ? OPEN : (names[choice]?.[value] ?? value);
  }

  window.almanac.librarySearch = { NOTHING, OPEN, SORTS, address, inWords, query, readAddress, without };
}
