// The search page: shows the results and responds to the reader.

import { EMPTY_STATE, FACETS, FIRST_BATCH, address, isFiltered, readAddress } from "./address.js";
import { answerBox } from "./answer.js";
import { showFacets } from "./facets.js";
import { cannotFetch, late } from "./fetching.js";
import { countLine, em, link, messages, reasonFor } from "./messages.js";
import { readersNation } from "./nation.js";
import { element, row, slot } from "./row.js";
import { saysDanger } from "./saysdanger.js";
import { scrollPosition } from "./scrollposition.js";

const OFFLINE =
  "You are offline, and search is not saved on this device. You can still open urgent help and the law by nation, listed below. " +
  "To search offline another time, save everything first under “Use offline”.";
const MOST_REPEATED = 60; // characters of a query in the title, and where nothing is found

/**
 * Show the search in the address, and respond to the reader.
 *
 * @param {string} root - address of the site.
 * @param {object} asking - the search: see service.js.
 * @param {?Promise<object>} first - the result for the current address, if it was already requested.
 */
export function run(root, asking, first) {
  const box = document.getElementById("search-box");
  const [count, said, need, answer, found, narrow, counting, facets, results, turn, nothing, near, nearList, start] = [
    "count", "said", "need", "answer", "found", "narrow", "counting", "facets", "results", "turn", "nothing", "near", "nearest", "start",
  ].map((id) => document.getElementById(id));

  let urgentRows = null; // the rows of the urgent numbers, in their first order
  let early = first;
  function find(state) {
    const found = early ?? asking.find(state);
    early = null;
    return found;
  }

  /* ---- Showing ---- */

  /** Show the numbers to call, compact for a topic, or hide them. The query's nation, or the reader's, comes second. */
  function showNeed(what, nation = "") {
    need.hidden = !what;
    need.dataset.need = what;
    need.classList.remove("awaited");
    if (!what) return;
    const rows = need.querySelector("ul");
    urgentRows ??= [...rows.children];
    const [first, ...others] = urgentRows;
    const own = others.filter(({ dataset }) => dataset.nation && dataset.nation === (nation || readersNation()));
    rows.append(first, ...own, ...others.filter((one) => !own.includes(one)));
  }

  const say = (...inside) => said.append(element("p", {}, ...inside));

  function showTurn(state, pages) {
    turn.hidden = pages < 2;
    turn.replaceChildren();
    if (pages < 2) return;
    const to = (page, text) => Object.assign(link(address({ ...state, page }), text), { id: `turn-${text.toLowerCase()}` });
    if (state.page > 1) turn.append(to(state.page - 1, "Previous"));
    turn.append(element("span", {}, `Page ${state.page} of ${pages}`));
    if (state.page < pages) turn.append(to(state.page + 1, "Next"));
  }

  function showSimilar(names) {
    nearList.replaceChildren(
      ...names.map(({ title, path, kind }) => element("li", {}, link(root + path, title), " ", element("span", { className: "fact" }, kind))),
    );
    near.hidden = names.length === 0;
  }

  function loadFonts() {
    const script = document.querySelector("script[data-first]");
    if (!script) return;
    delete script.dataset.first;
    for (const face of ["Newsreader", "Atkinson Hyperlegible Next"]) document.fonts.load(`1em "${face}"`).catch(() => {});
  }

  function clear() {
    start.classList.remove("awaited");
    said.replaceChildren();
    results.replaceChildren();
    results.classList.remove("has-more");
    answer.replaceChildren();
    answer.hidden = turn.hidden = nothing.hidden = near.hidden = true;
  }

  function showStart(text) {
    clear();
    loadFonts();
    count.textContent = text;
    start.hidden = false;
    narrow.hidden = true;
    showNeed("");
  }

  function showNothing(state, asked, similar) {
    count.replaceChildren("No results", ...(asked.need === "danger" ? [] : [" for ", em(state.q.slice(0, MOST_REPEATED))]), ".");
    nothing.hidden = start.hidden = false;
    const { from, to } = state;
    if (from && to && from > to) say("The first year is after the last. ", link(address({ ...state, from: to, to: from }), `Search from ${to} to ${from}`), ".");
    else if (isFiltered(state)) say("Your filters may be too narrow. ", link(address({ ...EMPTY_STATE, q: state.q, exact: state.exact }), "Search without them"), ".");
    if (asked.typed && asked.need !== "danger") showSimilar(similar);
    if (!asked.typed) say("Type a word, a name or an abbreviation.");
    else if (!asked.words.length && !asked.identifier) say("These words are on every page. Add the word that matters most, such as a name or a topic.");
    else if (!asked.identifier && !isFiltered(state)) say("Check the spelling, or use one or two words.");
  }

  /** Show the answer that the query names. Screen readers hear of it once, in the line with the number of results. */
  function showAnswer(state, asked, results) {
    const asks = state.page === 1 && !isFiltered(state) && !state.sort && asked.need !== "danger";
    // It is among the first results, so if they have arrived, it has too.
    const named = asks ? results.get(asked.names) : null;
    if (!named?.answer) return null;
    answer.replaceChildren(...answerBox(root, named, asked, readersNation()));
    answer.hidden = false;
    return named.title.join("");
  }

  // Counts the choices for the current results; null once it has.
  let countChoices = null;
  let writing = null; // the year field being typed in, which late results leave alone
  let latest = 0; // the current search; slower, earlier ones are discarded

  async function show(restore = null) {
    const mine = ++latest;
    if (mine > 1) document.documentElement.classList.remove("plain-type"); // see search.css
    const state = readAddress();
    box.value = state.q;
    // Urgent help does not wait for results, and plain words of danger wait for nothing. It is also shown if the need
    // for it cannot be determined.
    if (saysDanger(state.q)) showNeed("danger");
    const needed = state.q ? asking.need(state.q).catch(() => "danger") : Promise.resolve("");
    needed.then((what) => {
      if (mine !== latest) return;
      showNeed(what);
      document.title = `${state.q && what !== "danger" ? `${state.q.slice(0, MOST_REPEATED)} · ` : ""}Search · The Mental Health Social Work Almanac`;
    });
    if (!state.q) {
      showStart("Search roles, law, studies, organisations and terms together. Type in the box above.");
    } else {
      results.dataset.state = "loading";
      if (!results.children.length) count.textContent = "Searching…";
      try {
        await search(state, () => mine === latest);
      } catch (error) {
        if (mine !== latest) return;
        console.warn(error);
        showStart(navigator.onLine ? "Search could not be loaded. Please try again, or use the lists." : OFFLINE);
        showNeed(await needed); // known by now: the search waits for it as well
      }
    }
    if (mine !== latest) return;
    results.dataset.state = "ready";
    if (restore?.focus) document.getElementById(restore.focus)?.focus({ preventScroll: true });
    if (restore) scrollTo({ top: restore.scroll ?? 0, behavior: "instant" });
  }

  async function search(state, wanted) {
    const { asked, place, results: known, similar } = await find(state);
    const { pages, page, from, shown } = place;
    const why = (number) => (state.explain ? reasonFor(asked.reasons.get(number)) : "");
    state.page = page;
    const again = () => link(address(state), "Try again");
    const resultOf = async (number) => known.get(number) ?? asking.result(number, asked.looked);
    const rowOf = (number, at) => slot(resultOf(number), (result) => row(root, result, from + at + 1, why(number)), again);
    const allOf = (some) => Promise.all(some.map(({ filled }) => filled));
    const rows = shown.slice(0, FIRST_BATCH).map(rowOf);
    await Promise.race([allOf(rows), new Promise((go) => setTimeout(go))]);
    if (!wanted()) return;

    clear();
    const total = asked.numbers.length;
    showNeed(asked.need || (asked.atOnce ? "topic" : ""), asked.nation);
    said.append(...messages(state, asked));
    narrow.hidden = !total && !isFiltered(state);
    found.classList.toggle("wide", !narrow.hidden);
    start.hidden = total > 0;
    const answered = total ? showAnswer(state, asked, known) : null;
    if (total) count.replaceChildren(...countLine(state, asked, place, answered));
    else showNothing(state, asked, similar);
    results.start = from + 1;
    results.replaceChildren(...rows.map(({ made }) => made));
    if (shown.length > FIRST_BATCH) results.classList.add("has-more");
    performance.mark("first-result"); // for benchmarks/search.py: watching from outside would slow down a slow phone
    showTurn(state, pages);
    asking.wait();
    const rest = shown.slice(FIRST_BATCH).map((number, at) => rowOf(number, FIRST_BATCH + at));
    allOf([...rows, ...rest]).then(loadFonts);
    await Promise.race([allOf(rest), late()]);
    if (!wanted()) return;
    results.append(...rest.map(({ made }) => made));
    results.classList.remove("has-more");
    // The counts are much of what is fetched, so they are loaded only when visible.
    countChoices = async () => {
      countChoices = null;
      const counts = await asking.counts(state, asked.everything);
      if (!wanted()) return;
      counting.textContent = counts.topic ? "" : "The choices of topic, nation, method and years could not be loaded.";
      counting.hidden = Boolean(counts.topic);
      showFacets(facets, state, counts, writing);
    };
    if (narrow.open) await countChoices();
  }

  /* ---- Acting ---- */

  const place = scrollPosition(() => results.dataset.state === "ready");

  function go(state) {
    place.keep();
    history.pushState(null, "", address(state));
    return show();
  }

  const chosen = () => ({
    ...readAddress(),
    kind: [...facets.querySelectorAll("[name=kind]:checked")].map(({ value }) => value),
    ...Object.fromEntries([...FACETS, "from", "to", "sort"].map((name) => [name, facets.elements[name].value.trim()])),
    page: 1,
  });

  facets.addEventListener("input", ({ target }) => (writing = target));
  facets.addEventListener("change", () => {
    writing = null;
    go(chosen());
  });
  facets.addEventListener("submit", (event) => event.preventDefault());
  facets.addEventListener("reset", (event) => {
    event.preventDefault();
    const { q, exact } = readAddress();
    go({ ...EMPTY_STATE, q, exact });
  });
  box.form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) box.blur(); // hides a phone's keyboard
    scrollTo({ top: 0, behavior: "instant" });
    go({ ...EMPTY_STATE, q: box.value.trim() });
  });
  document.getElementById("content").addEventListener("click", (event) => {
    const to = event.target.closest?.("a");
    if (!to) return;
    place.keep();
    const here = new URL(location.href);
    const there = new URL(to.href);
    const plainClick = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!plainClick || there.origin !== here.origin || there.pathname !== here.pathname) return;
    event.preventDefault();
    history.pushState(null, "", there.search);
    show().then(() => {
      count.tabIndex = -1;
      count.focus({ preventScroll: true });
      scrollTo({ top: 0, behavior: "instant" });
    });
  });
  history.scrollRestoration = "manual";
  addEventListener("popstate", (event) => {
    place.forget();
    writing = null;
    show(event.state ?? { scroll: 0 });
  });

  document.addEventListener("nation", () => readAddress().q && show());

  // On wide screens the filters follow beside the results; on phones they open from a line above.
  const wide = matchMedia("(min-width: 62em)");
  const open = () => {
    narrow.open = wide.matches;
    found[wide.matches ? "append" : "prepend"](narrow); // the keyboard reaches them in the order in which they are seen
  };
  wide.addEventListener("change", open);
  narrow.addEventListener("toggle", () => narrow.open && countChoices?.());
  open();

  document.getElementById("without-scripts").hidden = true;
  if (cannotFetch()) {
    showStart("Search needs a web server, and this page was opened from a disk. You can browse everything in the lists below.");
    results.dataset.state = "ready";
  } else {
    show(history.state);
  }
}
