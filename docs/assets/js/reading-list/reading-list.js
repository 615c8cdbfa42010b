// The reading list page: the reader's studies in the reader's order, with notes, references, files and a shared
// address. add-to-list.js stores the list, and studies.js fetches the data of its studies.
"use strict";

if (window.almanac?.joining && window.almanac.references) {
  const FEW = 24; // below this many studies still loading, references are drawn already
  const { areOrIs, button, copy, count, download, joined, joining, keptRows, list, longDay } = window.almanac;
  const { make, say, setAddress, today } = window.almanac;
  const { cited, inText, styled } = window.almanac.references;
  const { current, known, prepare, study } = window.almanac.studies;
  const MOST_SHARED = 500; // studies in a shared address: see import-and-merge.js
  const at = (id) => document.getElementById(id);
  const page = at("my-list");
  const rows = page.querySelector(".reading");
  const pageOf = (key) => `../research/${key}.html`;
  const quoted = (title) => `“${title}”`;

  const onList = () => `${count(list.read().length)} on your list.`;

  const { rowOf, change, buttons, drawRows } = keptRows({
    kept: list,
    rows,
    one: "study",
    nameOf: (key) => rowOf(key)?.querySelector("h3").textContent ?? key,
    tally: onList,
  });

  const facts = ({ authors, year, container }) => [authors, year, container].filter(Boolean).join(" · ");
  const withStudies = () => list.read().map(({ key, note }) => ({ key, note, study: known.get(key) }));
  const loaded = () => withStudies().filter(({ study }) => study?.harvard);

  // ---- The list ----

  const { readShared, showShared } = joining({ change, done, tally: onList, pageOf, facts });
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
    const line = make("p", { class: "muted small facts-line" });
    fresh.push(key);
    return make("li", { "data-key": key }, make("h3", {}, link), line, label, text, actions);
  }

  // The data of the studies is fetched once all rows are there, and shown when it is complete. For a long list, a line
  // shows the progress.
  let fresh = []; // keys of new rows
  const awaited = new Set();
  async function loadAll(keys) {
    for (const key of keys) awaited.add(key);
    showProgress();
    await prepare(keys.length);
    for (const key of keys) load(key);
  }

  function showProgress() {
    const all = list.read().length;
    at("progress").hidden = awaited.size === 0;
    at("progress").textContent = `References: ${all - awaited.size} of ${all} loaded.`;
  }
  let counting = 0;
  function countSoon() {
    counting ||= setTimeout(() => {
      counting = 0;
      showProgress();
    }, 200);
  }

  async function load(key) {
    awaited.add(key);
    const { key: now, found } = await current(key);
    awaited.delete(key);
    countSoon();
    showSoon();
    if (now !== key && found.harvard) replaceKey(key, now, found.title);
    const row = rowOf(key);
    if (!row) return;
    const line = row.querySelector(".facts-line");
    if (found.harvard) {
      row.querySelector("h3 a").textContent = found.title;
      line.textContent = facts(found);
    } else if (found === "gone") {
      line.textContent = "This study could not be loaded: the library has no study with this key. Your entry and note have been kept.";
    } else {
      line.textContent = "This study could not be loaded. Your entry and note have been kept. Reload the page to try again.";
    }
  }

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

  // Shows what was done in a line of its own, with an Undo button.
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
    const back = (now) => {
      const keys = new Set(all.map(({ key }) => key));
      return [...all, ...now.filter(({ key }) => !keys.has(key))];
    };
    done(at("cleared"), `${count(all.length)} removed.`, back, () => at("clear"));
  });

  // Updates the page to match what is stored.
  function draw() {
    const items = list.read();
    drawRows(items, makeRow);
    if (fresh.length) loadAll(fresh.splice(0));
    for (const { key, note } of items) {
      const text = at(`note-${key}`);
      if (text !== document.activeElement && text.value !== note) text.value = note;
    }
    for (const part of page.querySelectorAll(".when-some")) part.hidden = items.length === 0;
    at("empty").hidden = items.length > 0;
    at("how-many").textContent = items.length ? `${onList()} Notes are saved as you write.` : "";
    at("not-kept").hidden = list.isKept();
    at("damaged").hidden = list.damaged() === null;
    const here = new URL(location.pathname, location.href);
    here.hash = `list=${items.slice(0, MOST_SHARED).map(({ key }) => key).join(",")}`;
    at("share-most").hidden = items.length <= MOST_SHARED;
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
        make("p", { class: "muted small in-text" }, `In the text: ${inText(work)}`),
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
      if (awaited.size < FEW) showReferences();
    }, awaited.size ? 100 : 0);
  }

  function readStyle() {
    at("style").value = new URLSearchParams(location.search).get("style") === "apa" ? "apa" : "harvard";
  }
  at("style").addEventListener("change", ({ target }) => {
    setAddress((target.value === "apa" ? "?style=apa" : location.pathname) + location.hash);
    showReferences();
  });

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
      say("Getting the references…");
      await prepare(list.read().length);
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
    say("Deleted from this device.");
    at("yours").focus();
  });

  at("copy-address").addEventListener("click", async () => {
    if (await copy(at("share-address").value)) return say("Copied. The address does not include your notes.");
    at("share-address").select();
    say("Your browser did not allow copying. The address is selected: press Ctrl and C, or Command and C.");
  });

  // ---- Begin ----

  page.querySelector(".write-list-note").hash = "list"; // not a place on that page, but what the new note is about
  at("without-scripts").hidden = true;
  at("from-disk").hidden = location.protocol !== "file:" || Boolean(window.almanacData);
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
