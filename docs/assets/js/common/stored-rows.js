// What the pages share that show what a reader keeps: small tools, and rows that are moved, removed and put back.
"use strict";

if (window.almanac) {
  const { downloadFile, make, say, sayNotKept } = window.almanac;

  // True if the clipboard took it. Plain http has no clipboard of its own, so the older way is tried second.
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
      // A page opened from a disk keeps its address.
    }
  }

  const areOrIs = (number) => (number === 1 ? "is" : "are");

  function button(text, name, press) {
    const made = make("button", name ? { type: "button", "aria-label": name } : { type: "button" }, text);
    made.addEventListener("click", press);
    return made;
  }

  // Put rows in order, moving no more than needed: a reader may be writing in one. Rows that are not wanted go;
  // lines about something removed stay after the row that they followed.
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
  // How many rows stand before a line.
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

  // `kept` keeps the list and `rows` shows it. `one` is what it holds one of ("study"), `nameOf` gives the name of a
  // key, `tally` says how many there are now.
  const keptRows = ({ kept, rows, one, nameOf, tally }) => {
    let known = new Map(); // key -> its row
    const rowOf = (key) => (known.get(key)?.parentElement === rows ? known.get(key) : null);

    // Bring the rows into line with what is kept; `makeRow` makes those that are not there yet.
    function drawRows(all, makeRow) {
      known = new Map(all.map((one) => [one.key, rowOf(one.key) ?? makeRow(one)]));
      arrange(rows, [...known.values()]);
      drawButtons(all);
    }

    // Change the list, then say what `told` gives; or that the device did not take it.
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
      focused.focus(); // an element that is moved loses it
    }

    // What is removed leaves a line in its place, with the way back; the focus goes there.
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
    // The first cannot move up, nor the last down.
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
