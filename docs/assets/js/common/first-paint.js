// Runs before the first paint: marks that scripts run, and applies the colours that the reader chose.
"use strict";

{
  const QUICK = 2; // megabits a second, at which the fonts keep results waiting for a tenth of a second
  const page = document.documentElement;
  page.classList.replace("no-js", "js");
  if (location.search) page.classList.add("asked"); // a list may be about to be filtered: see directory.css
  // On a first visit over a slow connection, the results of a search get the bandwidth, and our fonts come after them:
  // see search.css. Readers who come from another page of the site have the fonts. The page before has no address here,
  // because pages send no referrer, but it is known to be of this site. Where a browser cannot tell, any page before counts.
  const fonts = document.querySelectorAll("link[property=font]");
  const cameFromHere = window.navigation?.activation ? Boolean(navigation.activation.from) : history.length > 1;
  const isQuick = navigator.connection?.downlink > QUICK;
  if (cameFromHere || isQuick) for (const font of fonts) Object.assign(font, { crossOrigin: "", as: "font", rel: "preload" });
  else if (fonts.length) page.classList.add("plain-type");
  try {
    const colours = localStorage.getItem("almanac-colours");
    if (colours === "light" || colours === "dark") page.dataset.colours = colours;
  } catch {
    // If storage is blocked, the page has the colours of the device.
  }

  // Links to the reader's list and handout are at the top from the first paint. common/yours.js adds the numbers.
  for (const name of ["list", "handout"]) {
    try {
      if (localStorage.getItem(name === "list" ? "almanac-reading-list" : "almanac-handout")) page.dataset[name] = "";
    } catch {
      // If storage is blocked, there is no list or handout.
    }
  }

  // The reader's nation: the one in the address, unless this site wrote it there itself, or else the saved one.
  // Parts that common/nation.js will move stay invisible until it has put the page in order, so that nothing jumps.
  const NATIONS = ["England", "Wales", "Scotland", "Northern Ireland"];
  function keptNation() {
    try {
      return JSON.parse(localStorage.getItem("almanac-nation"))?.nations?.[0]?.key;
    } catch {
      return null; // nothing is saved, or it cannot be read: common/storage.js sets it aside
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

  // The worker starts while the page is still being drawn, with the query in the address (search-worker.js).
  const thread = document.querySelector("link[property=worker]");
  if (thread && location.protocol !== "file:") {
    try {
      const worker = new Worker(thread.href + (location.search && `#${location.search}`), { name: nation ?? "" });
      worker.addEventListener("error", () => (window.almanacWorker = null)); // the page may try once more
      window.almanacWorker = worker;
    } catch {
      // If no worker can be started, the page says that it cannot search.
    }
  }

  // If a script does not load, shows whatever was waiting for it, and releases the space reserved for it.
  function giveUp() {
    page.classList.add("waited");
    page.classList.remove("arranging");
    for (const one of document.querySelectorAll(".awaited")) one.classList.remove("awaited");
    for (const one of document.querySelectorAll(".waits[hidden]")) one.classList.remove("waits");
  }
  setTimeout(giveUp, 8000);
  function missed({ target }) {
    if (!(target instanceof HTMLScriptElement)) return;
    if (/\/menu\.(\w+\.)?js$/.test(target.src)) page.classList.replace("js", "no-js"); // without it the sections stay open
    if (/\/(nation|storage)\.(\w+\.)?js$/.test(target.src)) page.classList.add("no-nation"); // then no nation can be chosen
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", giveUp);
    else giveUp();
  }
  addEventListener("error", missed, true);
}
