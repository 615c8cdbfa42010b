// The way from an entry to a note on it: the address names the entry behind a hash, which is sent to nobody.
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
