// The reading list, saved on the device, and the buttons that add a study to it, including those added to the page
// later.
"use strict";

if (window.almanac) {
  const { collectButton, count, keep, make, root, say, sayNotKept, today, undoButton, words, KEY } = window.almanac;

  const list = keep("almanac-reading-list", "items", (one, seen) => {
    const fits = typeof one?.key === "string" && KEY.test(one.key);
    if (!fits || seen.has(one.key)) return null;
    return { ...one, title: words(one.title) || one.key, note: words(one.note), added: words(one.added) };
  });

  function dress(button, items) {
    const { study, title } = button.dataset;
    const on = items.some(({ key }) => key === study);
    collectButton(button, on, on ? "Remove from reading list" : "Add to reading list", title);
  }

  function show() {
    const items = list.read();
    for (const button of document.querySelectorAll("button.add[data-study]")) dress(button, items);
    for (const place of document.querySelectorAll("[data-list-count]")) place.textContent = items.length;
  }

  // The list with the study added, and with it removed.
  const added = (items, { study, title }) => [...items, { key: study, title, note: "", added: today() }];
  const removed = (items, { study }) => items.filter(({ key }) => key !== study);

  function press(button) {
    const before = list.read();
    const without = removed(before, button.dataset);
    const adds = without.length === before.length;
    if (!list.change((items) => (adds ? added(removed(items, button.dataset), button.dataset) : removed(items, button.dataset)))) {
      return sayNotKept();
    }
    const link = make("a", { href: new URL("reading-list/index.html", root).href }, "your reading list");
    const aside = list.damaged() === null ? "" : " Part of it could not be read: open it to see what.";
    const undo = undoButton(adds ? "remove it again" : "restore it", () => {
      list.change((items) => (adds ? removed(items, button.dataset) : placedAs(before, items, button.dataset)));
      say(`${adds ? "Removed from" : "Back on"} your reading list.`);
    }, button);
    say(adds ? "Added to " : "Removed from ", link, `: ${count(list.read().length)}. `, undo, aside);
  }

  // Restores a removed study to its former position in the current list.
  function placedAs(before, items, { study }) {
    const at = before.findIndex(({ key }) => key === study);
    const others = items.filter(({ key }) => key !== study);
    return [...others.slice(0, at), before[at], ...others.slice(at)];
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button.add[data-study]");
    if (button) press(button);
  });
  new MutationObserver((changes) => {
    const arrived = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    const wanted = "button.add[data-study], [data-list-count]";
    if (arrived.some((node) => node.matches?.(wanted) || node.querySelector?.(wanted))) show();
  }).observe(document.body, { childList: true, subtree: true });
  list.listen(show);
  show();

  window.almanac.list = list;
}
