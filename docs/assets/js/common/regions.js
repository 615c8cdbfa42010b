// A wide table or code sample can be scrolled with the keyboard, and is a stop for the Tab key only if it is wider than its container.
// If topics or columns are out of sight, a line above the table says so.
"use strict";

{
  const show = ({ target }) => {
    const wider = target.scrollWidth > target.clientWidth;
    const hint = target.previousElementSibling;
    const taller = target.scrollHeight > target.clientHeight;
    if (hint?.matches(".cut-off")) {
      hint.hidden = !wider && !taller;
      hint.querySelector("span").hidden = !wider;
    }
    if (wider || taller) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  };
  const watch = new ResizeObserver((seen) => seen.forEach(show));
  for (const region of document.querySelectorAll(".scroll[tabindex]")) watch.observe(region);
}
