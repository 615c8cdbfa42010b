// The link from an entry to a note on it. The entry is in the fragment of the address, which is never sent to a server.
"use strict";

if (window.almanac) {
  const { root } = window.almanac;
  for (const link of document.querySelectorAll("a.write-note")) {
    const given = new URLSearchParams();
    given.set("read", location.href.split(/[?#]/)[0].slice(root.href.length));
    given.set("title", document.querySelector("h1").textContent.trim());
    link.hash = given.toString();
  }
}
