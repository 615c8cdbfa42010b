// Studies by their keys: each is fetched once, from its own small file, and by its new key where the key has changed.
"use strict";

{
  const { KEY } = window.almanac;
  const asked = new Map(); // key -> promise
  const known = new Map(); // key -> the study, or why there is none: "gone" or "not reached"

  async function fetched(path) {
    const answer = await fetch(path);
    if (answer.status === 404) return "gone";
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  function study(key) {
    if (!asked.has(key)) {
      const ask = async () => {
        let found = "not reached";
        try {
          const answer = await fetched(`../research/${key}.json`);
          const complete = answer === "gone" || (answer.harvard && answer.apa && typeof answer.title === "string");
          if (complete) found = answer;
        } catch {
          asked.delete(key); // so that it can be asked for again
        }
        known.set(key, found);
        return found;
      };
      asked.set(key, ask());
    }
    return asked.get(key);
  }

  let former = null;
  async function newKeyOf(key) {
    former ??= fetched("../api/v1/former-keys.json").catch(() => null);
    const keys = await former;
    const found = keys && keys !== "gone" && Object.hasOwn(keys, key) ? keys[key] : "";
    return typeof found === "string" && KEY.test(found) ? found : "";
  }

  // The study of a key, by its new key if the key has changed.
  async function current(key) {
    const found = await study(key);
    const next = found === "gone" ? await newKeyOf(key) : "";
    return next ? { key: next, found: await study(next) } : { key, found };
  }

  window.almanac.studies = { current, known, study };
}
