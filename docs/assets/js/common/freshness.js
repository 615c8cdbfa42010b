// A page may be read long after it was built: what was to be checked again by a day now past says so.
"use strict";

{
  const today = window.almanac.today();
  for (const note of document.querySelectorAll(".late[data-due]")) if (today > note.dataset.due) note.hidden = false;
}
