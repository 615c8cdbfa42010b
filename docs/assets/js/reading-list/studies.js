// Studies by key. Each is fetched once, from its own small file, under its new key if the key has changed. For a long
// list, the catalogue is fetched first to see which keys exist. Only a few studies are fetched at the same time.
"use strict";

if (window.almanac) {
  const { KEY, fetched } = window.almanac;
  const { isRecord, list, record, texts, words } = window.almanac.kinds;
  const AT_ONCE = 6; // studies being fetched at the same time
  const MANY = 24; // from this many studies, the catalogue is fetched first
  const asked = new Map(); // key -> promise
  const known = new Map(); // key -> the study, or why it is missing: "gone" or "not reached"
  const PARTS = ["before", "year", "after", "html", "intext", "sort"];

  // A study if its file is valid, or null.
  function understood(found) {
    if (!isRecord(found) || !words(found.title)) return null;
    const styles = ["harvard", "apa"].map((style) => record(found[style]));
    if (!styles.every((style) => PARTS.every((part) => typeof style[part] === "string") && style.before + style.after)) return null;
    const csl = record(found.csl);
    const author = list(csl.author).filter(isRecord);
    const [authors, container, ris, bibtex] = ["authors", "container", "ris", "bibtex"].map((name) => words(found[name]));
    const year = Number.isInteger(found.year) ? found.year : "";
    return { ...found, authors, container, ris, bibtex, year, csl: { ...csl, author } };
  }

  let running = 0;
  const queue = [];
  async function inTurn(work) {
    if (running >= AT_ONCE) await new Promise((go) => queue.push(go));
    else running += 1;
    try {
      return await work();
    } finally {
      if (queue.length) queue.shift()();
      else running -= 1;
    }
  }

  let keys = null; // of all studies, or null if the catalogue has not been loaded
  async function keysOfAll() {
    const given = record(await fetched("../api/v1/catalogue.json"));
    const at = texts(given.fields).indexOf("key");
    const found = list(given.studies).map((study) => list(study)[at]);
    if (!found.length || !found.every((key) => KEY.test(words(key)))) throw new Error("not a catalogue");
    return new Set(found);
  }
  let catalogue = null;
  // To be called before fetching many studies. Without the catalogue, each is requested regardless.
  async function prepare(wanted) {
    if (wanted < MANY) return;
    catalogue ??= keysOfAll().catch(() => (catalogue = null)); // asked for again after a failure
    keys = await catalogue;
  }

  async function ask(key) {
    if (keys && !keys.has(key)) return "gone";
    try {
      return understood(await inTurn(() => fetched(`../research/${key}.json`))) ?? "not reached";
    } catch ({ status }) {
      if (status === 404) return "gone";
      asked.delete(key); // so that it can be requested again
      return "not reached";
    }
  }

  function study(key) {
    if (!asked.has(key)) {
      asked.set(
        key,
        ask(key).then((found) => {
          known.set(key, found);
          return found;
        }),
      );
    }
    return asked.get(key);
  }

  let former = null;
  // The new key of a study that was renamed, or "" if it was not. Rejects if this cannot be known now.
  async function newKeyOf(key) {
    former ??= fetched("../api/v1/former-keys.json").catch((error) => {
      former = null; // so that it can be requested again
      throw error;
    });
    const renamed = record(await former);
    const found = Object.hasOwn(renamed, key) ? words(renamed[key]) : "";
    return KEY.test(found) ? found : "";
  }

  // The study for a key, under its new key if the key has changed.
  async function current(key) {
    const found = await study(key);
    if (found !== "gone") return { key, found };
    const next = await newKeyOf(key).catch(() => null);
    const renamed = next === null ? "not reached" : next && (await study(next));
    known.set(key, renamed === "not reached" ? renamed : found); // what was not reached is tried again
    return next ? { key: next, found: renamed } : { key, found: renamed || found };
  }

  window.almanac.studies = { current, known, prepare, study };
}
