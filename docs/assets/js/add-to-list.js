// What readers keep on their own device, and the buttons that put a study on the reading list.
// Nothing is sent. Each change starts from what is kept at that moment, so that two tabs do not undo each other,
// and what cannot be read is set aside, never thrown away. The pages of the list and the log use `almanac`, at the end.
"use strict";

{
  const root = new URL("../../", document.currentScript.src);
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;

  // One thing kept under one name, as {"version": 1, [field]: [entry, …]}. `tidy` takes an entry and those before it,
  // and gives it in our form, or null.
  function keep(name, field, tidy) {
    const aside = `${name}-damaged`;
    const listeners = [];
    let unkept = null; // what the device would not take: it holds until the reader leaves the page
    let readOnly = false; // what is kept is damaged and could not be set aside: nothing is written over it

    // The entries in a text, and whether they are all that it says.
    function understand(text) {
      let found = null;
      try {
        found = JSON.parse(text);
      } catch {
        // Not JSON: nothing is understood.
      }
      const all = Array.isArray(found?.[field]) ? found[field] : [];
      const pairs = all.map((one, index) => [one, tidy(one, all.slice(0, index))]).filter(([, entry]) => entry);
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
        const { entries, whole } = understand(text);
        if (!whole) {
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

    const tell = () => listeners.forEach((listener) => listener());
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

  const words = (value) => (typeof value === "string" ? value : "");
  const list = keep("almanac-reading-list", "items", (one, earlier) => {
    const fits = typeof one?.key === "string" && KEY.test(one.key);
    if (!fits || earlier.some((other) => other?.key === one.key)) return null;
    return { ...one, title: words(one.title) || one.key, note: words(one.note), added: words(one.added) };
  });

  // The one line on every page that says what happened, and that screen readers read out.
  const NOT_KEPT =
    "Your browser did not keep this: its storage for this site is full or switched off. It holds until you leave this page.";
  const said = document.createElement("p");
  said.className = "list-said";
  said.setAttribute("role", "status");
  document.querySelector("#content").append(said);
  let clearing = 0;
  function say(...parts) {
    clearTimeout(clearing);
    said.replaceChildren(...parts);
    clearing = setTimeout(() => said.replaceChildren(), 10_000);
  }
  function sayNotKept() {
    say(NOT_KEPT);
    clearTimeout(clearing);
  }

  function download(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

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

  // An element from its name, attributes and children; text is always text.
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  }
  function button(text, name, press) {
    const made = make("button", name ? { type: "button", "aria-label": name } : { type: "button" }, text);
    made.addEventListener("click", press);
    return made;
  }

  // Put rows in order, moving no more than needed: a reader may be writing in one. Rows that are not wanted go;
  // lines about something removed stay after the row that they followed.
  function arrange(parent, rows) {
    const lines = new Map(); // a row, or null -> the lines after it
    let before = null;
    for (const child of [...parent.children]) {
      if (child.matches(".done")) lines.set(before, [...(lines.get(before) ?? []), child]);
      else if (rows.includes(child)) before = child;
      else child.remove();
    }
    const wanted = [null, ...rows].flatMap((row) => [row, ...(lines.get(row) ?? [])]).slice(1);
    wanted.forEach((child, index) => {
      if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
    });
  }
  // How many rows stand before a line.
  const rowsBefore = (line) => {
    const all = [...line.parentElement.children];
    return all.slice(0, all.indexOf(line)).filter((child) => !child.matches(".done")).length;
  };

  const count = (number, one = "study", many = "studies") => `${number} ${number === 1 ? one : many}`;
  const two = (number) => String(number).padStart(2, "0");
  const today = (now = new Date()) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  function longDay(day) {
    const date = new Date(`${day}T00:00`);
    return Number.isNaN(date.getTime())
      ? day
      : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  }

  // ---- The buttons that add a study, whether they came with the page or later ----

  function dress(button, items) {
    const { study, title } = button.dataset;
    const on = items.some(({ key }) => key === study);
    button.textContent = on ? "On your reading list: remove" : "Add to reading list";
    button.setAttribute("aria-label", on ? `On your reading list: remove ${title}` : `Add to reading list: ${title}`);
    button.setAttribute("aria-pressed", String(on));
    button.hidden = false;
  }

  function show() {
    const items = list.read();
    for (const button of document.querySelectorAll("button.add[data-study]")) dress(button, items);
    for (const place of document.querySelectorAll("[data-list-count]")) place.textContent = items.length;
  }

  function press({ study, title }) {
    let added = false;
    const kept = list.change((items) => {
      const others = items.filter(({ key }) => key !== study);
      added = others.length === items.length;
      return added ? [...items, { key: study, title, note: "", added: today() }] : others;
    });
    if (!kept) return sayNotKept();
    const link = make("a", { href: new URL("reading-list/index.html", root).href }, "your reading list");
    const aside = list.damaged() === null ? "" : " Something in it could not be read: the list itself says more.";
    say(`${added ? "Added" : "Removed"}. ${count(list.read().length)} on `, link, ".", aside);
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button.add[data-study]");
    if (button) press(button.dataset);
  });
  new MutationObserver((changes) => {
    const arrived = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    const wanted = "button.add[data-study], [data-list-count]";
    if (arrived.some((node) => node.matches?.(wanted) || node.querySelector?.(wanted))) show();
  }).observe(document.body, { childList: true, subtree: true });
  list.listen(show);
  show();

  const forPages = { button, copy, download, make, arrange, rowsBefore, count, today, longDay, words };
  window.almanac = { keep, list, say, sayNotKept, root, KEY, ...forPages };
}
