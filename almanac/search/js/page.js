// The search page: shows what was found, and takes what a reader does.

import { AT_ONCE, CHOICES, address, blank, narrowed, onPage, readAddress } from "./address.js";
import { showChoices } from "./choices.js";
import { nearest } from "./near.js";
import { cannotFetch, until } from "./patience.js";
import { cut, urgent } from "./query.js";
import { element, row, slot } from "./row.js";
import { wanting } from "./wanting.js";

const STRAGGLERS = 2000; // milliseconds that results wait for one that does not come
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ","); // a slow phone takes 60 ms for toLocaleString

/**
 * Show what the address asks for, and follow the reader.
 *
 * @param {string} root - address of the site.
 * @param {Search} asking - what finds.
 * @param {?Promise<object>} first - what it found for the address already, or nothing.
 */
export function run(root, asking, first) {
  const box = document.getElementById("search-box");
  const [count, said, need, found, narrow, counting, facets, results, turn, nothing, near, nearList, start] = [
    "count", "said", "need", "found", "narrow", "counting", "facets", "results", "turn", "nothing", "near", "nearest", "start",
  ].map((id) => document.getElementById(id));

  /* ---- Showing ---- */

  const em = (text) => element("em", {}, text);
  const link = (href, ...inside) => element("a", { href }, ...inside);
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

  // Names near to a search that found nothing.
  function showNearest(names, asked) {
    const found = nearest(names, asked.whole).slice(0, 5);
    nearList.replaceChildren(
      ...found.map(({ title, path, kind }) => element("li", {}, link(root + path, title), " ", element("span", { className: "fact" }, kind))),
    );
    near.hidden = found.length === 0;
  }

  function clear() {
    const script = document.querySelector("script[data-first]");
    if (script) {
      delete script.dataset.first;
      for (const face of ["Newsreader", "Atkinson Hyperlegible Next"]) document.fonts.load(`1em "${face}"`).catch(() => {});
    }
    start.classList.remove("awaited");
    said.replaceChildren();
    results.replaceChildren();
    turn.hidden = nothing.hidden = near.hidden = true;
  }

  function showStart(text) {
    clear();
    count.textContent = text;
    start.hidden = false;
    narrow.hidden = need.hidden = true;
  }

  function showNothing(state, asked, names) {
    count.textContent = "Nothing found.";
    nothing.hidden = start.hidden = false;
    if (narrowed(state)) say("Your choices may be too narrow. ", link(address({ ...blank, q: state.q, exact: state.exact }), "Search without them"), ".");
    if (asked.typed && names) showNearest(names, asked);
    if (!asked.typed) say("Search knows letters and numbers. Write a word, a name or an abbreviation.");
  }

  function sayWhatChanged(state, asked) {
    for (const text of wanting(asked)) say(text, " ", link(address(state), "Try again"), ".");
    if (cut(state.q)) say("The query is long: only its beginning was used.");
    if (asked.cutShort) say("Many pages hold these words. The phrase was looked for in the best of them.");
    if (asked.mended && asked.used.length) {
      const instead = link(address({ ...state, exact: true, page: 1 }), "Search instead for ", em(asked.typed));
      instead.id = "instead";
      say("Showing results for ", em(asked.whole), ". ", instead, ".");
    }
    const left = asked.words.filter((word) => !asked.used.includes(word));
    if (left.length && asked.numbers.length) {
      say("No page holds all of your words. Showing results for ", em(asked.used.join(" ")), ", without ", em(left.join(" ")), ".");
    }
  }

  let countChoices = null; // what counts the choices of the results that are shown, until it has
  let writing = null; // a year that is being written: an earlier answer that arrives leaves it alone
  let latest = 0; // the search that is wanted; a slower, earlier one is dropped

  async function show(restore = null) {
    const mine = ++latest;
    if (mine > 1) document.documentElement.classList.remove("plain-type"); // all is drawn anew: see search.css
    const state = readAddress();
    box.value = state.q;
    document.title = `${state.q ? `${state.q.slice(0, 60)} · ` : ""}Search · The Mental Health Social Work Almanac`;
    need.hidden = !urgent(state.q);
    if (!state.q) {
      showStart("Roles, law, studies, organisations and words, in one search. Write in the box above.");
    } else {
      results.dataset.state = "loading";
      if (!results.children.length) count.textContent = "Searching…";
      try {
        await search(state, () => mine === latest);
      } catch (error) {
        if (mine !== latest) return;
        console.warn(error);
        showStart("Search could not be loaded. Please try again, or use the lists.");
        need.hidden = !urgent(state.q);
      }
    }
    if (mine !== latest) return;
    results.dataset.state = "ready";
    if (restore?.focus) document.getElementById(restore.focus)?.focus({ preventScroll: true });
    if (restore) scrollTo({ top: restore.scroll ?? 0, behavior: "instant" });
  }

  // What was found, and the first results as far as they come soon.
  async function attempt(state, end) {
    const early = first;
    first = null;
    const asked = await (early ?? asking.find(state, end));
    const place = onPage(state, asked.numbers);
    const fetched = place.shown.slice(0, AT_ONCE).map((number) => asking.page(number));
    const soon = Promise.allSettled(fetched);
    const late = new Promise((go) => setTimeout(go, STRAGGLERS, []));
    const known = await Promise.race([soon, late]);
    if (known.some(({ status }) => status === "rejected")) asked.missing.add("results");
    const names = asked.everything.length
      ? null
      : await asking.names().catch(() => {
          asked.missing.add("names");
        });
    return { asked, place, names };
  }

  // The site may have been published anew since the page was loaded: where something is missing, its index is asked for
  // again, once.
  let renewed = false;
  async function answer(state) {
    const end = until();
    let [given, why] = [null, null];
    try {
      given = await attempt(state, end);
    } catch (error) {
      why = error;
    }
    if (given && !given.asked.missing.size) renewed = false;
    else if (!renewed && performance.now() < end) {
      renewed = true;
      const another = await asking.renew();
      try {
        return await attempt(state, end);
      } catch (error) {
        if (another || !given) throw error;
      }
    }
    if (!given) throw why;
    return given;
  }

  async function search(state, wanted) {
    const { asked, place, names } = await answer(state);
    const { pages, page, from, shown } = place;
    state.page = page;
    const again = () => link(address(state), "Try again");
    const rowOf = (number, at) => slot(asking.page(number), (page) => row(root, page, from + at + 1, asked), again);
    const rows = shown.slice(0, AT_ONCE).map(rowOf);
    await Promise.race([Promise.all(rows.map(({ filled }) => filled)), new Promise((go) => setTimeout(go))]);
    if (!wanted()) return;

    clear();
    const total = asked.numbers.length;
    need.hidden = !urgent(asked.typed) && !urgent(asked.whole);
    sayWhatChanged(state, asked);
    narrow.hidden = !total && !narrowed(state);
    found.classList.toggle("wide", !narrow.hidden);
    start.hidden = total > 0;
    if (total) {
      const one = total === 1 ? "1 result" : `${grouped(total)} results`;
      count.replaceChildren(
        pages > 1 ? `${one}, ${from + 1} to ${from + shown.length} shown` : one,
        " for ",
        em(asked.used.length ? asked.used.join(" ") : asked.whole),
      );
    } else {
      showNothing(state, asked, names);
    }
    results.start = from + 1;
    results.replaceChildren(...rows.map(({ made }) => made));
    performance.mark("first-result"); // for benchmarks/search.py: looking from outside would slow a slow phone
    showTurn(state, pages);
    asking.wait();
    const rest = shown.slice(AT_ONCE).map((number, at) => rowOf(number, AT_ONCE + at));
    await Promise.race([Promise.all(rest.map(({ filled }) => filled)), new Promise((go) => setTimeout(go, STRAGGLERS))]);
    if (!wanted()) return;
    results.append(...rest.map(({ made }) => made));
    // The counts are a good part of what is fetched: only where they are in view.
    countChoices = async () => {
      countChoices = null;
      const counts = await asking.counts(state, asked.everything);
      if (!wanted()) return;
      counting.textContent = counts.topic ? "" : "The choices of topic, nation, method and years could not be loaded.";
      counting.hidden = Boolean(counts.topic);
      showChoices(facets, state, counts, writing);
    };
    if (narrow.open) await countChoices();
  }

  /* ---- Acting ---- */

  // Where the reader is, kept with the entry of the history that it belongs to.
  let keeping = 0;
  const keep = () => {
    clearTimeout(keeping);
    if (results.dataset.state === "ready") history.replaceState({ scroll: scrollY, focus: document.activeElement?.id ?? "" }, "");
  };
  const keepSoon = () => {
    clearTimeout(keeping);
    keeping = setTimeout(keep, 150);
  };

  function go(state) {
    keep();
    history.pushState(null, "", address(state));
    return show();
  }

  const chosen = () => ({
    ...readAddress(),
    kind: [...facets.querySelectorAll("[name=kind]:checked")].map(({ value }) => value),
    ...Object.fromEntries([...CHOICES, "from", "to", "sort"].map((name) => [name, facets.elements[name].value.trim()])),
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
    go({ ...blank, q, exact });
  });
  box.form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) box.blur(); // puts the keyboard of a phone away
    scrollTo({ top: 0, behavior: "instant" });
    go({ ...blank, q: box.value.trim() });
  });
  document.getElementById("content").addEventListener("click", (event) => {
    const to = event.target.closest?.("a");
    if (!to) return;
    keep();
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
    clearTimeout(keeping);
    writing = null;
    show(event.state ?? { scroll: 0 });
  });
  addEventListener("scroll", keepSoon, { passive: true });
  document.addEventListener("focusin", keepSoon);
  addEventListener("pagehide", keep);

  document.addEventListener("nation", () => readAddress().q && show());

  // On wide screens the choices stand beside the results, on phones behind a line that opens them.
  const wide = matchMedia("(min-width: 62em)");
  const open = () => (narrow.open = wide.matches);
  wide.addEventListener("change", open);
  narrow.addEventListener("toggle", () => narrow.open && countChoices?.());
  open();

  document.getElementById("without-scripts").hidden = true;
  if (cannotFetch()) {
    showStart("Search needs a web server, and this page was opened from a disk. The lists below hold everything.");
    results.dataset.state = "ready";
  } else {
    show(history.state);
  }
}
