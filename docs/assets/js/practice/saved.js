// What the pages of the tools share: their entries on the device, the list of these, changing the open entry, removing
// and restoring entries, and damaged data.
"use strict";

if (window.almanac?.practice?.files && window.almanac.button) {
  const { button, download, keep, make, say, sayNotKept } = window.almanac;
  const at = (id) => document.getElementById(id);

  // A random key, which reveals nothing about anybody.
  const randomKey = (first) => `${first}-${[...crypto.getRandomValues(new Uint32Array(2))].map((one) => one.toString(36)).join("")}`;

  const storeOf = (name, field, mended) =>
    keep(name, field, (one, seen) => {
      const entry = mended(one);
      return entry && !seen.has(entry.key) ? entry : null;
    });

  const setUnlessFocused = (control, value) => {
    if (control !== document.activeElement && control.value !== value) control.value = value;
  };

  function save(name, type, text) {
    download(name, type, text);
    say(`Saved as ${name}.`);
  }

  // `store` has the entries and `files` reads and writes them (see files.js). `field` is their name on the page, `one`
  // the word for an entry, `unnamed` for one without a name, `file` the name of a copy, and `opened` returns the open
  // entry.
  function savedEntries({ store, files, field, one, unnamed, file, opened }) {
    const toList = () => at(`your-${field}`).focus();

    // Changes the open entry. If it was removed in another window, this restores it. Returns what there is to say, or
    // "" if the change could not be stored.
    function change(edit, told = "") {
      const mine = opened();
      const gone = !store.read().some(({ key }) => key === mine.key);
      const kept = store.change((all) => (gone ? [...all, edit(mine)] : all.map((entry) => (entry.key === mine.key ? edit(entry) : entry))));
      const restored = `This ${one} was removed in another window. It has been restored with what you entered here.`;
      const said = gone ? restored : told;
      if (!kept) sayNotKept();
      else if (said) say(said);
      return kept ? said : "";
    }

    function remove({ key, name }) {
      const removed = store.read().find((entry) => entry.key === key);
      if (!store.change((all) => all.filter((entry) => entry.key !== key))) sayNotKept();
      const undo = button("Undo", `Undo: restore ${name || `the ${one}`}`, () => {
        at("removed").hidden = true;
        store.change((all) => (all.some((entry) => entry.key === key) ? all : [...all, removed]));
        toList();
      });
      at("removed").replaceChildren(`Removed: ${name || unnamed}. `, undo);
      at("removed").hidden = false;
      undo.focus();
    }

    // A row of the list: its name, which leads to `href` unless that is empty, some facts, and a button.
    function row(entry, href, facts, removes = "") {
      const name = entry.name || unnamed;
      const title = href ? make("a", { class: "name", href }, name) : make("span", { class: "name" }, name);
      const away = button("Remove", `Remove: ${name}${removes}`, () => remove(entry));
      return make("li", {}, make("span", {}, title, make("small", {}, facts)), away);
    }

    function drawList(rowOf) {
      at("not-kept").hidden = store.isKept();
      at("damaged").hidden = store.damaged() === null;
      const all = [...store.read()].sort((first, other) => (first.day < other.day ? 1 : -1));
      at(`no-${field}`).hidden = all.length > 0;
      at(field).replaceChildren(...all.map(rowOf));
      at("download-all").hidden = all.length === 0;
    }

    function sayRestored(text, undo = null) {
      at("restored").replaceChildren(text, ...(undo ? [" ", undo] : []));
      at("restored").hidden = false;
      say(text);
      if (undo) undo.focus();
    }
    at("restore").addEventListener("change", async ({ target }) => {
      const [chosen] = target.files;
      if (!chosen) return;
      const read = chosen.size > files.LARGEST ? files.TOO_LARGE : files.readFile(await chosen.text().catch(() => ""));
      target.value = ""; // so that the same file can be chosen again
      if (read.problem) return sayRestored(read.problem);
      const merged = files.joined(store.read(), read[field]);
      const kept = store.change(() => merged.all);
      const keys = new Set(merged.added.map(({ key }) => key));
      const undo = button("Undo", "Undo: remove what was restored", () => {
        store.change((all) => all.filter(({ key }) => !keys.has(key)));
        at("restored").hidden = true;
        at("restore").focus();
      });
      sayRestored(files.restored(read, merged), keys.size ? undo : null);
      if (!kept) sayNotKept();
    });
    at("download-all").addEventListener("click", () => save(`${file}.json`, "application/json", files.fileOf(store.read())));

    at("save-damaged").addEventListener("click", () => download(`${file}-damaged.txt`, "text/plain;charset=utf-8", store.damaged() ?? ""));
    at("forget-damaged").addEventListener("click", () => {
      store.forgetDamaged();
      say("Deleted from this device.");
      toList();
    });

    return { change, drawList, row };
  }

  window.almanac.practice.saved = { randomKey, save, savedEntries, setUnlessFocused, storeOf };
}
