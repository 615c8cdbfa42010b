// A wide table can be scrolled with the keyboard, and only one that is wider than its place is a stop of the Tab key.
"use strict";

{
  const show = ({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  };
  const watch = new ResizeObserver((seen) => seen.forEach(show));
  for (const region of document.querySelectorAll(".scroll[tabindex]")) watch.observe(region);
}
