// Suggestions while typing in the search box of the header: entries by name, from a small index fetched on first focus.
// It follows the ARIA combobox pattern with a listbox. Without this script, the form still searches.
import { VALIDATORS } from "./validators.js";
import { cannotFetch, deadline, fetchJson } from "./fetching.js";
import { citesLaw, normaliseLaw, fold, withoutSubsections } from "./text.js";

{
  const root = new URL("../../", document.currentScript.src).href;
  const most = 8;
  const box = document.getElementById("search-box");
  const list = document.createElement("ul");
  const said = document.createElement("span");
  const failed = document.createElement("p");
  let rows = null;
  let loading = false;
  let broken = false;
  let active = -1;

  async function load() {
    if (loading) return;
    loading = true;
    try {
      const index = VALIDATORS.names(await fetchJson(root, "api/v1/suggestions.json", false, deadline()));
      broken = false;
      failed.hidden = true;
      rows = index.rows.map(([label, path, kind, others]) => {
        const names = others ? others.split(/\s*;\s*/) : [];
        return { label, path, kind: index.kinds[kind], names, words: fold(label), others: names.map(fold) };
      });
    } catch {
      // Opened from disk, or offline: the box still searches, and loading is tried again when it is next used.
      loading = false;
      broken = !cannotFetch();
      failed.hidden = !broken || document.activeElement !== box || !box.value;
    }
    if (document.activeElement === box && box.value) show();
  }

  // Rank by the start of the name, then of an abbreviation or another name, then of a word within the name.
  function fitting(typed) {
    const ranked = [];
    for (const row of rows) {
      const at = row.others.findIndex((name) => name.startsWith(typed));
      const exact = row.words === typed || row.others.includes(typed);
      if (exact) ranked.push([0, row, at]);
      else if (row.words.startsWith(typed)) ranked.push([1, row, -1]);
      else if (at >= 0) ranked.push([2, row, at]);
      else if (typed.length > 2 && ` ${row.words}`.includes(` ${typed}`)) ranked.push([3, row, -1]);
    }
    // Law by number keeps the order of the file, before words with that name.
    const numbered = citesLaw(normaliseLaw(typed));
    const law = ({ kind }) => numbered && kind === "Law";
    ranked.sort(([one, a], [other, b]) => one - other || law(b) - law(a) || (law(a) ? 0 : a.words.length - b.words.length));
    return ranked.slice(0, most);
  }

  function hide() {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    said.textContent = "";
  }

  function option([, row, at], number) {
    const made = document.createElement("li");
    made.id = `suggestion-${number}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dataset.path = row.path;
    const about = document.createElement("small");
    about.textContent = at >= 0 && row.others[at] !== row.words ? `${row.names[at]} · ${row.kind}` : row.kind;
    made.append(row.label, " ", about);
    return made;
  }

  function show() {
    const typed = fold(box.value);
    const forms = new Set([typed, normaliseLaw(typed), withoutSubsections(normaliseLaw(typed))]);
    const answers = rows && typed.length > 1 ? [...forms].map(fitting) : [[]];
    const found = answers.find(([best]) => best?.[0] === 0) ?? answers[0];
    hide();
    if (!found.length) return;
    list.replaceChildren(...found.map(option));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    said.textContent = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
  }

  function move(to) {
    const options = [...list.children];
    options[active]?.setAttribute("aria-selected", "false");
    // One step beyond either end returns to the box, so that what was typed is never lost.
    active = to >= options.length ? -1 : to < -1 ? options.length - 1 : to;
    if (active < 0) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[active].id);
  }

  const go = (chosen) => {
    hide();
    location.assign(root + chosen.dataset.path);
  };

  box.addEventListener("focus", load);
  box.addEventListener("input", () => {
    failed.hidden = !broken || !box.value;
    show();
  });
  box.addEventListener("blur", () => {
    failed.hidden = true;
    hide();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) show();
      if (!list.hidden) move(event.key === "ArrowDown" ? active + 1 : active - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault(); // the first Escape closes the list, the next empties the box
      hide();
    } else if (event.key === "Escape") {
      failed.hidden = true;
      box.value = "";
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      go(list.children[active]);
    }
  });
  box.form.addEventListener("submit", hide);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the box
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) go(chosen);
  });

  list.id = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  said.className = "unseen";
  said.setAttribute("role", "status");
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "suggestions");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("autocomplete", "off");
  failed.className = "no-suggestions";
  failed.setAttribute("role", "status");
  failed.hidden = true;
  failed.textContent = "Suggestions could not be loaded. Press Enter to search.";
  box.after(list, said, failed);
  if (document.activeElement === box) load();
}
