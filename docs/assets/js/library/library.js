// The library page: finds studies by words and filters. The whole catalogue is fetched once and searched here
// (catalogue.js), so that nobody learns what readers look for. The state is in the address, so that a search can be
// shared, saved and returned to. Only one page of results is drawn.
"use strict";

if (window.almanac?.librarySearch && window.almanac.searches) {
  const { clock, csv, downloadFile, fetched, grouped, searches, today } = window.almanac;
  const { CHOICES, Catalogue, chosen, few, plain, sortOf, usual } = window.almanac.catalogue;
  const { NOTHING, SORTS, address, inWords, query, readAddress, without } = window.almanac.librarySearch;
  const PAGE = 50; // studies on a page
  const MOST_WORDS = 5; // up to this many words, each is left out in turn if nothing is found
  const FOLDED = ["method", "role", "people", "years", "open"]; // filters behind "More filters"
  const ANY = {
    topic: "Any topic", method: "Any method", nation: "Any nation", role: "Any role", people: "Anyone", years: "Any year",
  };

  const library = document.querySelector(".library");
  const form = library.querySelector("form");
  const box = form.elements.q;
  const folded = form.querySelector("details");
  const sorted = library.querySelector("[name=sort]");
  const results = library.querySelector("#results");
  const part = (name) => library.querySelector(`.${name}`);

  const roles = Object.fromEntries([...form.elements.role.options].map(({ value, text }) => [value, text]));
  let catalogue = null; // null until it has been fetched

  const make = (name, given = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), given);
    made.append(...inside);
    return made;
  };

  function readForm() {
    const [from = "", to = ""] = form.elements.years.value.split("-");
    const { topic, method, nation, role, people, open } = form.elements;
    return {
      q: box.value,
      topic: topic.value,
      method: method.value,
      nation: nation.value,
      role: role.value,
      people: people.value,
      from,
      to,
      open: open.checked ? "yes" : "",
      sort: state.sort,
      page: 1,
    };
  }

  // ---- Drawing ----

  const studiesIn = (number) => `${grouped(number)} ${number === 1 ? "study" : "studies"}`;
  const label = (choice, value) => inWords(choice, value, { topic: catalogue.topics, role: roles });
  const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  // The chosen value is always listed, even if it finds nothing, or is a range of years from an address that is not a
  // decade.
  function drawChoice(choice, value, answer) {
    const options = catalogue.countsOf(choice, answer);
    if (value && !options.some(([one]) => one === value)) options.push([value, answer.found.length]);
    const lines = options.map(([one, count]) => [plain(label(choice, one)), one, `${label(choice, one)} (${grouped(count)})`]);
    lines.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
    if (choice === "years") lines.reverse();
    fill(form.elements[choice], [["", ANY[choice]], ...lines.map(([, ...line]) => line)], value);
  }

  // A menu that would not change is left alone, so that nothing moves while a reader is using it.
  function fill(select, options, value) {
    const now = [...select.options].map((option) => [option.value, option.text]);
    if (String(now) !== String(options)) select.replaceChildren(...options.map(([one, text]) => new Option(text, one)));
    select.value = value;
  }

  function drawForm(state, answer) {
    if (box.value.trim() !== state.q.trim()) box.value = state.q;
    for (const choice of CHOICES) if (choice !== "open") drawChoice(choice, chosen(state, choice), answer);
    const [[, open] = ["", 0]] = catalogue.countsOf("open", answer);
    form.elements.open.checked = Boolean(state.open);
    form.querySelector("[for=find-open]").textContent = `Open access (${grouped(open)})`;
    form.elements.open.setAttribute("aria-label", `Open access (${grouped(open)})`);
    form.querySelector(".tick").hidden = !open && !state.open;
    const unseen = CHOICES.filter((choice) => chosen(state, choice) && FOLDED.includes(choice));
    const hidden = unseen.map((choice) => label(choice, chosen(state, choice)));
    folded.querySelector("summary").textContent = hidden.length ? `More filters: ${hidden.join(", ")}` : "More filters";
    fill(sorted, answer.words.length ? [["relevance", "Relevance, titles first"], ...SORTS] : SORTS, sortOf(state));
  }

  function row({ key, title, authors, year, container, nations, method }) {
    const name = make("a", { className: "name", href: `${key}.html`, textContent: title });
    const add = make("button", { type: "button", className: "add mark" });
    add.dataset.study = key;
    add.dataset.title = title;
    add.setAttribute("aria-label", `Add to reading list: ${title}`);
    const reference = [few(authors), year || "", container].filter(Boolean).join(" · ");
    const kind = [sentence(method), nations.join(", ")].filter(Boolean).join(" · ");
    const lines = [reference, kind].map((textContent) => make("small", { textContent }));
    return make("li", {}, make("div", {}, make("h2", {}, name), ...lines), add);
  }

  // These are real links, so that they can be opened in a new tab, but a plain click stays on the page.
  const wayTo = (state, textContent, given = {}) =>
    make("a", { href: address(state), className: "way", textContent, ...given });

  function drawPager(state, pages) {
    const pager = part("turn");
    pager.hidden = pages < 2;
    const here = make("span", { textContent: `Page ${state.page} of ${pages}` });
    pager.replaceChildren(here);
    if (state.page > 1) pager.prepend(wayTo({ ...state, page: state.page - 1 }, "Previous", { rel: "prev" }));
    if (state.page < pages) pager.append(wayTo({ ...state, page: state.page + 1 }, "Next", { rel: "next" }));
  }

  // What a search would find with one restriction fewer: a filter, one of several words, or all the words.
  function loosened(state, { kept, words }) {
    const less = Object.entries(kept)
      .filter(([choice]) => choice !== "q")
      .map(([choice, count]) => {
        const name = label(choice, chosen(state, choice));
        return [`Without ${name}`, without(state, choice), count];
      });
    const each = words.length > 1 && words.length <= MOST_WORDS ? words : [];
    for (const word of each) {
      const fewer = { ...state, q: words.filter((one) => one !== word).join("").trim(), page: 1 };
      less.push([`Without the word “${word.trim()}”`, fewer, catalogue.ask(fewer).found.length]);
    }
    if (words.length) less.push([`Without the words “${state.q.trim()}”`, without(state, "q"), kept.q]);
    return less.filter(([, , count]) => count);
  }

  function drawNothing(state, answer) {
    const nothing = part("nothing");
    nothing.hidden = answer.found.length > 0;
    nothing.replaceChildren();
    if (answer.found.length) return;
    const less = loosened(state, answer);
    const said = less.length
      ? "No studies match. Remove a filter:"
      : "No studies match, and removing one filter would not help. Clear the filters, or use fewer words.";
    nothing.append(make("p", { textContent: said }));
    const list = make("ul");
    for (const [text, fewer, count] of less) list.append(make("li", {}, wayTo(fewer, text), `: ${studiesIn(count)}`));
    if (less.length) nothing.append(list);
    const most = catalogue.countsOf("topic", catalogue.ask(NOTHING)).sort(([, one], [, other]) => other - one);
    const begin = make("p", {}, "Or start with a topic: ");
    for (const [topic] of most.slice(0, 6)) begin.append(wayTo({ ...NOTHING, topic }, catalogue.topics[topic] ?? topic), ", ");
    begin.append(make("a", { href: "by-topic.html", textContent: "all topics" }), ".");
    nothing.append(begin);
  }

  const breath = () => new Promise((done) => setTimeout(done));
  let state = NOTHING;
  let shown = []; // the studies on the current page
  let found = 0;
  let everyFound = []; // the studies on all pages

  // Results are drawn first. Drawing the filters takes a slow phone a moment longer, during which it still responds to
  // touch.
  function show(wanted, formLater = false) {
    const answer = catalogue.ask(wanted);
    const pages = Math.max(1, Math.ceil(answer.found.length / PAGE));
    state = { ...wanted, page: Math.min(wanted.page, pages) };
    found = answer.found.length;
    shown = answer.found.slice((state.page - 1) * PAGE, state.page * PAGE);
    const mine = state;
    const drawn = formLater ? breath().then(() => state === mine && drawForm(mine, answer)) : drawForm(mine, answer);
    const all = studiesIn(catalogue.studies.length);
    part("said").textContent = found === catalogue.studies.length ? all : `${grouped(found)} of ${all}`;
    results.replaceChildren(...shown.map(row));
    results.start = (state.page - 1) * PAGE + 1;
    results.dataset.state = "ready";
    drawPager(state, pages);
    drawNothing(state, answer);
    part("sort").hidden = !found;
    part("add-all").hidden = !shown.length;
    const narrowed = Boolean(query({ ...state, sort: "", page: 1 }));
    library.classList.toggle("narrowed", narrowed);
    part("clear").hidden = part("keep").hidden = !narrowed;
    everyFound = answer.found;
    part("csv").hidden = !found;
    part("csv").textContent = narrowed ? `Download these ${grouped(found)} (CSV)` : "Download (CSV)";
    part("kept").replaceChildren();
    return drawn;
  }

  // ---- What a reader does ----

  // Adds an entry to the browser's history. While words are being typed, the same entry is replaced.
  let typing = false;
  function go(wanted, byTyping = false) {
    if (!catalogue) return; // what is typed before then is searched for once it has loaded
    const below = part("tally").getBoundingClientRect().top < 0; // measured before anything moves, while it forces no layout
    show(wanted);
    // The filters may be next to the middle of a long list, so scroll to the top of the results.
    if (below) library.scrollIntoView({ behavior: "instant" });
    const next = location.pathname + (query(wanted) ? address(wanted) : "");
    if (next === location.pathname + location.search) return;
    try {
      history[typing && byTyping ? "replaceState" : "pushState"](null, "", next);
      typing = byTyping;
    } catch {
      // Safari limits the number of changes in ten seconds. The next change writes the address.
    }
  }

  box.addEventListener("input", () => go(readForm(), true));
  const typed = () => {
    if (typing) go(readForm(), true);
    typing = false;
  };
  library.addEventListener("change", ({ target }) => {
    if (target === box) typed();
    else if (target === sorted) go({ ...readForm(), sort: sorted.value === usual(state) ? "" : sorted.value });
    else go(readForm());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed();
  });
  part("clear").addEventListener("click", () => {
    go({ ...NOTHING, sort: state.sort });
    box.focus();
  });
  library.addEventListener("click", (event) => {
    const way = event.target.closest("a.way");
    if (!way || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    typing = false;
    history.pushState(null, "", way.getAttribute("href"));
    show(readAddress(catalogue));
    part("said").focus({ preventScroll: true });
    library.scrollIntoView({ behavior: "instant" });
  });
  addEventListener("popstate", () => {
    typing = false;
    if (catalogue) show(readAddress(catalogue));
  });

  part("add-all").addEventListener("click", () => {
    // Presses each button, because add-to-list.js manages the list.
    for (const button of results.querySelectorAll(".add:not([aria-pressed='true'])")) button.click();
  });

  // The columns of the table of results, with the readable ones first and those for programs last.
  const COLUMNS = [
    ["Title", ({ title }) => title],
    ["Authors", ({ authors }) => authors],
    ["Year", ({ year }) => year || ""],
    ["Journal or book", ({ container }) => container],
    ["Method", ({ method }) => sentence(method)],
    ["Nations", ({ nations }) => nations.join("; ")],
    ["Topics", ({ topics }) => topics.map((topic) => catalogue.topics[topic] ?? topic).join("; ")],
    ["Open access", ({ open }) => (open ? "Yes" : "Not known")],
    ["Address", ({ key }) => new URL(`${key}.html`, location.href).href],
    ["Key", ({ key }) => key],
  ];
  part("csv").addEventListener("click", () => {
    const rows = [COLUMNS.map(([heading]) => heading), ...everyFound.map((study) => COLUMNS.map(([, cell]) => cell(study)))];
    downloadFile("studies.csv", "text/csv", csv(rows));
  });

  // ---- The reader's own log of searches, on this device only ----

  function asLogged() {
    const named = (choice) => (choice === "open" ? ["access", "open"] : [choice, label(choice, chosen(state, choice))]);
    return {
      day: today(),
      time: clock(),
      address: `research/index.html${address({ ...state, page: 1 })}`,
      words: state.q.trim(),
      filters: Object.fromEntries(CHOICES.filter((choice) => chosen(state, choice)).map(named)),
      found,
      of: catalogue.studies.length,
      content: catalogue.version,
      note: "",
    };
  }

  part("keep").addEventListener("click", () => {
    const search = asLogged();
    const same = (one) => JSON.stringify({ ...one, note: "" }) === JSON.stringify(search);
    const kept = searches.change((log) => (log.some(same) ? log : [...log, search])); // pressing twice saves it once
    const log = make("a", { href: "../search-log/index.html", textContent: "your search log" });
    if (kept) part("kept").replaceChildren("Saved. See ", log, ". It is saved only in this browser.");
    else part("kept").textContent = "Your browser is blocking storage, so nothing can be saved. Bookmark this page instead.";
  });

  // ---- Begin ----

  library.hidden = false;
  document.getElementById("without-scripts").hidden = true;

  async function begin(given) {
    const read = new Catalogue(given);
    await breath();
    catalogue = read;
    const wanted = readAddress(catalogue);
    if (box.value.trim()) go({ ...wanted, q: box.value, page: 1 }, true);
    else await show(wanted, true); // awaited, so that a fault in drawing the filters is reported too
    folded.open = FOLDED.some((choice) => chosen(state, choice));
    if (catalogue.unread) unread.textContent = `${studiesIn(catalogue.unread)} could not be loaded and cannot be found here.`;
    catalogue.prepare();
  }
  const unread = document.querySelector(".unread");
  function giveUp(error) {
    console.warn(error);
    catalogue = null;
    library.hidden = true;
    library.classList.remove("waits");
    document.querySelector(".ways").open = true;
    unread.textContent =
      "The list of studies could not be loaded. You can still browse every study by topic, method, decade, author or journal.";
  }
  fetched("../api/v1/catalogue.json").then(begin).catch(giveUp);
}
