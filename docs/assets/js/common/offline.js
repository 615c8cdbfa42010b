// Registers the service worker, which keeps pages for reading offline (almanac/offline/js/worker.js). It waits until the
// page is there. A site that an editor serves has none: see live.js.
"use strict";

if (window.almanac && location.protocol !== "file:" && navigator.serviceWorker && !document.querySelector("script[src^='/_almanac/']")) {
  const { root } = window.almanac;
  const register = () => navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname }).catch(() => {}); // the site works without
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
