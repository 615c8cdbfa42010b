// Filters for a list that is complete without them. Their state is in the address, so that a filtered list can be
// shared and the Back button works.
"use strict";

{
  const form = document.querySelector(".filters");
  const rows = [...document.querySelectorAll(".rows > li")];
  const said = form.querySelector("[role=status]");
  const clear = form.querySelector("[type=reset]");
  const download = form.querySelector(".csv");
  const nothing = form.querySelector(".nothing");
  const whole = document.querySelector("a[data-whole]");
  const box = form.elements.q;
  const choices = [...form.querySelectorAll("select")];
  const letters = [...document.querySelectorAll(".letters a")].map((link) => [link, link.getAttribute("href")]);
  const groups = [...document.querySelectorAll("details.group")];
  const opened = new Map(groups.map((group) => [group, group.open])); // their initial state
  const TABLE = "list.csv";
  const grouped = window.almanac?.grouped ?? String;
  const noun = document.createElement("span"); // what the rows are: " organisations"
  noun.textContent = ` ${form.dataset.listed}`;
  // A list for people to choose help from begins with what covers the reader's nation.
  const preset = ({ name }) => (name === "nation" && "ownNation" in form.dataset ? document.documentElement.dataset.nation ?? "" : "");

  const nameOf = (choice) => form.querySelector(`[for=${choice.id}]`).textContent;
  const plain = (text) => text.toLowerCase().normalize("NFD").replaceAll(/[\p{M}'’]/gu, "").replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
  const texts = new Map(); // the text of each row, read when first needed
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, ` ${plain(`${row.textContent} ${row.dataset.also ?? ""}`)}`);
    return texts.get(row);
  };
  const asked = () => plain(box.value).split(" ").filter(Boolean).map((word) => ` ${word}`);

  const has = (row, name, value) => !value || (row.dataset[name] ?? "").split("|").includes(value);
  const fits = (row, words, besides = null) =>
    (besides === box || words.every((word) => textOf(row).includes(word))) &&
    choices.every((choice) => choice === besides || has(row, choice.name, choice.value));

  // Gives each option the number of rows that it would show together with the other filters.
  function count(choice, words) {
    const open = rows.filter((row) => fits(row, words, choice));
    for (const option of choice.options) {
      const number = open.filter((row) => has(row, choice.name, option.value)).length;
      option.textContent = `${option.value || "All"} (${number})`;
    }
  }

  // A list that leaves entries out leads to the whole list, where a reader may find what has closed by its old name.
  function searchOfWhole() {
    const line = document.createElement("p");
    const link = document.createElement("a");
    link.href = `${whole.href}?q=${encodeURIComponent(box.value.trim())}`;
    link.textContent = whole.dataset.whole;
    line.append(link);
    return line;
  }

  // If nothing matches, offers to remove each filter that would help, with the number of rows that would show.
  function offer(words) {
    const used = [...(words.length ? [[box, `“${box.value.trim()}”`]] : []), ...choices.filter(({ value }) => value).map((one) => [one, one.value])];
    const helping = used.map(([field, name]) => [field, name, rows.filter((row) => fits(row, words, field)).length]).filter(([, , number]) => number);
    const buttons = helping.map(([field, name, number]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `Without ${name}: ${number}`;
      button.addEventListener("click", () => {
        field.value = "";
        writeAddress();
        field.focus();
      });
      return button;
    });
    const text = buttons.length ? "Nothing matches. Remove a filter: " : "Nothing matches. Clear the filters, or use fewer words.";
    nothing.replaceChildren(text, ...buttons, ...(words.length && whole ? [searchOfWhole()] : []));
  }

  function show() {
    const words = asked();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row, words);
      shown += row.hidden ? 0 : 1;
    }
    const narrowed = Boolean(words.length) || choices.some(({ value }) => value);
    for (const list of document.querySelectorAll(".rows")) {
      const empty = !list.querySelector(":scope > li:not([hidden])");
      list.hidden = empty;
      if (list.previousElementSibling?.matches("h2, h3")) list.previousElementSibling.hidden = empty;
    }
    for (const group of groups) {
      const inside = group.querySelectorAll(".rows > li:not([hidden])").length;
      const number = group.querySelector("summary > .muted");
      if (number) number.textContent = inside;
      group.hidden = !inside;
      group.open = narrowed ? inside > 0 : opened.get(group);
    }
    for (const [link, address] of letters) {
      const target = document.getElementById(address.slice(1));
      if (target.hidden || target.closest("details.group")?.hidden) link.removeAttribute("href");
      else link.setAttribute("href", address);
    }
    for (const choice of choices) count(choice, words);
    const all = grouped(rows.length);
    said.textContent = narrowed ? `${grouped(shown)} of ${all}` : all;
    said.append(noun);
    form.classList.toggle("narrowed", narrowed);
    clear.hidden = !narrowed;
    if (download) {
      download.hidden = !shown || !window.almanac?.csv;
      download.textContent = narrowed ? `Download these ${shown} (CSV)` : "Download (CSV)";
    }
    nothing.hidden = shown > 0;
    if (!shown) offer(words);
  }

  // The visible rows as a table, with the readable columns first and the address last.
  function table() {
    const columns = choices.map((choice) => [nameOf(choice), choice.name]);
    const cells = (row) => {
      const link = row.querySelector("a.name");
      const line = row.querySelector("small:last-of-type")?.textContent ?? "";
      const values = columns.map(([, name]) => (row.dataset[name] ?? "").replaceAll("|", "; "));
      return [link.textContent, line, ...values, link.href];
    };
    return [["Name", "About", ...columns.map(([heading]) => heading), "Address"], ...rows.filter(({ hidden }) => !hidden).map(cells)];
  }
  download?.addEventListener("click", () => window.almanac.downloadFile(TABLE, "text/csv", window.almanac.csv(table())));

  function readAddress() {
    const wanted = new URLSearchParams(location.search);
    for (const choice of choices) {
      choice.value = wanted.get(choice.name) ?? preset(choice);
      if (choice.selectedIndex < 0) choice.value = "";
    }
    box.value = (wanted.get("q") ?? "").slice(0, 200);
    show();
  }

  // Adds an entry to the browser's history. While words are being typed, the same entry is replaced.
  let typing = false;
  function writeAddress(byTyping = false) {
    const wanted = new URLSearchParams();
    const first = new URLSearchParams(location.search).get("first"); // the nation that common/nation.js shows first
    if (first) wanted.set("first", first);
    if (box.value.trim()) wanted.set("q", box.value.trim());
    for (const choice of choices) if (choice.value !== preset(choice)) wanted.set(choice.name, choice.value);
    const query = wanted.toString();
    try {
      history[typing && byTyping ? "replaceState" : "pushState"](history.state, "", query ? `?${query}` : location.pathname);
    } catch {
      // Safari limits the number of changes in ten seconds. The next change writes the address.
    }
    typing = byTyping;
    show();
  }

  // On narrow screens long lists in groups start folded, so that readers can reach the end of the page.
  const folded = form.querySelector("details");
  const narrow = matchMedia("(max-width: 44em)"); // as in almanac.css
  const own = document.documentElement.dataset.nation; // the reader's nation stays open
  const isOwn = (group) => own && group.parentElement.dataset.nations?.split("|").includes(own);
  if (narrow.matches) for (const group of groups) opened.set(group, Boolean(isOwn(group)));

  form.addEventListener("change", ({ target }) => target !== box && writeAddress());
  box.addEventListener("input", () => writeAddress(true));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(writeAddress));
  addEventListener("popstate", readAddress);
  if ("ownNation" in form.dataset) document.addEventListener("nation", readAddress);
  form.hidden = false;
  readAddress();
  if (folded) folded.open = [...folded.querySelectorAll("select")].some(({ value }) => value);
}
