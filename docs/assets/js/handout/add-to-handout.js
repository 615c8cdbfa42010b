// The bodies that a reader puts on a handout, kept on the device, and the buttons that put them there.
"use strict";

if (window.almanac) {
  const { count, keep, make, root, say, sayNotKept, words, KEY } = window.almanac;

  const handout = keep("almanac-handout", "bodies", (one, seen) => {
    const fits = typeof one?.key === "string" && KEY.test(one.key);
    if (!fits || seen.has(one.key)) return null;
    return { ...one, title: words(one.title) || one.key };
  });
  const bodies = (number) => count(number, "organisation", "organisations");

  function dress(button, kept) {
    const { body, title } = button.dataset;
    const on = kept.some(({ key }) => key === body);
    button.textContent = on ? "On handout: remove" : "Add to handout";
    button.setAttribute("aria-label", on ? `On handout: remove ${title}` : `Add to handout: ${title}`);
    button.setAttribute("aria-pressed", String(on));
    button.hidden = false;
  }

  function show() {
    const kept = handout.read();
    for (const button of document.querySelectorAll("button.add[data-body]")) dress(button, kept);
    for (const place of document.querySelectorAll("[data-handout-count]")) {
      place.textContent = kept.length ? ` (${bodies(kept.length)})` : "";
    }
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button.add[data-body]");
    if (!button) return;
    const { body, title } = button.dataset;
    let added = false;
    const kept = handout.change((all) => {
      const others = all.filter(({ key }) => key !== body);
      added = others.length === all.length;
      return added ? [...all, { key: body, title }] : others;
    });
    if (!kept) return sayNotKept();
    const link = make("a", { href: new URL("handout/index.html", root).href }, "your handout");
    const aside = handout.damaged() === null ? "" : " Something in it could not be read: the handout itself says more.";
    say(`${added ? "Added" : "Removed"}. ${bodies(handout.read().length)} on `, link, ".", aside);
  });
  handout.listen(show);
  show();

  window.almanac.handout = handout;
}
