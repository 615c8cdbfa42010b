// Everything that readers save on their own device, for use by later scripts. Nothing is sent. Each change starts from
// what is stored at that moment, so that two tabs do not undo each other. Data that cannot be read is set aside, never
// deleted.
"use strict";

{
  const root = new URL("../../../", document.currentScript.src);
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;

  // One collection stored under one name, as {"version": 1, [field]: [entry, …]}. `tidy` takes an entry and the keys of
  // those before it, and returns the entry in our form, or null.
  function keep(name, field, tidy) {
    const aside = `${name}-damaged`;
    const listeners = [];
    let unkept = null; // entries that could not be stored, which last until the reader leaves the page
    let readOnly = false; // the stored data is damaged and could not be set aside, so it is not overwritten
    let last = { text: null, entries: [] }; // the last reading, cached because a long list is read many times

    const stored = (entries) => ({ version: 1, [field]: entries });

    // The entries in a text, and whether they are all that it contains.
    function understand(text) {
      let found = null;
      try {
        found = JSON.parse(text);
      } catch {
        // It is not JSON, so nothing in it can be read.
      }
      const all = Array.isArray(found?.[field]) ? found[field] : [];
      const seen = new Set();
      const pairs = [];
      for (const one of all) {
        const entry = tidy(one, seen);
        if (!entry) continue;
        seen.add(entry.key ?? seen.size);
        pairs.push([one, entry]);
      }
      const same = ([one, entry]) => Object.keys(one).every((part) => one[part] === entry[part]);
      const whole = found?.version === 1 && Array.isArray(found[field]) && pairs.length === all.length && pairs.every(same);
      return { entries: pairs.map(([, entry]) => entry), whole };
    }

    function setAside(text) {
      const earlier = localStorage.getItem(aside);
      localStorage.removeItem(name); // first, to make room
      try {
        if (earlier !== text) localStorage.setItem(aside, earlier ? `${earlier}\n${text}` : text);
      } catch {
        localStorage.setItem(name, text);
        readOnly = true;
      }
    }

    function read() {
      if (unkept) return unkept;
      try {
        const text = localStorage.getItem(name);
        if (text === null) return [];
        if (text === last.text) return last.entries;
        const { entries, whole } = understand(text);
        if (whole) {
          last = { text, entries };
        } else {
          setAside(text);
          write(entries);
        }
        return entries;
      } catch {
        return (unkept = []);
      }
    }

    function write(entries) {
      try {
        if (readOnly) throw new Error("the damaged list stays where it is");
        if (entries.length) localStorage.setItem(name, JSON.stringify(stored(entries)));
        else localStorage.removeItem(name);
        unkept = null;
      } catch {
        unkept = entries;
      }
      return !unkept;
    }

    const tell = () => {
      listeners.forEach((listener) => listener());
      document.dispatchEvent(new Event("kept"));
    };
    addEventListener("storage", ({ key }) => (key === name || key === aside || key === null) && tell());
    addEventListener("pageshow", ({ persisted }) => persisted && tell());

    return {
      read,
      understand,
      text: () => `${JSON.stringify(stored(read()), null, 1)}\n`,
      isKept: () => read() !== unkept,
      listen: (listener) => listeners.push(listener),
      // `edit` takes the entries and returns them changed, as a new array. Returns true if they were stored.
      change(edit) {
        const kept = write(edit(read()));
        tell();
        return kept;
      },
      // Damaged data as it was found, or `null` if there is none.
      damaged() {
        read();
        try {
          return readOnly ? localStorage.getItem(name) : localStorage.getItem(aside);
        } catch {
          return null;
        }
      },
      forgetDamaged() {
        try {
          localStorage.removeItem(readOnly ? name : aside);
          readOnly = false;
          if (unkept) write(unkept);
        } catch {
          // If storage is blocked, there is nothing to delete.
        }
        tell();
      },
    };
  }

  // Fetched or stored data may be of any type. These functions accept whatever can be used.
  const words = (value) => (typeof value === "string" ? value : "");
  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const record = (value) => (isRecord(value) ? value : {});
  const list = (value) => (Array.isArray(value) ? value : []);
  const texts = (value) => list(value).filter((one) => typeof one === "string");

  const PATIENCE = 8000; // milliseconds for a response to begin, and again for it to complete
  async function fetched(path) {
    const stop = new AbortController();
    let timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(path, { signal: stop.signal });
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), PATIENCE);
      if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { status: answer.status });
      return await answer.json();
    } finally {
      clearTimeout(timer);
    }
  }

  // The one line on every page that says what happened, which screen readers announce.
  const NOT_KEPT =
    "Your browser is blocking storage or its storage is full, so this is lost when you leave this page.";
  const said = document.createElement("p");
  said.className = "list-said";
  said.setAttribute("role", "status");
  document.querySelector("#content").append(said);
  const STAYS = 5000; // milliseconds before a notice disappears, counted again when the reader moves away from it
  let clearing = 0;
  const clearLater = () => {
    clearTimeout(clearing);
    clearing = setTimeout(() => said.matches(":hover, :focus-within") || said.replaceChildren(), STAYS);
  };
  // On a phone the notice covers some rows, so the pressed one is scrolled clear of it. The style sheet leaves room for
  // that.
  let pressed = null;
  document.addEventListener("click", ({ target }) => (pressed = target), true);
  function keepClear() {
    const row = said.contains(pressed) ? null : pressed?.closest("li, tr") ?? pressed?.closest("p");
    const [one, other] = [row, said].map((node) => node?.getBoundingClientRect());
    if (row?.isConnected && one.bottom > other.top && one.top < other.bottom && one.right > other.left) {
      row.scrollIntoView({ block: "nearest" });
    }
  }
  function say(...parts) {
    said.replaceChildren(...parts);
    keepClear();
    clearLater();
  }
  for (const leaving of ["pointerleave", "focusout"]) said.addEventListener(leaving, clearLater);
  function sayNotKept() {
    say(NOT_KEPT);
    clearTimeout(clearing);
  }

  // Creates an element from its name, attributes and children. Strings become text, never markup.
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  }

  // An Undo button for a notice, which afterwards returns the focus to the button that was pressed.
  function undoButton(name, undo, from) {
    const button = make("button", { type: "button", "aria-label": `Undo: ${name}` }, "Undo");
    button.addEventListener("click", () => {
      undo();
      from?.focus();
    });
    return button;
  }

  // A button that adds or removes an entry: in rows a bookmark that fills, elsewhere a label.
  const BOOKMARK = "M3 1.5h10v16l-5-4-5 4z";
  let drawnOnce = null;
  function bookmark() {
    if (!drawnOnce) {
      drawnOnce = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      for (const [name, value] of [["viewBox", "0 0 16 20"], ["aria-hidden", "true"]]) drawnOnce.setAttribute(name, value);
      path.setAttribute("d", BOOKMARK);
      drawnOnce.append(path);
    }
    return drawnOnce;
  }
  function collectButton(button, on, does, title) {
    const drawn = button.querySelector("svg");
    if (button.matches(".mark") && !drawn) {
      button.replaceChildren(bookmark().cloneNode(true));
    }
    if (button.matches(".mark")) button.title = does;
    else button.textContent = does;
    button.setAttribute("aria-label", `${does}: ${title}`);
    button.setAttribute("aria-pressed", String(on));
    button.hidden = false;
  }

  function downloadFile(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  const count = (number, one = "study", many = "studies") => `${number} ${number === 1 ? one : many}`;
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ","); // the browser's own takes 60 ms on a slow phone
  const two = (number) => String(number).padStart(2, "0");
  const today = (now = new Date()) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const clock = (now = new Date()) => `${two(now.getHours())}:${two(now.getMinutes())}`;

  const kinds = { isRecord, record, list, texts, words };
  window.almanac = { keep, say, sayNotKept, undoButton, collectButton, downloadFile, root, KEY, make, count, grouped, today, clock, words, kinds, fetched };
}
