// What readers keep on their own device, for the scripts after this one. Nothing is sent. Each change starts from what
// is kept at that moment, so that two tabs do not undo each other, and what cannot be read is set aside, never thrown away.
"use strict";

{
  const root = new URL("../../../", document.currentScript.src);
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;

  // One thing kept under one name, as {"version": 1, [field]: [entry, …]}. `tidy` takes an entry and the keys of those
  // before it, and gives it in our form, or null.
  function keep(name, field, tidy) {
    const aside = `${name}-damaged`;
    const listeners = [];
    let unkept = null; // what the device would not take: it holds until the reader leaves the page
    let readOnly = false; // what is kept is damaged and could not be set aside: nothing is written over it
    let last = { text: null, entries: [] }; // what was read last: a long list is read many times

    // The entries in a text, and whether they are all that it says.
    function understand(text) {
      let found = null;
      try {
        found = JSON.parse(text);
      } catch {
        // Not JSON: nothing is understood.
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
        if (entries.length) localStorage.setItem(name, JSON.stringify({ version: 1, [field]: entries }));
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
      text: () => `${JSON.stringify({ version: 1, [field]: read() }, null, 1)}\n`,
      isKept: () => read() !== unkept,
      listen: (listener) => listeners.push(listener),
      // `edit` takes the entries and gives them changed, as a new array. True if the device took them.
      change(edit) {
        const kept = write(edit(read()));
        tell();
        return kept;
      },
      // What could not be read, as it was found; `null` if there is none.
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
          // Where nothing can be kept there is nothing to forget.
        }
        tell();
      },
    };
  }

  // What was fetched or kept may be anything: these take what can be taken.
  const words = (value) => (typeof value === "string" ? value : "");
  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const record = (value) => (isRecord(value) ? value : {});
  const list = (value) => (Array.isArray(value) ? value : []);
  const texts = (value) => list(value).filter((one) => typeof one === "string");

  const PATIENCE = 8000; // milliseconds until an answer begins, and again until it is whole
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

  // The one line on every page that says what happened, and that screen readers read out.
  const NOT_KEPT =
    "Your browser is blocking storage or its storage is full, so this is lost when you leave this page.";
  const said = document.createElement("p");
  said.className = "list-said";
  said.setAttribute("role", "status");
  document.querySelector("#content").append(said);
  const STAYS = 5000; // milliseconds that a notice stays, and again once the reader leaves it
  let clearing = 0;
  const clearLater = () => {
    clearTimeout(clearing);
    clearing = setTimeout(() => said.matches(":hover, :focus-within") || said.replaceChildren(), STAYS);
  };
  // On a phone it stands over the rows: the one that was pressed moves clear of it, for which the style makes room.
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

  // An element from its name, attributes and children; text is always text.
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  }

  // Undo for a notice: it takes itself away, and gives the focus back to what was pressed.
  function undoButton(name, undo, from) {
    const button = make("button", { type: "button", "aria-label": `Undo: ${name}` }, "Undo");
    button.addEventListener("click", () => {
      undo();
      from?.focus();
    });
    return button;
  }

  // A button that collects an entry: a bookmark in rows, which fills; in words where there is room for them.
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
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ","); // the browser's own takes a slow phone 60 ms
  const two = (number) => String(number).padStart(2, "0");
  const today = (now = new Date()) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const clock = (now = new Date()) => `${two(now.getHours())}:${two(now.getMinutes())}`;

  const kinds = { isRecord, record, list, texts, words };
  window.almanac = { keep, say, sayNotKept, undoButton, collectButton, downloadFile, root, KEY, make, count, grouped, today, clock, words, kinds, fetched };
}
