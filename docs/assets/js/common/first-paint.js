// Before the first paint: say that scripts run, and put on the colours that the reader chose.
"use strict";

{
  const page = document.documentElement;
  page.classList.replace("no-js", "js");
  if (location.search) page.classList.add("asked"); // a list may be about to change: see directory.css
  // Somebody who comes from another page has our fonts. For others they come after the first results: see search.css.
  const before = window.navigation?.activation?.from?.url ?? "";
  if ("fontsLater" in document.currentScript.dataset && !before.startsWith(location.origin)) page.classList.add("plain-type");
  try {
    const colours = localStorage.getItem("almanac-colours");
    if (colours === "light" || colours === "dark") page.dataset.colours = colours;
  } catch {
    // A browser that keeps nothing still shows the page, in the colours of the device.
  }

  // What the reader has collected is named at the top from the first paint: common/yours.js counts it.
  for (const name of ["list", "handout"]) {
    try {
      if (localStorage.getItem(name === "list" ? "almanac-reading-list" : "almanac-handout")) page.dataset[name] = "";
    } catch {
      // A browser that keeps nothing has collected nothing.
    }
  }

  // The reader's nation: as the address says, unless this site wrote it there itself; else as the device keeps it.
  // Until common/nation.js has put the page in order, what it will move is not seen: nothing jumps.
  const NATIONS = ["England", "Wales", "Scotland", "Northern Ireland"];
  function keptNation() {
    try {
      return JSON.parse(localStorage.getItem("almanac-nation"))?.nations?.[0]?.key;
    } catch {
      return null; // nothing is kept, or it cannot be read: common/storage.js sets it aside
    }
  }
  const asked = new URLSearchParams(location.search).get(document.currentScript.dataset.nationIn)?.replace(/[-_ ]+/g, " ").trim().toLowerCase();
  const named = NATIONS.find((name) => name.toLowerCase() === asked);
  const nation = named && history.state?.nation !== "own" ? named : NATIONS.find((name) => name === keptNation());
  if (nation) {
    page.dataset.nation = nation;
    page.classList.add("arranging");
    if (nation === named && nation !== keptNation()) page.dataset.nationShared = "";
  }

  // What works in a thread of its own begins while the page is drawn: it knows what the address asks for (search-worker.js).
  const thread = document.querySelector("link[property=worker]");
  if (thread && location.protocol !== "file:") {
    try {
      const worker = new Worker(thread.href + (location.search && `#${location.search}`), { name: nation ?? "" });
      worker.addEventListener("error", () => (window.almanacWorker = null)); // the page may try once more
      window.almanacWorker = worker;
    } catch {
      // Where no thread may be started, the page says that it cannot search.
    }
  }

  // What waits for a script is shown after all, and its room given up, if the script does not come.
  function giveUp() {
    page.classList.add("waited");
    page.classList.remove("arranging");
    for (const one of document.querySelectorAll(".awaited")) one.classList.remove("awaited");
    for (const one of document.querySelectorAll(".waits[hidden]")) one.classList.remove("waits");
  }
  setTimeout(giveUp, 8000);
  function missed({ target }) {
    if (!(target instanceof HTMLScriptElement)) return;
    if (/\/menu\.(\w+\.)?js$/.test(target.src)) page.classList.replace("js", "no-js"); // the sections stand open without it
    if (/\/(nation|storage)\.(\w+\.)?js$/.test(target.src)) page.classList.add("no-nation"); // then no nation can be chosen
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", giveUp);
    else giveUp();
  }
  addEventListener("error", missed, true);
}
