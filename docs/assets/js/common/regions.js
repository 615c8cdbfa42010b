// A wide table can be scrolled with the keyboard, and is a stop for the Tab key only if it is wider than its container.
// If columns are out of sight, a line above the table says so.
"use strict";

{
  const show = ({ target }) => {
    const wider = target.scrollWidth > target.clientWidth;
    const hint = target.previousElementSibling;
    if (hint?.matches(".cut-off")) hint.hidden = !wider;
    if (wider || target.scrollHeight > target.clientHeight) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  };
  const watch = new ResizeObserver((seen) => seen.forEach(show));
  for (const region of document.querySelectorAll(".scroll[tabindex]")) watch.observe(region);
}
