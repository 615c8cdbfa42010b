// Adds other lists to the reader's own: a copy being restored, or a list that somebody shared. Both are merged, and
// both can be undone.
"use strict";

if (window.almanac?.list && window.almanac.studies && window.almanac.keptRows) {
  const { areOrIs, count, grouped, list, make, say, setAddress, today, KEY } = window.almanac;
  const { current, known, prepare } = window.almanac.studies;
  const MOST_SHARED = 500; // studies accepted from one shared address
  const MOST = 5000; // studies on a list, including those from a copy
  const LARGEST = 8; // size limit of a copy, in megabytes
  const at = (id) => document.getElementById(id);

  // A note followed by another, unless the other adds nothing new.
  const joined = (one, other) => (!other || one.includes(other) ? one : one ? `${one}\n\n${other}` : other);

  // Merges other entries into the list. New ones go at the end, and a different note is added below ours.
  function join(items, others) {
    const ours = new Map(items.map((one) => [one.key, one]));
    const added = others.filter(({ key }) => !ours.has(key));
    const noted = new Map();
    for (const { key, note } of others) {
      const one = ours.get(key);
      if (one && joined(one.note, note) !== one.note) noted.set(key, joined(one.note, note));
    }
    const all = items.map((one) => (noted.has(one.key) ? { ...one, note: noted.get(one.key) } : one));
    return { all: [...all, ...added], added, noted };
  }

  // `change` changes the list and announces the result. `done` shows what was done, with an Undo button. `tally`
  // returns the number of studies as text, `pageOf` a study's address, and `facts` its authors, year and journal.
  function joining({ change, done, tally, pageOf, facts }) {
    function takeIn(others, place, backTo) {
      const before = list.read();
      const { added, noted } = join(before, others);
      change((items) => join(items, others).all, () => `Done. ${tally()}`);
      const addedKeys = new Set(added.map(({ key }) => key));
      const notes = new Map(before.map(({ key, note }) => [key, note]));
      const back = (items) =>
        items
          .filter(({ key }) => !addedKeys.has(key))
          .map((one) => {
            const untouched = noted.has(one.key) && noted.get(one.key) === one.note;
            return untouched ? { ...one, note: notes.get(one.key) } : one;
          });
      const alsoNoted = noted.size ? `, ${count(noted.size, "note", "notes")} added to` : "";
      done(place, `${count(added.length)} added${alsoNoted}.`, back, backTo);
    }

    // As many of a copy's studies as fit on the list.
    function bounded(others) {
      const mine = new Set(list.read().map(({ key }) => key));
      let room = MOST - mine.size;
      return others.filter(({ key }) => mine.has(key) || room-- > 0);
    }

    let offered = [];
    function offer(all, leftOut) {
      const others = bounded(all);
      const { added, noted } = join(list.read(), others);
      const already = others.length - added.length;
      const parts = [`This copy contains ${count(all.length)}.`];
      const beyond = all.length - others.length;
      if (beyond) parts.push(`A list can hold ${grouped(MOST)} studies, so ${grouped(beyond)} of them will be left out.`);
      if (added.length) parts.push(`${added.length} will be added at the end of your list.`);
      if (already) parts.push(`${already} ${areOrIs(already)} on your list already, and nothing in your list will be replaced.`);
      if (noted.size) parts.push(`${count(noted.size, "note", "notes")} in the copy will be added below yours.`);
      if (leftOut) parts.push("Part of the copy could not be read and will be left out.");
      offered = others;
      at("merged").hidden = true;
      at("merge").hidden = !added.length && !noted.size;
      if (at("merge").hidden) parts.push("There is nothing to add.");
      at("offer-says").textContent = parts.join(" ");
      at("offer").hidden = false;
      at("offer-says").focus();
    }

    at("put-back").addEventListener("change", async ({ target }) => {
      const [file] = target.files;
      if (!file) return;
      at("offer").hidden = true;
      if (file.size > LARGEST * 1e6) {
        target.value = "";
        done(at("merged"), `This file is larger than ${LARGEST} megabytes, so it is not a copy of a reading list. Your list has not changed.`);
        return say(at("merged").textContent);
      }
      done(at("merged"), "Reading the copy…");
      const { entries, whole } = list.understand(await file.text().catch(() => ""));
      target.value = ""; // so that the same file can be chosen again
      const others = entries.map(({ key, title, note, added }) => ({ key, title, note, added }));
      if (others.length) return offer(others, !whole);
      const none = whole ? "This copy contains no studies." : "This file is not a copy of a reading list, or it is damaged.";
      done(at("merged"), `${none} Your list has not changed.`);
      say(at("merged").textContent);
    });
    at("merge").addEventListener("click", () => {
      at("offer").hidden = true;
      takeIn(offered, at("merged"), () => at("put-back"));
    });
    at("leave-copy").addEventListener("click", () => {
      at("offer").hidden = true;
      say("Your list has not changed.");
      at("put-back").focus();
    });

    let shared = []; // keys in the shared address
    let beyond = 0; // how many more there are than are accepted
    let waiting = 0;
    const soon = () => {
      waiting ||= setTimeout(() => {
        waiting = 0;
        showShared();
      }, 100);
    };
    function readShared() {
      const [, keys = ""] = /^#list=(.*)$/.exec(location.hash) ?? [];
      const all = [...new Set(keys.split(/,|%2c/i))].filter((key) => KEY.test(key));
      shared = all.slice(0, MOST_SHARED);
      beyond = all.length - shared.length;
      at("shared").hidden = shared.length === 0;
      showShared();
      const mine = shared;
      prepare(mine.length).then(() => {
        for (const key of mine) current(key).then(soon);
      });
      if (shared.length) at("shared-title").focus();
    }

    // The shared studies that have been loaded, under their new keys if these have changed.
    async function sharedStudies() {
      const all = await Promise.all(shared.filter((key) => known.has(key)).map(current));
      return all.filter(({ found }) => found.harvard);
    }

    async function showShared() {
      if (!shared.length) return;
      const found = await sharedStudies();
      const mine = new Set(list.read().map(({ key }) => key));
      const fresh = found.filter(({ key }) => !mine.has(key));
      const absent = shared.filter((key) => known.has(key)).length - found.length;
      at("shared").querySelector("ol").replaceChildren(
        ...found.map(({ key, found: one }) =>
          make(
            "li",
            {},
            make("a", { href: pageOf(key) }, one.title),
            make("small", {}, facts(one), mine.has(key) ? " · on your list" : ""),
          ),
        ),
      );
      const already = found.length - fresh.length;
      const parts = [`${count(found.length)}.`];
      if (already) parts.push(`${already} ${areOrIs(already)} on your list already.`);
      const awaited = shared.filter((key) => !known.has(key)).length;
      if (awaited) parts.push(`${count(awaited)} still to load.`);
      if (beyond) parts.push(`The address contains ${grouped(beyond)} more: only the first ${MOST_SHARED} are shown.`);
      if (absent) parts.push(`${count(absent)} in the address could not be loaded and ${areOrIs(absent)} left out.`);
      if (fresh.length) parts.push("Your own list stays as it is until you add them.");
      at("shared-says").textContent = parts.join(" ");
      at("take-shared").hidden = fresh.length === 0;
      const these = fresh.length === 1 ? "this study" : `these ${fresh.length} studies`;
      at("take-shared").textContent = `Add ${these} to your list`;
    }

    function closeShared() {
      shared = [];
      at("shared").hidden = true;
      setAddress(location.pathname + location.search);
    }
    at("take-shared").addEventListener("click", async () => {
      const others = (await sharedStudies()).map(({ key, found }) => ({ key, title: found.title, note: "", added: today() }));
      closeShared();
      takeIn(others, at("shared-done"), () => at("yours"));
    });
    at("leave-shared").addEventListener("click", () => {
      closeShared();
      at("yours").focus();
    });

    return { readShared, showShared };
  }

  window.almanac.joined = joined;
  window.almanac.joining = joining;
}
