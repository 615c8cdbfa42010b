// The search log page: the searches that the reader saved (searches.js), as a table, a file and a paragraph.
"use strict";

if (window.almanac?.searches && window.almanac.keptRows) {
  const { arrange, button, copy, count, csv, download, longDay, make, root, rowsBefore, say, sayNotKept } = window.almanac;
  const { searches: log } = window.almanac;
  const at = (id) => document.getElementById(id);
  const page = at("my-log");
  const table = page.querySelector("tbody");
  const searches = (number) => count(number, "search", "searches");

  // Searches have no key. Each is identified by its content, and by how many identical ones come before it.
  function named(all) {
    const seen = new Map();
    return all.map((search) => {
      const { day, time, address, found, of, content } = search;
      const says = JSON.stringify([day, time, address, found, of, content]);
      seen.set(says, (seen.get(says) ?? 0) + 1);
      return { id: `${says} ${seen.get(says)}`, search };
    });
  }
  const inLog = () => `${searches(log.read().length)} in your log.`;
  const withChanged = (id, edit) => (all) => named(all).flatMap((one) => (one.id === id ? edit(one.search) : [one.search]));

  // Changes the log, then announces the result of `says`, or that it could not be stored.
  function change(edit, says = null) {
    const kept = log.change(edit);
    if (!kept) sayNotKept();
    else if (says) say(says());
  }

  // The full address, if it is within this site.
  function fullAddress(address) {
    try {
      const { href } = new URL(address, root);
      return href.startsWith(root.href) ? href : "";
    } catch {
      return "";
    }
  }

  const filtersOf = ({ filters }) => Object.entries(filters).map(([name, value]) => `${name}: ${[value].flat().join(", ")}`);
  function description(search) {
    const parts = [search.words && `“${search.words}”`, ...filtersOf(search)].filter(Boolean);
    return parts.join("; ") || "All studies, without words or filters";
  }

  // ---- The table ----

  let rows = new Map(); // id -> its row
  const rowOf = (id) => (rows.get(id)?.parentElement === table ? rows.get(id) : null);

  function makeRow({ id, search }) {
    const says = description(search);
    const full = fullAddress(search.address);
    const repeat = full ? make("a", { href: full, "aria-label": `Repeat the search: ${says}` }, says) : says;
    const note = make("textarea", { rows: "1", "aria-label": `Your note on the search: ${says}` });
    note.value = search.note;
    note.addEventListener("input", () => change(withChanged(id, (one) => [{ ...one, note: note.value }])));
    const cells = [
      make("td", { class: "when" }, longDay(search.day), make("br"), search.time),
      make("td", {}, repeat),
      make("td", { class: "number" }, `${search.found} of ${search.of}`),
      make("td", {}, search.content),
      make("td", {}, note),
      make("td", {}, button("Remove", `Remove the search: ${says}`, () => remove(id))),
    ];
    return make("tr", { "data-id": id }, ...cells);
  }

  // A removed search is replaced by a line with an Undo button, which gets the focus.
  function remove(id) {
    const { search } = named(log.read()).find((one) => one.id === id);
    const says = description(search);
    const line = make("tr", { class: "done" });
    const undo = button("Undo", `Undo: restore the search ${says}`, () => {
      const index = rowsBefore(line);
      line.remove();
      change((all) => [...all.slice(0, index), search, ...all.slice(index)], () => `Restored. ${inLog()}`);
      rowOf(named(log.read())[index].id).querySelector("button").focus();
    });
    line.append(make("td", { colspan: "6" }, `Removed: ${says}. `, undo));
    rowOf(id).before(line);
    change(withChanged(id, () => []), () => `Removed. ${inLog()}`);
    undo.focus();
  }

  at("clear").addEventListener("click", () => {
    const all = log.read();
    const place = at("cleared");
    for (const line of table.querySelectorAll(".done")) line.remove();
    change(() => [], () => `Removed. ${inLog()}`);
    const undo = button("Undo", "Undo: restore all searches", () => {
      place.hidden = true;
      change((now) => [...all, ...now], () => `Restored. ${inLog()}`);
      at("clear").focus();
    });
    place.replaceChildren(`${searches(all.length)} removed. `, undo);
    place.hidden = false;
    undo.focus();
  });

  // ---- The file ----

  function rowsOfFile() {
    const head = ["Day", "Time", "Library", "Search words", "Filters", "Found", "Of", "Content version", "Address", "Note"];
    const lines = log.read().map((search) => [
      search.day,
      search.time,
      "Mental Health Social Work Almanac",
      search.words,
      filtersOf(search).join("; "),
      search.found,
      search.of,
      search.content,
      fullAddress(search.address),
      search.note,
    ]);
    return [head, ...lines];
  }
  at("download-csv").addEventListener("click", () => {
    download("almanac-search-log.csv", "text/csv;charset=utf-8", csv(rowsOfFile()));
    say(`${searches(log.read().length)} in almanac-search-log.csv.`);
  });

  // ---- The paragraph ----

  const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
  const listed = (all) => (all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all[0]);

  // The versions searched, each with its number of studies.
  function versions(all) {
    const held = new Map(all.map(({ content, of }) => [`${content} ${of}`, `version ${content} (${count(of)})`]));
    return listed([...held.values()]);
  }

  function inWords({ day, time, found, ...search }) {
    const filters = Object.entries(search.filters).map(([name, value]) => `${name} “${[value].flat().join(", ")}”`);
    const asked = search.words ? `the words “${search.words}”` : "no search words";
    const narrowed = filters.length ? `the ${filters.length === 1 ? "filter" : "filters"} ${listed(filters)}` : "no filters";
    return `on ${longDay(day)}${time ? ` at ${time}` : ""}, with ${asked} and ${narrowed}: ${count(found)} found`;
  }

  function paragraph() {
    const all = log.read();
    const days = all.map(({ day }) => day).sort();
    const [first, last] = [longDay(days[0]), longDay(days.at(-1))];
    const when = first === last ? `on ${first}` : `between ${first} and ${last}`;
    const ran = all.map((search, index) => `(${index + 1}) ${inWords(search)}`);
    return [
      `The research library of the Mental Health Social Work Almanac (${root.href}) was searched ${when}.`,
      `The content at the time was ${versions(all)}.`,
      `${NUMBERS[all.length] ?? all.length} ${all.length === 1 ? "search was" : "searches were"} run: ${ran.join("; ")}.`,
      "The library is a selection of studies chosen for their relevance to practice, so these searches alone do not cover all research on a subject.",
    ].join(" ");
  }

  at("copy-methods").addEventListener("click", async () => {
    if (await copy(at("methods").textContent)) return say("Copied. Change it to fit your work.");
    getSelection().selectAllChildren(at("methods"));
    say("Your browser did not allow copying. The paragraph is selected: press Ctrl and C, or Command and C.");
  });

  // ---- The whole page ----

  function draw() {
    const all = named(log.read());
    rows = new Map(all.map((one) => [one.id, rowOf(one.id) ?? makeRow(one)]));
    arrange(table, [...rows.values()]);
    for (const { id, search } of all) {
      const note = rowOf(id).querySelector("textarea");
      if (note !== document.activeElement && note.value !== search.note) note.value = search.note;
    }
    for (const part of page.querySelectorAll(".when-some")) part.hidden = all.length === 0;
    page.querySelector(".searches").hidden = table.rows.length === 0;
    at("empty").hidden = all.length > 0;
    const hints = "Choose a search to run it again. Notes are saved as you write.";
    at("how-many").textContent = all.length ? `${inLog()} ${hints}` : "";
    at("not-kept").hidden = log.isKept();
    at("damaged").hidden = log.damaged() === null;
    at("methods").textContent = all.length ? paragraph() : "";
  }

  at("save-damaged").addEventListener("click", () =>
    download("almanac-search-log-damaged.txt", "text/plain;charset=utf-8", log.damaged() ?? ""),
  );
  at("forget-damaged").addEventListener("click", () => {
    log.forgetDamaged();
    say("Deleted from this device.");
    at("yours").focus();
  });

  at("without-scripts").hidden = true;
  page.hidden = false;
  log.listen(draw);
  draw();
}
