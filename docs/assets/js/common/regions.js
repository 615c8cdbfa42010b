// A wide table can be scrolled with the keyboard, and only one that is wider than its place is a stop of the Tab key. Where
// columns are out of sight, the line above it that says so is shown.
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
