// One result, with what was looked for marked in it.

import { tokenize } from "./stem.js";
import { fold } from "./text.js";

const LETTERS = "\\p{L}\\p{N}";
const [around, before] = [230, 40]; // characters of an excerpt, and of those before what was looked for
const colours = {
  Studies: "evidence", Figures: "evidence", "Law and change": "law", Roles: "role", Messages: "role", Standards: "role", Questionnaires: "role",
  Organisations: "help", "Urgent help": "help",
};

/** An element from its name, properties and what is in it; text is always text. */
export function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

// Words that begin like one that was looked for; only these are looked at closely.
let likely = { wanted: null, words: null };
function likelyFor(wanted) {
  if (likely.wanted !== wanted) {
    const starts = [...new Set([...wanted].map((term) => term.slice(0, 2)))].join("|") || "$.";
    likely = { wanted, words: new RegExp(`(^|[^${LETTERS}])((?:${starts})[${LETTERS}'’-]*)`, "giu") };
  }
  return likely.words;
}

// What was looked for in a text: where it begins and ends, and as what.
function hitsIn(text, wanted) {
  return [...text.matchAll(likelyFor(wanted))].flatMap(({ index, 1: before, 2: word }) => {
    const term = tokenize(word).find((one) => wanted.has(one));
    const from = index + before.length;
    return term ? [{ from, to: from + word.length, term }] : [];
  });
}

// A stretch of a text with its hits marked.
function marked(text, hits, from = 0, to = text.length) {
  const made = [];
  let at = from;
  for (const hit of hits.filter((one) => one.from >= from && one.to <= to)) {
    made.push(text.slice(at, hit.from), element("mark", {}, text.slice(hit.from, hit.to)));
    at = hit.to;
  }
  return [...made, text.slice(at, to)];
}

// The stretch of a text that says most of what was looked for: as many different words as can be, then early.
function excerpt(text, wanted) {
  const hits = hitsIn(text, wanted);
  let [best, most] = [0, 0];
  for (const { from } of hits) {
    const different = new Set(hits.filter((one) => one.from >= from && one.to < from + around).map(({ term }) => term)).size;
    if (different > most) [best, most] = [from, different];
  }
  const from = best < before ? 0 : text.indexOf(" ", best - before) + 1;
  const end = text.lastIndexOf(" ", from + around);
  const to = from + around >= text.length || end <= from ? text.length : end;
  return [from ? "… " : "", ...marked(text, hits, from, to), to < text.length ? " …" : ""];
}

/**
 * A place for a result that is on its way.
 *
 * @param {Promise<object>} page - as Search.page gives it.
 * @param {(page: object) => Element} draw - its row.
 * @param {() => Element} again - a way to try again.
 * @returns {{made: Element, filled: Promise}} what stands there until then, and when it holds the result, or says that
 *   it did not come.
 */
export function slot(page, draw, again) {
  const made = element("li", { className: "soft" }, "Loading…");
  const take = (row) => {
    made.className = row.className;
    made.replaceChildren(...row.childNodes);
  };
  const none = () => made.replaceChildren(element("p", {}, "This result could not be loaded. ", again(), "."));
  return { made, filled: page.then((found) => take(draw(found))).catch(none) };
}

/**
 * The row of one result.
 *
 * @param {string} root - address of the site.
 * @param {object} page - as Search.page gives it.
 * @param {number} number - its place among the results, from 1.
 * @param {object} asked - what Search.find gave.
 * @param {string} why - why it stands there, or nothing.
 */
export function row(root, page, number, asked, why = "") {
  const { title, path, kind, year, status, names, text } = page;
  const about = element("p", { className: "about" }, element("b", { className: colours[kind] ?? "words" }, kind));
  if (year) about.append(` · ${year}`);
  const inside = [
    element(
      "h2", {},
      element("a", { id: `result-${number}`, href: root + path }, ...marked(title, hitsIn(title, asked.terms))),
    ),
    about,
  ];
  if (status) inside.push(element("p", { className: "status" }, status));
  const squashed = (text) => fold(text).replaceAll(" ", "");
  const called = names.find((one) => [asked.typed, asked.written, asked.whole].includes(fold(one)));
  if (called && kind !== "Studies" && !squashed(title).includes(squashed(called))) {
    inside.push(element("p", { className: "why" }, "Also called ", element("mark", {}, called)));
  }
  if (text) inside.push(element("p", { className: "excerpt" }, ...excerpt(text, asked.terms)));
  if (why) inside.push(element("p", { className: "reason" }, why));
  return element("li", {}, ...inside);
}
