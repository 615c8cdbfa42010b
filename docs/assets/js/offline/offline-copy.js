// Saves the whole site in this browser, file by file, for the service worker to serve offline. Files that have not
// changed since they were saved are skipped, and files that the site no longer has are removed.
"use strict";

if (window.almanac) {
  const { fetched, kinds, root } = window.almanac;
  const AT_ONCE = 6; // files being fetched at the same time
  const NOTE_EACH = 100; // files between notes of what is saved, from which an interrupted save continues
  const SAVED_AT = "x-almanac-saved"; // as in almanac/offline/js/saved.js
  const NOTED = new URL("offline/saved.json", root).href; // not a file of the site, but the record of what is saved
  const LIST = new URL("offline/everything.json", root).href;
  const OURS = `almanac-saved-${root.href}`;
  const OF_WORKER = ["pages", "files"].map((name) => `almanac-${name}-${root.href}`);

  // Returns the list of everything, or throws if it is not valid.
  async function everything() {
    const given = kinds.record(await fetched(LIST));
    const isFile = (one) => Array.isArray(one) && typeof one[0] === "string" && Number.isFinite(one[1]) && typeof one[2] === "string";
    const files = kinds.list(given.files).filter(isFile);
    if (!files.length) throw new TypeError("no list of what there is to save");
    return { version: kinds.words(given.version), day: kinds.words(given.day), files };
  }

  // The record of what is saved: hashes by path, and the version and its day. `whole` is true once everything was
  // saved.
  async function noted(cache) {
    const given = kinds.record(await (await cache.match(NOTED))?.json().catch(() => null));
    return { version: kinds.words(given.version), day: kinds.words(given.day), whole: given.whole === true, files: { ...kinds.record(given.files) } };
  }
  const note = (cache, saved) => cache.put(NOTED, new Response(JSON.stringify(saved), { headers: { "content-type": "application/json" } }));

  async function put(cache, path, stop) {
    const address = new URL(path, root).href;
    const answer = await fetch(address, { cache: "no-cache", signal: stop });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const headers = { "content-type": answer.headers.get("content-type") ?? "", [SAVED_AT]: String(Date.now()) };
    await cache.put(address, new Response(await answer.blob(), { headers }));
  }

  // Saves everything. `tell` is called with the bytes done and the total, and `stop` is an AbortSignal. Rejects if a
  // file cannot be fetched or stored. Files saved before then stay, and are not fetched again next time.
  async function save(tell, stop) {
    const { version, day, files } = await everything();
    const cache = await caches.open(OURS);
    const saved = { ...(await noted(cache)), version, day, whole: false };
    const all = files.reduce((sum, [, size]) => sum + size, 0);
    const missing = files.filter(([path, , digest]) => saved.files[path] !== digest);
    let done = all - missing.reduce((sum, [, size]) => sum + size, 0);
    let since = 0;
    async function work() {
      for (let next = missing.shift(); next; next = missing.shift()) {
        const [path, size, digest] = next;
        await put(cache, path, stop);
        saved.files[path] = digest;
        done += size;
        tell(done, all);
        since += 1;
        if (since % NOTE_EACH === 0) await note(cache, saved);
      }
    }
    tell(done, all);
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    } catch (error) {
      missing.length = 0;
      await note(cache, saved);
      throw error;
    }
    const wanted = new Set(files.map(([path]) => path));
    for (const path of Object.keys(saved.files).filter((path) => !wanted.has(path))) {
      await cache.delete(new URL(path, root).href);
      delete saved.files[path];
    }
    await note(cache, { ...saved, whole: true });
  }

  const remove = () => Promise.all([OURS, ...OF_WORKER].map((name) => caches.delete(name)));
  const state = async () => noted(await caches.open(OURS));

  window.almanac.offlineCopy = { everything, remove, save, state };
}
