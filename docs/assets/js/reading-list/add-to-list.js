// The reading list, kept on the device, and the buttons that put a study on it, whether they came with the page or later.
"use strict";

if (window.almanac) {
  const { count, keep, make, root, say, sayNotKept, today, words, KEY } = window.almanac;

  const list = keep("almanac-reading-list", "items", (one, seen) => {
    const fits = typeof one?.key === "string" && KEY.test(one.key);
    if (!fits || seen.has(one.key)) return null;
    return { ...one, title: words(one.title) || one.key, note: words(one.note), added: words(one.added) };
  });

  function dress(button, items) {
    const { study, title } = button.dataset;
    const on = items.some(({ key }) => key === study);
    button.textContent = on ? "On your reading list: remove" : "Add to reading list";
    button.setAttribute("aria-label", on ? `On your reading list: remove ${title}` : `Add to reading list: ${title}`);
    button.setAttribute("aria-pressed", String(on));
    button.hidden = false;
  }

  function show() {
    const items = list.read();
    for (const button of document.querySelectorAll("button.add[data-study]")) dress(button, items);
    for (const place of document.querySelectorAll("[data-list-count]")) place.textContent = items.length;
  }

  function press({ study, title }) {
    let added = false;
    const kept = list.change((items) => {
      const others = items.filter(({ key }) => key !== study);
      added = others.length === items.length;
      return added ? [...items, { key: study, title, note: "", added: today() }] : others;
    });
    if (!kept) return sayNotKept();
    const link = make("a", { href: new URL("reading-list/index.html", root).href }, "your reading list");
    const aside = list.damaged() === null ? "" : " Something in it could not be read: the list itself says more.";
    say(`${added ? "Added" : "Removed"}. ${count(list.read().length)} on `, link, ".", aside);
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button.add[data-study]");
    if (button) press(button.dataset);
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
