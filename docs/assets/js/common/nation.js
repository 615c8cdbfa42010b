// The reader's nation, chosen at the top of any page. Where a page has parts for several nations, the chosen one comes
// first and open. The others follow, folded if they are long. Nothing is removed. first-paint.js applies the choice
// beforehand.
"use strict";

if (window.almanac) { // without storage.js no nation can be chosen: see first-paint.js
  const root = document.documentElement;
  const box = document.querySelector(".your-nation");
  const summary = box.querySelector("summary");
  // The home page also asks for the nation, in a row of its own (.choose-nation).
  const row = document.querySelector(".choose-nation");
  const buttons = [...box.querySelectorAll("button"), ...(row?.querySelectorAll("button") ?? [])];
  const NATIONS = [...new Set(buttons.map(({ value }) => value).filter(Boolean))];
  const tidy = (one, before) => (NATIONS.includes(one?.key) && !before.size ? { key: one.key } : null);
  const kept = window.almanac.keep("almanac-nation", "nations", tidy);
  const keptNation = () => kept.read()[0]?.key ?? "";

  /* ---- The order of the page ---- */

  // The containers to put in order, each with its parts in their original order.
  const places = [...document.querySelectorAll(".by-nation")].map((place) => [place, [...place.children]]);
  const nationsOf = ({ dataset }) => (dataset.nations ?? dataset.nation ?? "").split("|");
  const isOf = (part, nation) => [nation, "UK"].some((name) => nationsOf(part).includes(name));

  function inOrder(place, parts, nation) {
    const own = nation ? parts.filter((part) => isOf(part, nation)) : [];
    const ordered = [...own, ...parts.filter((part) => !own.includes(part))];
    if (ordered.some((part, at) => place.children[at] !== part)) place.append(...ordered);
  }

  // If there are folded parts for other nations but none for this one, says so.
  function sayNone(place, parts, nation) {
    const said = place.previousElementSibling?.matches(".none-for-nation") ? place.previousElementSibling : null;
    said?.remove();
    if (!nation || !parts.some((part) => part.matches("details")) || parts.some((part) => isOf(part, nation))) return;
    const text = `We have nothing here for ${nation}. What follows is for other nations.`;
    place.before(window.almanac.make("p", { class: "none-for-nation" }, text));
  }

  function arrange(nation) {
    for (const [place, parts] of places) {
      inOrder(place, parts, nation);
      sayNone(place, parts, nation);
      for (const part of parts) if (part.matches("details.nation")) part.open = !nation || isOf(part, nation);
    }
  }

  /* ---- The choice ---- */

  function show(nation) {
    const before = root.dataset.nation ?? "";
    if (nation) root.dataset.nation = nation;
    else delete root.dataset.nation;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === nation));
    arrange(nation);
    root.classList.remove("arranging");
    if (before !== nation) document.dispatchEvent(new Event("nation"));
  }

  // On a page with parts by nation, the address has the choice, so that it can be shared. The mark in the history state
  // distinguishes it from a link that somebody sent. If the reader then chooses another nation and comes back, the page
  // follows that choice.
  function writeAddress(nation) {
    if (!places.length && !document.querySelector(".not-yours")) return;
    const address = new URL(location.href);
    if (nation) address.searchParams.set(box.dataset.nationIn, nation);
    else address.searchParams.delete(box.dataset.nationIn);
    const mark = kept.isKept() ? "own" : ""; // if storage is blocked, only the address has the choice
    const marked = !nation || history.state?.nation === mark;
    if (address.href !== location.href || !marked) history.replaceState({ ...history.state, nation: mark }, "", address);
  }

  function follow() {
    if ("nationShared" in root.dataset) return; // keep to the nation in the shared link
    show(keptNation());
    writeAddress(keptNation());
  }

  function choose(nation) {
    delete root.dataset.nationShared;
    const wasKept = kept.change(() => (nation ? [{ key: nation }] : []));
    if (!wasKept) window.almanac.sayNotKept();
    else if (nation) window.almanac.say(`Your nation is now ${nation}. Pages show it first.`);
    else window.almanac.say("No nation chosen. Pages show all nations in their usual order.");
    if (box.open) close();
  }

  function close() {
    box.open = false;
    summary.focus();
  }

  box.addEventListener("click", ({ target }) => target.matches("button") && choose(target.value));
  row?.addEventListener("click", ({ target }) => {
    if (target.matches("button")) choose(target.getAttribute("aria-pressed") === "true" ? "" : target.value);
  });
  if (row) row.hidden = false;
  document.addEventListener("click", ({ target }) => {
    if (!box.contains(target)) box.open = false;
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && box.open && close());
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !box.contains(relatedTarget)) box.open = false;
  });
  // A link to a folded part opens it.
  const unfold = (hash) => {
    const part = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)))?.closest("details");
    if (part) part.open = true;
  };
  document.addEventListener("click", ({ target }) => unfold(target.closest("a[href^='#']")?.hash ?? ""));
  addEventListener("hashchange", () => unfold(location.hash));
  kept.listen(follow);
  show(root.dataset.nation ?? "");
  follow();
  unfold(location.hash);
}
