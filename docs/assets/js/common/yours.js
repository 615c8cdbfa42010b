// Shows, at the top of every page, how many studies are on the reader's list and how many organisations on the handout.
"use strict";

if (window.almanac) {
  const root = document.documentElement;
  const COLLECTIONS = [["list", "almanac-reading-list", "items"], ["handout", "almanac-handout", "bodies"]];

  // The stored data is only counted here. The scripts that change a collection also validate it.
  function counted(name, field) {
    try {
      const kept = JSON.parse(localStorage.getItem(name))?.[field];
      return Array.isArray(kept) ? kept.length : 0;
    } catch {
      return 0;
    }
  }

  function show() {
    for (const [short, name, field] of COLLECTIONS) {
      const count = counted(name, field);
      document.querySelector(`.kept-${short} span`).textContent = count ? ` (${count})` : "";
      if (count) root.dataset[short] = "";
      else delete root.dataset[short];
    }
  }

  document.addEventListener("kept", show);
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
}
