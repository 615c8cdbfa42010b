// The learning page: notes on what was read, saved on the device.
"use strict";

if (window.almanac?.practice?.notes && window.almanac.practice.saved && window.almanac.list && window.almanac.studies) {
  const { button, count, list, longDay, make, root, say, sayNotKept, setAddress, studies, today } = window.almanac;
  const { notes: files } = window.almanac.practice;
  const { MOST, SHAPES, blank, markdown, mended, plainText, questionsOf, withRead } = files;
  const { randomKey, save, savedEntries, setUnlessFocused, storeOf } = window.almanac.practice.saved;
  const { isDay } = window.almanac.practice.files;
  const at = (id) => document.getElementById(id);

  const notes = storeOf("almanac-cpd-notes", "notes", mended);
  let open = null;
  const { change, drawList, row } = savedEntries({
    store: notes, files, field: "notes", one: "note", unnamed: "No title", file: "cpd-notes", opened: () => open,
  });

  // ---- What was read ----

  // A reference: in Harvard style for a study, otherwise the name of the page and its address.
  async function referenceTo(path, title) {
    const [, key] = /^research\/([a-z0-9-]+)\.html$/.exec(path) ?? [];
    const { found } = key ? await studies.current(key) : { found: null };
    if (found?.harvard) return `${found.harvard.before}${found.harvard.year}${found.harvard.after}`;
    const address = location.protocol === "file:" ? "" : ` ${new URL(path, root).href}`;
    return `The Mental Health Social Work Almanac, ‘${title}’.${address} (read ${longDay(today())}).`;
  }
  const readOf = async (path, title) => ({ path, title: title.slice(0, 500), reference: (await referenceTo(path, title)).slice(0, 2000) });
  const ofList = () => Promise.all(list.read().map(({ key, title }) => readOf(`research/${key}.html`, title)));

  async function addList() {
    if (!list.read().length) return say("Your reading list is empty.");
    say("Getting the references…");
    const wanted = open.key;
    const more = await ofList();
    if (open?.key !== wanted) return; // the reader has moved on
    change((note) => withRead(note, more), "The studies on your reading list are in the note.");
  }

  function start(name = "") {
    if (notes.read().length >= MOST.notes) return say(`You can keep up to ${MOST.notes} notes. Remove one first.`);
    const note = { ...blank(randomKey("note"), today(), document.documentElement.dataset.nation), name: name.slice(0, MOST.name) };
    if (!notes.change((all) => [...all, note])) sayNotKept();
    return note;
  }
  function startAndOpen(name = "") {
    const note = start(name);
    if (note) show(note.key);
    return note;
  }

  // ---- Showing ----

  let shape = ""; // the note and nation for which the fields were drawn
  function drawTexts() {
    const wanted = `${open.key} ${open.nation}`;
    if (shape !== wanted) {
      shape = wanted;
      at("texts").replaceChildren(
        ...questionsOf(open).map(([field, question]) => {
          const text = make("textarea", { id: `text-${field}`, rows: "4", maxlength: String(MOST.text) });
          text.addEventListener("input", () => change((note) => ({ ...note, [field]: text.value })));
          return make("p", {}, make("label", { for: `text-${field}` }, question), text, make("span", { class: "on-paper written", id: `paper-${field}` }));
        }),
      );
    }
    for (const [field] of questionsOf(open)) {
      setUnlessFocused(at(`text-${field}`), open[field]);
      at(`paper-${field}`).textContent = open[field];
    }
  }

  function drawNote() {
    at("note-title").textContent = open.name || "New note";
    setUnlessFocused(at("name"), open.name);
    setUnlessFocused(at("day"), open.day);
    at("nation").value = open.nation;
    at("asked").textContent = SHAPES[open.nation].asks;
    at("nothing-read").hidden = open.read.length > 0;
    at("read").replaceChildren(
      ...open.read.map(({ path, title, reference }) => {
        const away = button("Remove", `Remove: ${title}`, () => {
          change((note) => ({ ...note, read: note.read.filter((one) => one.path !== path) }));
          at("note-title").focus();
        });
        return make("li", {}, reference || title, " ", away);
      }),
    );
    drawTexts();
  }

  function draw() {
    drawList((note) => row(note, `#note=${note.key}`, `${longDay(note.day)}. ${note.nation}. ${count(note.read.length, "source", "sources")}.`));
    if (!open) return;
    open = notes.read().find(({ key }) => key === open.key) ?? open;
    drawNote();
  }

  const show = (key) => {
    history.replaceState(null, "", `#note=${key}`);
    follow();
  };

  // If the address names an entry or the reading list, starts a note on it.
  async function begin() {
    const given = new URLSearchParams(location.hash.slice(1));
    const [path, title] = [given.get("read") ?? "", given.get("title") ?? ""];
    if (location.hash === "#list") {
      if (startAndOpen("My reading list")) await addList();
    } else if (/^[a-z-]+\/[a-z0-9-]+\.html$/.test(path) && title) {
      const note = startAndOpen(title);
      if (!note) return;
      const read = await readOf(path, title);
      if (open?.key === note.key) change((note) => withRead(note, [read]));
    } else {
      follow();
    }
  }

  function follow() {
    if (location.hash === "#list" || location.hash.startsWith("#read=")) return begin();
    const [, key = ""] = /^#note=([a-z0-9-]+)$/.exec(location.hash) ?? [];
    if (location.hash && !key && location.hash !== "#your-notes") return;
    const before = open;
    open = notes.read().find((one) => one.key === key) ?? null;
    at("one-note").hidden = !open;
    at("all-notes").hidden = Boolean(open);
    at("questions").hidden = Boolean(open);
    draw();
    if (open && open.key !== before?.key) at("note-title").focus();
    else if (!open && before) at("your-notes").focus();
  }

  // ---- Actions ----

  at("start-empty").addEventListener("click", () => startAndOpen());
  at("start-list").addEventListener("click", () => {
    if (!list.read().length) return say("Your reading list is empty.");
    if (startAndOpen("My reading list")) addList();
  });
  at("add-list").addEventListener("click", addList);
  at("name").addEventListener("input", ({ target }) => change((note) => ({ ...note, name: target.value })));
  at("day").addEventListener("input", ({ target }) => isDay(target.value) && change((note) => ({ ...note, day: target.value })));
  at("nation").addEventListener("change", ({ target }) => change((note) => ({ ...note, nation: target.value })));
  at("back-to-all").addEventListener("click", (event) => {
    event.preventDefault();
    setAddress(location.pathname);
    follow();
  });

  at("markdown").addEventListener("click", () => save("cpd-note.md", "text/markdown;charset=utf-8", markdown(open, longDay(open.day))));
  at("plain").addEventListener("click", () => save("cpd-note.txt", "text/plain;charset=utf-8", plainText(open, longDay(open.day))));
  at("print").addEventListener("click", () => window.print());

  // ---- Begin ----

  at("nation").append(...Object.keys(SHAPES).map((name) => make("option", {}, name)));
  at("without-scripts").hidden = true;
  document.documentElement.classList.add("tool-runs");
  at("my-notes").hidden = false;
  notes.listen(draw);
  addEventListener("hashchange", follow);
  draw();
  begin();
}
