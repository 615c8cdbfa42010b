// Shared by the pages that show what a reader has saved: helper functions, and rows that can be moved, removed and
// restored.
"use strict";

if (window.almanac) {
  const { downloadFile, make, say, sayNotKept } = window.almanac;

  // Returns true if the text was copied. The clipboard API needs https, so the older method is the fallback.
  async function copy(plain, html = "") {
    try {
      const parts = { "text/plain": new Blob([plain], { type: "text/plain" }) };
      if (html) parts["text/html"] = new Blob([html], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem(parts)]);
      return true;
    } catch {
      let given = false;
      const give = (event) => {
        event.clipboardData.setData("text/plain", plain);
        if (html) event.clipboardData.setData("text/html", html);
        event.preventDefault();
        given = true;
      };
      document.addEventListener("copy", give);
      const done = document.execCommand("copy");
      document.removeEventListener("copy", give);
      return done && given;
    }
  }

  function setAddress(address) {
    try {
      history.replaceState(null, "", address);
    } catch {
      // The address of a page opened from a disk cannot change.
    }
  }

  const areOrIs = (number) => (number === 1 ? "is" : "are");

  function button(text, name, press) {
    const made = make("button", name ? { type: "button", "aria-label": name } : { type: "button" }, text);
    made.addEventListener("click", press);
    return made;
  }

  // Puts rows in order, moving as few as possible because a reader may be writing in one. Unwanted rows are removed. A
  // line about a removed row stays after the row that it followed.
  function arrange(parent, rows) {
    const wantedRows = new Set(rows);
    const lines = new Map(); // a row, or null -> the lines after it
    let before = null;
    for (const child of [...parent.children]) {
      if (child.matches(".done")) lines.set(before, [...(lines.get(before) ?? []), child]);
      else if (wantedRows.has(child)) before = child;
      else child.remove();
    }
    let next = parent.firstElementChild;
    for (const child of [null, ...rows].flatMap((row) => [row, ...(lines.get(row) ?? [])]).slice(1)) {
      if (child === next) next = next.nextElementSibling;
      else parent.insertBefore(child, next);
    }
  }
  // The number of rows before a line.
  const rowsBefore = (line) => {
    const all = [...line.parentElement.children];
    return all.slice(0, all.indexOf(line)).filter((child) => !child.matches(".done")).length;
  };

  function longDay(day) {
    const date = new Date(`${day}T00:00`);
    return Number.isNaN(date.getTime())
      ? day
      : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  }

  // ---- Rows ----

  const without = (all, key) => all.filter((one) => one.key !== key);
  const placed = (all, one, index) => [...all.slice(0, index), one, ...all.slice(index)];

  // `kept` stores the list and `rows` is the element that shows it. `one` is the word for an item ("study"), `nameOf`
  // returns the name of a key, and `tally` the number of items as text.
  const keptRows = ({ kept, rows, one, nameOf, tally }) => {
    let known = new Map(); // key -> its row
    const rowOf = (key) => (known.get(key)?.parentElement === rows ? known.get(key) : null);

    // Updates the rows to match what is stored. `makeRow` creates new ones.
    function drawRows(all, makeRow) {
      known = new Map(all.map((one) => [one.key, rowOf(one.key) ?? makeRow(one)]));
      arrange(rows, [...known.values()]);
      drawButtons(all);
    }

    // Changes the list, then announces the result of `told`, or that it could not be stored.
    function change(edit, told = null) {
      if (!kept.change(edit)) sayNotKept();
      else if (told) say(told());
    }

    function move(key, step) {
      const all = kept.read();
      const moved = all.find((other) => other.key === key);
      const to = all.indexOf(moved) + step;
      if (to < 0 || to >= all.length) return say(`This ${one} is already ${step < 0 ? "first" : "last"}.`);
      const focused = document.activeElement;
      change((now) => placed(without(now, key), moved, to), () => `Moved to position ${to + 1} of ${all.length}.`);
      focused.focus(); // moving an element loses the focus
    }

    // A removed row is replaced by a line with an Undo button, which gets the focus.
    function remove(key) {
      const name = nameOf(key);
      const removed = kept.read().find((other) => other.key === key);
      const line = make("li", { class: "done" }, `Removed: ${name}. `);
      const undo = button("Undo", `Undo: restore ${name}`, () => {
        const index = rowsBefore(line);
        line.remove();
        const back = (all) => (all.some((other) => other.key === key) ? all : placed(all, removed, index));
        change(back, () => `Restored. ${tally()}`);
        rowOf(key).querySelector("button:last-of-type").focus();
      });
      line.append(undo);
      rowOf(key).before(line);
      change((all) => without(all, key), () => `Removed. ${tally()}`);
      undo.focus();
    }

    const removeButton = (key, name) => button("Remove", `Remove: ${name}`, () => remove(key));
    const buttons = (key, name) => [
      button("Move up", `Move up: ${name}`, () => move(key, -1)),
      button("Move down", `Move down: ${name}`, () => move(key, 1)),
      removeButton(key, name),
    ];
    const moves = new WeakMap(); // row -> its two buttons
    function movesOf(row) {
      if (!moves.has(row)) moves.set(row, [...row.querySelectorAll("button[aria-label^='Move']")]);
      return moves.get(row);
    }
    // The first row cannot move up, nor the last down.
    function drawButtons(all) {
      all.forEach(({ key }, index) => {
        const [up, down] = movesOf(known.get(key));
        up?.setAttribute("aria-disabled", String(index === 0));
        down?.setAttribute("aria-disabled", String(index === all.length - 1));
      });
    }
    return { rowOf, change, buttons, removeButton, drawRows };
  };

  Object.assign(window.almanac, { areOrIs, arrange, button, copy, download: downloadFile, keptRows, longDay, rowsBefore, setAddress });
}
