// A page may be read long after it was built, so entries whose review date has passed since then say so. This runs in
// the head and checks while the page loads, so that nothing moves once it is visible.
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
