// A page may be read long after it was built: what was to be checked again by a day now past says so. It stands in the
// head and looks while the page arrives, so that nothing moves once it is seen.
"use strict";

{
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const look = () => {
    for (const note of document.querySelectorAll(".late[data-due]")) if (today > note.dataset.due) note.hidden = false;
  };
  const watch = new MutationObserver(look);
  watch.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    watch.disconnect();
    look();
  });
}
