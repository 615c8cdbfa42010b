// The reading list: what the reader chose, in the reader's order, with notes, references, files and a shared address.
// The list is kept by add-to-list.js; each study's data is fetched from its own small file, once.
"use strict";

{
  const { arrange, button, copy, count, download, keptRows, list, longDay, make, say, today, KEY } = window.almanac;
  const { cited, inText, styled } = window.almanac.references;
  const at = (id) => document.getElementById(id);
  const page = at("my-list");
  const rows = page.querySelector(".reading");
  const mostShared = 500; // studies taken from one shared address
  const pageOf = (key) => `../research/${key}.html`;
  const quoted = (title) => `“${title}”`;

  const areOrIs = (number) => (number === 1 ? "is" : "are");
  const onList = () => `${count(list.read().length)} on your list.`;

  const { rowOf, change, buttons, drawButtons } = keptRows({
    kept: list,
    rows,
    one: "study",
    nameOf: (key) => rowOf(key).querySelector("h3").textContent,
    tally: onList,
  });

  // ---- The studies' data, fetched once each ----

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

  const facts = ({ authors, year, container }) => [authors, year, container].filter(Boolean).join(" · ");
  const withStudies = () => list.read().map(({ key, note }) => ({ key, note, study: known.get(key) }));
  const loaded = () => withStudies().filter(({ study }) => study?.harvard);

  // ---- The list ----

  const latest = (key) => list.read().find((one) => one.key === key);

  function makeRow({ key, title, note }) {
    const link = make("a", { href: pageOf(key), id: `title-${key}` }, title);
    const label = make("label", { for: `note-${key}`, id: `label-${key}` }, "Your note");
    const text = make("textarea", { id: `note-${key}`, rows: "2", "aria-labelledby": `label-${key} title-${key}` });
    text.value = note;
    text.addEventListener("input", () =>
      change((items) => items.map((one) => (one.key === key ? { ...one, note: text.value } : one))),
    );
    const actions = make("p", { class: "actions" }, ...buttons(key, title));
    const line = make("p", { class: "soft small facts-line" });
    const row = make("li", { "data-key": key }, make("h3", {}, link), line, label, text, actions);
    load(key);
    return row;
  }

  async function load(key) {
    const { key: now, found } = await current(key);
    if (now !== key && found.harvard) replaceKey(key, now, found.title);
    const row = rowOf(key);
    if (!row) return;
    const line = row.querySelector(".facts-line");
    if (found.harvard) {
      row.querySelector("h3 a").textContent = found.title;
      line.textContent = facts(found);
    } else if (found === "gone") {
      line.textContent = "This study could not be loaded: the library has none under this key. Your entry and note stay.";
    } else {
      line.textContent = "This study could not be loaded. Your entry and note stay. Reload the page to try again.";
    }
    showReferences();
  }

  const joined = (one, other) => (!other || one.includes(other) ? one : one ? `${one}\n\n${other}` : other);

  function replaceKey(old, key, title) {
    if (!latest(old)) return;
    const words = `The address of ${quoted(title)} has changed. Your list now has the new one.`;
    const edit = (items) => {
      const [before, twin] = [old, key].map((wanted) => items.find((one) => one.key === wanted));
      const after = { ...before, key, title, note: twin ? joined(twin.note, before.note) : before.note };
      return items.filter((one) => one !== twin).map((one) => (one === before ? after : one));
    };
    change(edit, () => words);
    at("moved-keys").hidden = false;
    at("moved-keys").append(`${words} `);
  }

  // What was done, with the way back, in a line of its own.
  function done(place, text, edit = null, backTo = null) {
    place.replaceChildren(text);
    place.hidden = false;
    if (!edit) return;
    const undo = button("Undo", `Undo: ${text}`, () => {
      place.hidden = true;
      change(edit, () => `Undone. ${onList()}`);
      backTo().focus();
    });
    place.append(" ", undo);
    undo.focus();
  }

  at("clear").addEventListener("click", () => {
    const all = list.read();
    for (const line of rows.querySelectorAll(":scope > .done")) line.remove();
    change(() => [], () => `Removed. ${onList()}`);
    const back = (now) => [...all, ...now.filter(({ key }) => !all.some((one) => one.key === key))];
    done(at("cleared"), `${count(all.length)} removed.`, back, () => at("clear"));
  });

  // Bring what is shown into line with what is kept.
  function draw() {
    const items = list.read();
    arrange(rows, items.map((item) => rowOf(item.key) ?? makeRow(item)));
    drawButtons();
    for (const { key, note } of items) {
      const text = at(`note-${key}`);
      if (text !== document.activeElement && text.value !== note) text.value = note;
    }
    for (const part of page.querySelectorAll(".when-some")) part.hidden = items.length === 0;
    at("empty").hidden = items.length > 0;
    at("how-many").textContent = items.length ? `${onList()} Notes are kept as you write.` : "";
    at("not-kept").hidden = list.isKept();
    at("damaged").hidden = list.damaged() === null;
    const here = new URL(location.pathname, location.href);
    here.hash = `list=${items.map(({ key }) => key).join(",")}`;
    at("share-address").value = here.href;
    showSoon();
  }

  // ---- References ----

  function noteOnPaper(note) {
    return note.trim() ? [make("p", { class: "on-paper note-on-paper" }, `Note: ${note.trim()}`)] : [];
  }

  function showReferences() {
    const items = list.read();
    const shown = cited(loaded(), at("style").value).map((work) =>
      make(
        "li",
        {},
        make("p", { class: "reference" }, ...styled(work)),
        make("p", { class: "soft small in-text" }, `In the text: ${inText(work)}`),
        ...noteOnPaper(work.note),
      ),
    );
    const absent = items.filter(({ key }) => known.has(key) && !known.get(key).harvard);
    const onPaper = absent.map(({ title, note }) =>
      make("li", { class: "on-paper" }, make("p", {}, `${title} (reference not loaded)`), ...noteOnPaper(note)),
    );
    page.querySelector(".references").replaceChildren(...shown, ...onPaper);
    at("missing").hidden = absent.length === 0;
    const missing = `${count(absent.length)} could not be loaded and ${areOrIs(absent.length)} missing`;
    at("missing").textContent = `${missing} from these references and from the files below.`;
    showShared();
  }

  let waiting = 0;
  function showSoon() {
    waiting ||= setTimeout(() => {
      waiting = 0;
      showReferences();
    });
  }

  function readStyle() {
    at("style").value = new URLSearchParams(location.search).get("style") === "apa" ? "apa" : "harvard";
  }
  at("style").addEventListener("change", ({ target }) => {
    setAddress(target.value === "apa" ? "?style=apa" : location.pathname, location.hash);
    showReferences();
  });

  function setAddress(start, hash) {
    try {
      history.replaceState(null, "", start + hash);
    } catch {
      // A page opened from a disk keeps its address.
    }
  }

  at("copy-references").addEventListener("click", async () => {
    const works = cited(loaded(), at("style").value);
    const box = make("div", {}, ...works.map((work) => make("p", {}, ...styled(work))));
    const plain = [...box.children].map(({ textContent }) => textContent).join("\n");
    if (await copy(plain, box.innerHTML)) return say(`Copied. ${count(works.length, "reference", "references")}.`);
    getSelection().selectAllChildren(page.querySelector(".references"));
    say("Your browser did not allow copying. The references are selected: press Ctrl and C, or Command and C.");
  });

  addEventListener("beforeprint", () => {
    showReferences();
    at("printed-on").textContent = longDay(today());
  });
  at("print").addEventListener("click", () => window.print());

  // ---- Files ----

  const FORMATS = {
    ris: ["almanac-reading-list.ris", "application/x-research-info-systems", (all) => all.map(({ ris }) => ris).join("")],
    bibtex: ["almanac-reading-list.bib", "application/x-bibtex", (all) => all.map(({ bibtex }) => bibtex).join("\n")],
    csl: [
      "almanac-reading-list.csl.json",
      "application/vnd.citationstyles.csl+json",
      (all) => `${JSON.stringify(all.map(({ csl }) => csl), null, 1)}\n`,
    ],
  };
  for (const chosen of page.querySelectorAll("[data-format]")) {
    chosen.addEventListener("click", async () => {
      const [name, type, text] = FORMATS[chosen.dataset.format];
      await Promise.all(list.read().map(({ key }) => study(key)));
      const all = loaded().map(({ study }) => study);
      const absent = list.read().length - all.length;
      const missing = absent ? ` ${count(absent)} could not be loaded.` : "";
      if (all.length) download(name, type, text(all));
      const made = `${count(all.length, "reference", "references")} in ${name}.`;
      say((all.length ? made : "There is nothing to download.") + missing);
    });
  }

  at("download-copy").addEventListener("click", () => {
    download("almanac-reading-list.json", "application/json", list.text());
    say(`${count(list.read().length)}, with your notes, in almanac-reading-list.json.`);
  });

  at("save-damaged").addEventListener("click", () =>
    download("almanac-reading-list-damaged.txt", "text/plain;charset=utf-8", list.damaged() ?? ""),
  );
  at("forget-damaged").addEventListener("click", () => {
    list.forgetDamaged();
    say("Removed from this device.");
    at("yours").focus();
  });

  // ---- A copy put back, and a list that somebody shared: both join the list, and both can be undone ----

  // The list with others' entries joined: new ones at the end; a note of ours stands, a different one comes after it.
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

  function takeIn(others, place, backTo) {
    const before = list.read();
    const { added, noted } = join(before, others);
    change((items) => join(items, others).all, () => `Done. ${onList()}`);
    const back = (items) =>
      items
        .filter(({ key }) => !added.some((one) => one.key === key))
        .map((one) => {
          const untouched = noted.has(one.key) && noted.get(one.key) === one.note;
          return untouched ? { ...one, note: before.find(({ key }) => key === one.key).note } : one;
        });
    const notes = noted.size ? `, ${count(noted.size, "note", "notes")} added to` : "";
    done(place, `${count(added.length)} added${notes}.`, back, backTo);
  }

  let offered = [];
  function offer(others, leftOut) {
    const { added, noted } = join(list.read(), others);
    const already = others.length - added.length;
    const parts = [`This copy holds ${count(others.length)}.`];
    if (added.length) parts.push(`${added.length} will be added at the end of your list.`);
    if (already) parts.push(`${already} ${areOrIs(already)} on your list already, and nothing of yours is replaced.`);
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
    const { entries, whole } = list.understand(await file.text().catch(() => ""));
    target.value = ""; // so that the same file can be chosen again
    const others = entries.map(({ key, title, note, added }) => ({ key, title, note, added }));
    if (others.length) return offer(others, !whole);
    const none = whole ? "This copy holds no studies." : "This file is not a copy of a reading list, or it is damaged.";
    done(at("merged"), `${none} Your list is as it was.`);
    say(at("merged").textContent);
  });
  at("merge").addEventListener("click", () => {
    at("offer").hidden = true;
    takeIn(offered, at("merged"), () => at("put-back"));
  });
  at("leave-copy").addEventListener("click", () => {
    at("offer").hidden = true;
    say("Your list is as it was.");
    at("put-back").focus();
  });

  let shared = []; // keys in the address
  function readShared() {
    const [, keys = ""] = /^#list=(.*)$/.exec(location.hash) ?? [];
    shared = [...new Set(keys.split(/,|%2c/i))].filter((key) => KEY.test(key)).slice(0, mostShared);
    at("shared").hidden = shared.length === 0;
    showShared();
    for (const key of shared) current(key).then(showSoon);
    if (shared.length) at("shared-title").focus();
  }

  // What was shared, as far as it is loaded; changed keys by their new names.
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
    setAddress(location.pathname + location.search, "");
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

  at("copy-address").addEventListener("click", async () => {
    if (await copy(at("share-address").value)) return say("Copied. The address holds no notes.");
    at("share-address").select();
    say("Your browser did not allow copying. The address is selected: press Ctrl and C, or Command and C.");
  });

  // ---- Begin ----

  at("without-scripts").hidden = true;
  at("from-disk").hidden = location.protocol !== "file:";
  page.hidden = false;
  readStyle();
  list.listen(draw);
  addEventListener("hashchange", readShared);
  addEventListener("online", () => {
    for (const { key } of list.read()) if (known.get(key) === "not reached") load(key);
  });
  draw();
  readShared();
}
