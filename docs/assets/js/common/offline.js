// Registers the service worker, which saves pages for reading offline (almanac/offline/js/worker.js), once the page has
// loaded. A site under almanac serve has none: see live.js.
"use strict";

if (window.almanac && location.protocol !== "file:" && navigator.serviceWorker && !document.querySelector("script[src^='/_almanac/']")) {
  const { root } = window.almanac;
  const register = () => navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname }).catch(() => {}); // the site works without it
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
