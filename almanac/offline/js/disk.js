// In the edition that opens from a disk, before all other scripts: a browser lets no page of a disk fetch a file, but
// it loads scripts. So the data stand in scripts, in the order of their paths, and fetch() is answered from these.
//
// Above it the build writes self.ALMANAC: the first path in each of the scripts (almanac/offline/disk.py).
"use strict";

{
  const root = new URL("../../", document.currentScript.src).href;
  const { first } = self.ALMANAC;
  const held = new Map(); // path -> what is in it
  const loading = new Map(); // number of a script -> promise

  window.almanacData = {
    take(given) {
      for (const [path, value] of Object.entries(given)) held.set(path, value);
    },
  };

  function load(number) {
    if (!loading.has(number)) {
      const script = document.createElement("script");
      const loaded = new Promise((go, stop) => {
        script.addEventListener("load", go);
        script.addEventListener("error", () => stop(new TypeError(`${script.src} is missing from this copy`)));
      });
      loaded.catch(() => loading.delete(number));
      loading.set(number, loaded);
      script.src = `${root}assets/data/${number}.js`;
      document.head.append(script);
    }
    return loading.get(number);
  }

  const answer = (status, value) => ({
    ok: status === 200,
    status,
    headers: new Headers(),
    json: async () => structuredClone(value),
    text: async () => JSON.stringify(value),
  });

  window.fetch = async (asked) => {
    const { origin, pathname, protocol } = new URL(asked.url ?? asked, location.href);
    const address = protocol === "file:" ? `file://${pathname}` : origin + pathname;
    if (!address.startsWith(root)) throw new TypeError("This copy of the site asks nothing of other places.");
    const path = decodeURIComponent(address.slice(root.length));
    const after = first.findIndex((one) => one > path);
    const number = (after < 0 ? first.length : after) - 1;
    if (number >= 0) await load(number);
    return held.has(path) ? answer(200, held.get(path)) : answer(404, null);
  };
}
