// The library: every study, found by words and by choices. The whole catalogue is fetched once and asked
// here, so that nobody learns what is looked for. The state is the address, so that a search can be shared,
// kept and gone back to. A pass over 10,000 studies takes a few milliseconds; only one page is drawn.
"use strict";

{
  const PAGE = 50; // studies drawn at once
  const LONGEST = 200; // characters of the text box, whatever an address brings
  const MOST_WORDS = 5; // of which each is tried without, when nothing is found
  const LOG = "almanac-search-log";
  const NOTHING = { q: "", topic: "", method: "", nation: "", role: "", people: "", from: "", to: "", open: "", sort: "", page: 1 };
  const CHOICES = ["topic", "method", "nation", "role", "people", "years", "open"];
  const UNCHOSEN = "Topic, method, nation and more";
  const OPEN = "open access";
  const ANY = {
    topic: "Any topic", method: "Any method", nation: "Any nation", role: "Any role", people: "Anyone", years: "Any year",
  };
  const SORTS = [
    ["newest", "Newest first"],
    ["oldest", "Oldest first"],
    ["author", "Author, A to Z"],
    ["title", "Title, A to Z"],
  ];

  const library = document.querySelector(".library");
  const form = library.querySelector("form");
  const box = form.elements.q;
  const folded = form.querySelector("details");
  const sorted = library.querySelector("[name=sort]");
  const results = library.querySelector("#results");
  const part = (name) => library.querySelector(`.${name}`);

  const make = (name, given = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), given);
    made.append(...inside);
    return made;
  };

  // ---- Words: small letters, no accents, no apostrophes, one space between ----

  const LETTERS = { æ: "ae", œ: "oe", ø: "o", ß: "ss", ð: "d", đ: "d", þ: "th", ł: "l", ı: "i" };
  const NOT_ASCII = /[^\x00-\x7f]/g;
  const bare = new Map(); // every letter that is not ASCII, once
  function bareOf(letter) {
    if (!bare.has(letter)) bare.set(letter, LETTERS[letter] ?? letter.normalize("NFD").replaceAll(/\p{M}/gu, ""));
    return bare.get(letter);
  }
  function spaced(text) {
    const small = text.toLowerCase().replaceAll(/['’‘ʼ]/g, "").replaceAll(NOT_ASCII, bareOf);
    return small.replaceAll(small.search(NOT_ASCII) < 0 ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, " ");
  }
  const plain = (text) => spaced(text).trim();

  // ---- The studies ----

  let studies = []; // newest first, as they come
  let topics = {};
  const roles = Object.fromEntries([...form.elements.role.options].map(({ value, text }) => [value, text]));
  let version = "";
  const orders = {}; // every study in another order, made when first asked for
  const values = []; // every [choice, value] that occurs; a study holds their places here, so that counting is quick
  const places = new Map();

  function place(choice, value) {
    const name = `${choice} ${value}`;
    if (!places.has(name)) places.set(name, values.push([choice, value]) - 1);
    return places.get(name);
  }

  function take(catalogue) {
    ({ topics, version } = catalogue);
    const at = Object.fromEntries(catalogue.fields.map((field, number) => [field, number]));
    studies = catalogue.studies.map((given) => {
      const year = given[at.year];
      const decade = Math.floor(year / 10) * 10;
      const has = [
        ...given[at.topics].map((topic) => place("topic", topic)),
        place("method", given[at.method]),
        ...given[at.nations].map((nation) => place("nation", nation)),
        ...given[at.roles].map((role) => place("role", role)),
        ...given[at.people].map((group) => place("people", group)),
        place("years", `${decade}-${decade + 9}`),
      ];
      if (given[at.open]) has.push(place("open", "yes"));
      return {
        key: given[at.key],
        title: given[at.title],
        authors: given[at.authors],
        year,
        container: given[at.container] ?? "",
        method: given[at.method],
        nations: given[at.nations],
        topics: given[at.topics],
        population: given[at.population] ?? "",
        has,
        words: "", // all its words, made plain when first asked for: the title, to where it ends, and the rest
        titleEnds: 0,
      };
    });
  }

  // Texts begin with a space, so that " act" is found at the beginning of a word and not inside "practice".
  function wordsOf(study) {
    if (!study.words) {
      const about = study.topics.map((topic) => topics[topic] ?? topic).join(" ");
      const title = spaced(` ${study.title} `);
      study.titleEnds = title.length;
      study.words = spaced(`${title} ${study.authors} ${study.container} ${study.population} ${about}`);
    }
    return study.words;
  }

  const ORDERS = { oldest: ({ year }) => year, author: ({ authors }) => plain(authors), title: wordsOf };
  function inOrder(sort) {
    if (!(sort in ORDERS)) return studies;
    if (!orders[sort]) {
      const keyed = studies.map((study) => [ORDERS[sort](study), study]);
      keyed.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
      orders[sort] = keyed.map(([, study]) => study);
    }
    return orders[sort];
  }

  // All this is made ready while the reader looks, a few milliseconds at a time: the first letter typed finds at once.
  const later = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 50));
  function prepare(from = 0, sorts = Object.keys(ORDERS)) {
    later((rest) => {
      let next = from;
      while (next < studies.length && rest.timeRemaining() > 1) wordsOf(studies[next++]);
      if (from >= studies.length) inOrder(sorts.shift());
      if (sorts.length) prepare(next, sorts);
    });
  }

  // ---- What is asked for ----

  const usual = (state) => (plain(state.q) ? "relevance" : "newest"); // the order, unless another is chosen
  const sortOf = (state) => state.sort || usual(state);
  const chosen = (state, choice) =>
    choice === "years" ? (state.from || state.to ? `${state.from}-${state.to}` : "") : state[choice];
  const without = (state, choice) => ({
    ...state,
    ...(choice === "years" ? { from: "", to: "" } : { [choice]: "" }),
    page: 1,
  });

  // One pass: what is found; how many each value would give under the other choices; and how many every choice
  // keeps out alone.
  function ask(state) {
    const words = plain(state.q).split(" ").filter(Boolean).map((word) => ` ${word}`);
    const sort = sortOf(state);
    const tests = CHOICES.filter((choice) => chosen(state, choice)).map((choice) => [choice, testOf(choice, state)]);
    if (words.length) tests.push(["q", (study) => words.every((word) => wordsOf(study).includes(word))]);

    const found = [];
    const counts = new Int32Array(values.length);
    const kept = Object.fromEntries(tests.map(([choice]) => [choice, 0]));
    for (const study of inOrder(sort)) {
      let missed = "";
      let misses = 0;
      for (const [choice, fits] of tests) {
        if (fits(study)) continue;
        missed = choice;
        misses += 1;
        if (misses > 1) break;
      }
      if (misses > 1) continue;
      if (missed) kept[missed] += 1;
      else found.push(study);
      for (const at of study.has) if (!missed || values[at][0] === missed) counts[at] += 1;
    }
    return { found: sort === "relevance" ? byTitleHits(found, words) : found, counts, kept, words };
  }

  function testOf(choice, state) {
    if (choice === "years") {
      const [from, to] = [Number(state.from) || 0, Number(state.to) || Infinity];
      return ({ year }) => year >= from && year <= to;
    }
    const at = places.get(`${choice} ${state[choice]}`);
    return ({ has }) => has.includes(at);
  }

  // Studies with more of the words in their titles stand before others; among equals the newest.
  function byTitleHits(found, words) {
    const heaps = Array.from({ length: words.length + 1 }, () => []);
    for (const study of found) {
      const hits = words.filter((word) => study.words.indexOf(word) < study.titleEnds);
      heaps[hits.length].push(study);
    }
    return heaps.reverse().flat();
  }

  // ---- The address ----

  const query = (state) => {
    const wanted = new URLSearchParams();
    for (const [name, nothing] of Object.entries(NOTHING)) {
      const value = name === "q" ? state.q.trim() : state[name];
      if (value !== nothing && !(name === "sort" && value === usual(state))) wanted.set(name, value);
    }
    return wanted.toString();
  };
  const address = (state) => `?${query(state)}`;

  // What an address does not know, or says wrongly, is left out without a word.
  function readAddress() {
    const wanted = new URLSearchParams(location.search);
    const said = (name) => wanted.get(name) ?? "";
    const known = (name) => (places.has(`${name} ${said(name)}`) ? said(name) : "");
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

  const { format: plainly } = new Intl.NumberFormat("en-GB");
  const { compare } = new Intl.Collator("en-GB");
  const studiesIn = (number) => `${plainly(number)} ${number === 1 ? "study" : "studies"}`;
  const years = (value) => {
    const [from, to] = value.split("-");
    if (!from) return `Until ${to}`;
    if (!to) return `Since ${from}`;
    return from.endsWith("0") && Number(to) - Number(from) === 9 ? `${from}s` : `${from} to ${to}`;
  };
  const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  function label(choice, value) {
    if (choice === "topic") return topics[value] ?? value;
    if (choice === "role") return roles[value] ?? value;
    if (choice === "years") return years(value);
    return choice === "open" ? OPEN : value;
  }

  // How many studies each value of a choice would give: [value, count], the nothings left out.
  function countsOf(choice, counts) {
    const known = values.map(([of, value], at) => (of === choice ? [value, counts[at]] : [value, 0]));
    return known.filter(([, count]) => count);
  }

  // What is chosen stands there even if it gives nothing, or is years of an address that are no decade.
  function drawChoice(choice, value, { found, counts }) {
    const options = countsOf(choice, counts);
    if (value && !options.some(([one]) => one === value)) options.push([value, found.length]);
    const lines = options.map(([one, count]) => [one, `${label(choice, one)} (${plainly(count)})`]);
    lines.sort(([, one], [, other]) => compare(one, other));
    if (choice === "years") lines.reverse();
    fill(form.elements[choice], [["", ANY[choice]], ...lines], value);
  }

  // A list that would say the same is left alone, so that nothing moves under a reader's hand.
  function fill(select, options, value) {
    const now = [...select.options].map((option) => [option.value, option.text]);
    if (String(now) !== String(options)) select.replaceChildren(...options.map(([one, text]) => new Option(text, one)));
    select.value = value;
  }

  function drawForm(state, answer) {
    const { counts, words } = answer;
    if (box.value.trim() !== state.q.trim()) box.value = state.q;
    for (const choice of CHOICES) if (choice !== "open") drawChoice(choice, chosen(state, choice), answer);
    const open = counts[places.get("open yes")] ?? 0;
    form.elements.open.checked = Boolean(state.open);
    form.querySelector("[for=find-open]").textContent = `Open access (${plainly(open)})`;
    form.querySelector(".tick").hidden = !open && !state.open;
    const on = CHOICES.filter((choice) => chosen(state, choice)).map((choice) => label(choice, chosen(state, choice)));
    folded.querySelector("summary").textContent = on.length ? `Chosen: ${on.join(", ")}` : UNCHOSEN;
    part("clear").hidden = !on.length && !state.q.trim();
    fill(sorted, words.length ? [["relevance", "Relevance, titles first"], ...SORTS] : SORTS, sortOf(state));
  }

  function row({ key, title, authors, year, container, nations, method }) {
    const name = make("a", { className: "name", href: `${key}.html`, textContent: title });
    const add = make("button", { type: "button", className: "add", textContent: "Add to reading list" });
    add.dataset.study = key;
    add.dataset.title = title;
    add.setAttribute("aria-label", `Add to reading list: ${title}`);
    const reference = [authors, year, container].filter(Boolean).join(" · ");
    const kind = [sentence(method), nations.join(", ")].filter(Boolean).join(" · ");
    const lines = [reference, kind].map((textContent) => make("small", { textContent }));
    return make("li", {}, make("div", {}, make("h2", {}, name), ...lines), add);
  }

  // Links are real, so that they can be opened elsewhere; a plain click stays in the page.
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

  // What would be found with one thing less: a choice, one of several words, or all the words.
  function loosened(state, { kept, words }) {
    const less = Object.entries(kept)
      .filter(([choice]) => choice !== "q")
      .map(([choice, count]) => {
        const name = choice === "open" ? OPEN : `${choice}: ${label(choice, chosen(state, choice))}`;
        return [`Without ${name}`, without(state, choice), count];
      });
    const each = words.length > 1 && words.length <= MOST_WORDS ? words : [];
    for (const word of each) {
      const fewer = { ...state, q: words.filter((one) => one !== word).join("").trim(), page: 1 };
      less.push([`Without the word “${word.trim()}”`, fewer, ask(fewer).found.length]);
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
      ? "No study fits all of this. Leave something out:"
      : "No study fits this, and leaving one thing out would not help. Clear the search, or use fewer words.";
    nothing.append(make("p", { textContent: said }));
    const list = make("ul");
    for (const [text, fewer, count] of less) list.append(make("li", {}, wayTo(fewer, text), `: ${studiesIn(count)}`));
    if (less.length) nothing.append(list);
    const most = countsOf("topic", ask(NOTHING).counts).sort(([, one], [, other]) => other - one);
    const begin = make("p", {}, "Or begin with a topic: ");
    for (const [topic] of most.slice(0, 6)) begin.append(wayTo({ ...NOTHING, topic }, topics[topic] ?? topic), ", ");
    begin.append(make("a", { href: "by-topic.html", textContent: "all topics" }), ".");
    nothing.append(begin);
  }

  let state = NOTHING;
  let shown = []; // the studies on this page
  let found = 0;

  function show(wanted) {
    const answer = ask(wanted);
    const pages = Math.max(1, Math.ceil(answer.found.length / PAGE));
    state = { ...wanted, page: Math.min(wanted.page, pages) };
    found = answer.found.length;
    shown = answer.found.slice((state.page - 1) * PAGE, state.page * PAGE);
    drawForm(state, answer);
    const all = studiesIn(studies.length);
    part("said").textContent = found === studies.length ? all : `${plainly(found)} of ${all}`;
    results.replaceChildren(...shown.map(row));
    results.start = (state.page - 1) * PAGE + 1;
    results.dataset.state = "ready";
    drawPager(state, pages);
    drawNothing(state, answer);
    part("sort").hidden = !found;
    part("add-all").hidden = !shown.length;
    part("keep").hidden = !query({ ...state, sort: "", page: 1 });
    part("kept").replaceChildren();
  }

  // ---- What a reader does ----

  // A new place in the browser's history; while words are typed, the same place is written again.
  let typing = false;
  function go(wanted, byTyping = false) {
    const below = part("tally").getBoundingClientRect().top < 0; // asked before anything moves: it costs nothing yet
    show(wanted);
    // Choices may stand beside the middle of a long list: what is found begins at its top.
    if (below) library.scrollIntoView({ behavior: "instant" });
    const next = location.pathname + (query(wanted) ? address(wanted) : "");
    if (next === location.pathname + location.search) return;
    try {
      history[typing && byTyping ? "replaceState" : "pushState"](null, "", next);
      typing = byTyping;
    } catch {
      // Safari allows so many changes in ten seconds; the next one writes the address.
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
    show(readAddress());
    part("said").focus({ preventScroll: true });
    library.scrollIntoView({ behavior: "instant" });
  });
  addEventListener("popstate", () => {
    typing = false;
    show(readAddress());
  });

  part("add-all").addEventListener("click", () => {
    // As if each button had been pressed: add-to-list.js keeps the list.
    for (const button of results.querySelectorAll(".add:not([aria-pressed='true'])")) button.click();
  });

  // ---- The reader's own log of searches, on this device alone ----

  // What cannot be read is set aside under another name, never thrown away.
  function readLog() {
    const text = localStorage.getItem(LOG);
    try {
      const log = JSON.parse(text);
      if (Array.isArray(log?.searches)) return log;
    } catch {
      // Not JSON: nothing of it is understood.
    }
    if (text) {
      const earlier = localStorage.getItem(`${LOG}-damaged`);
      localStorage.setItem(`${LOG}-damaged`, earlier ? `${earlier}\n${text}` : text);
    }
    return { version: 1, searches: [] };
  }

  function keep() {
    const now = new Date();
    const local = new Date(now - now.getTimezoneOffset() * 60_000).toISOString();
    const filters = {};
    for (const choice of CHOICES) {
      const value = chosen(state, choice);
      if (value) filters[choice === "open" ? "access" : choice] = choice === "open" ? "open" : label(choice, value);
    }
    const search = {
      day: local.slice(0, 10),
      time: local.slice(11, 16),
      address: `research/index.html${address({ ...state, page: 1 })}`,
      words: state.q.trim(),
      filters,
      found,
      of: studies.length,
      content: version,
    };
    const log = readLog();
    const same = log.searches.some((one) => JSON.stringify(one) === JSON.stringify(search));
    if (!same) log.searches.push(search); // pressed twice is kept once
    localStorage.setItem(LOG, JSON.stringify(log));
  }

  part("keep").addEventListener("click", () => {
    try {
      keep();
      const log = make("a", { href: "../search-log/index.html", textContent: "your search log" });
      part("kept").replaceChildren("Kept. See ", log, ". It stays on this device.");
    } catch {
      part("kept").textContent = "This browser keeps nothing. Save the address of this page instead.";
    }
  });

  // ---- Beginning ----

  const wide = matchMedia("(min-width: 62em)"); // as in library.css: choices stand open beside the studies
  const unfold = () => {
    folded.open = wide.matches;
  };
  wide.addEventListener("change", unfold);
  unfold();
  library.hidden = false;

  function begin(catalogue) {
    take(catalogue);
    show(readAddress());
    prepare();
  }
  function giveUp() {
    library.hidden = true;
    document.querySelector(".unread").textContent =
      "The list for searching could not be loaded. Nothing is missing: the pages above lead to every study.";
  }
  fetch("../api/v1/catalogue.json")
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then(begin, giveUp);
}
