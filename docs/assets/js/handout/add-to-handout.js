// The organisations that a reader adds to a handout, saved on the device, and the buttons that add them.
"use strict";

if (window.almanac) {
  const { collectButton, count, keep, make, root, say, sayNotKept, undoButton, words, KEY } = window.almanac;

  const handout = keep("almanac-handout", "bodies", (one, seen) => {
    const fits = typeof one?.key === "string" && KEY.test(one.key);
    if (!fits || seen.has(one.key)) return null;
    return { ...one, title: words(one.title) || one.key };
  });
  const bodies = (number) => count(number, "organisation", "organisations");

  function dress(button, kept) {
    const { body, title } = button.dataset;
    const on = kept.some(({ key }) => key === body);
    collectButton(button, on, on ? "Remove from handout" : "Add to handout", title);
  }

  function show() {
    const kept = handout.read();
    for (const button of document.querySelectorAll("button.add[data-body]")) dress(button, kept);
    for (const place of document.querySelectorAll("[data-handout-count]")) {
      place.textContent = kept.length ? ` (${bodies(kept.length)})` : "";
    }
  }

  function press(button) {
    const { body, title } = button.dataset;
    const before = handout.read();
    const without = (all) => all.filter(({ key }) => key !== body);
    const adds = without(before).length === before.length;
    if (!handout.change((all) => (adds ? [...without(all), { key: body, title }] : without(all)))) return sayNotKept();
    const link = make("a", { href: new URL("handout/index.html", root).href }, "your handout");
    const aside = handout.damaged() === null ? "" : " Part of your handout could not be read: open it to see what.";
    const undo = undoButton(adds ? "remove it again" : "restore it", () => {
      const at = before.findIndex(({ key }) => key === body);
      const putBack = (all) => [...without(all).slice(0, at), before[at], ...without(all).slice(at)];
      handout.change((all) => (adds ? without(all) : putBack(all)));
      say(`${adds ? "Removed from" : "Back on"} your handout.`);
    }, button);
    say(adds ? "Added to " : "Removed from ", link, `: ${bodies(handout.read().length)}. `, undo, aside);
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button.add[data-body]");
    if (button) press(button);
  });
  handout.listen(show);
  show();

  window.almanac.handout = handout;
}
