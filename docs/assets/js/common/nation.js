// The reader's nation, chosen at the top of any page: where a page speaks of several, that one stands first and open,
// and the others follow, folded where they are long. Nothing is taken away. first-paint.js knows the choice first.
"use strict";

if (window.almanac) { // without storage.js no nation can be chosen: see first-paint.js
  const root = document.documentElement;
  const box = document.querySelector(".your-nation");
  const summary = box.querySelector("summary");
  // The home page asks too, in a row of its own (.choose-nation).
  const row = document.querySelector(".choose-nation");
  const buttons = [...box.querySelectorAll("button"), ...(row?.querySelectorAll("button") ?? [])];
  const NATIONS = [...new Set(buttons.map(({ value }) => value).filter(Boolean))];
  const tidy = (one, before) => (NATIONS.includes(one?.key) && !before.size ? { key: one.key } : null);
  const kept = window.almanac.keep("almanac-nation", "nations", tidy);
  const keptNation = () => kept.read()[0]?.key ?? "";

  /* ---- The page in order ---- */

  // What is put in order, each with its parts as they were written; and parts that may be folded.
  const places = [...document.querySelectorAll(".by-nation")].map((place) => [place, [...place.children]]);
  const nationsOf = ({ dataset }) => (dataset.nations ?? dataset.nation ?? "").split("|");
  const isOf = (part, nation) => [nation, "UK"].some((name) => nationsOf(part).includes(name));

  function inOrder(place, parts, nation) {
    const own = nation ? parts.filter((part) => isOf(part, nation)) : [];
    const ordered = [...own, ...parts.filter((part) => !own.includes(part))];
    if (ordered.some((part, at) => place.children[at] !== part)) place.append(...ordered);
  }

  // Where the parts of other nations are folded and there is none for this one, that is said.
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

  // The choice stands in the address of a page that speaks of nations, so that it can be shared. The mark in the history
  // tells it from a link that somebody sent: if the reader chooses anew, this page follows when they come back.
  function writeAddress(nation) {
    if (!places.length && !document.querySelector(".not-yours")) return;
    const address = new URL(location.href);
    if (nation) address.searchParams.set(box.dataset.nationIn, nation);
    else address.searchParams.delete(box.dataset.nationIn);
    const mark = kept.isKept() ? "own" : ""; // where the device keeps nothing, the address alone holds the choice
    const marked = !nation || history.state?.nation === mark;
    if (address.href !== location.href || !marked) history.replaceState({ ...history.state, nation: mark }, "", address);
  }

  function follow() {
    if ("nationShared" in root.dataset) return; // the page shows what somebody shared
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
  // A link to a part that is folded opens it.
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
