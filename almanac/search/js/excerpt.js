// One result as the page shows it: what was looked for is marked in its title, and in the stretch of its text that says most.

import { tokenize } from "./stem.js";
import { fold } from "./text.js";

const LETTERS = "\\p{L}\\p{N}";
const [around, before] = [230, 40]; // characters of an excerpt, and of those before what was looked for

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

// A stretch of a text, cut where its hits begin and end: every second part is a hit.
function cut(text, hits, from = 0, to = text.length) {
  const made = [];
  let at = from;
  for (const hit of hits.filter((one) => one.from >= from && one.to <= to)) {
    made.push(text.slice(at, hit.from), text.slice(hit.from, hit.to));
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
  const parts = cut(text, hits, from, to);
  parts[0] = (from ? "… " : "") + parts[0];
  return [...parts.slice(0, -1), parts.at(-1) + (to < text.length ? " …" : "")];
}

// Another name of a page, if it is what was looked for and its title does not say it.
function calledOtherwise({ title, kind, names }, { typed, written, whole }) {
  const squashed = (text) => fold(text).replaceAll(" ", "");
  const called = kind === "Studies" ? "" : names.find((name) => [typed, written, whole].includes(fold(name)));
  return called && !squashed(title).includes(squashed(called)) ? called : "";
}

/**
 * What is shown of a result.
 *
 * @param {object} page - as Search.page gives it.
 * @param {object} asked - what Search.find gave: `terms`, `typed`, `written` and `whole` of it.
 * @returns {object} `path`, `kind`, `year` and `status`; `title` and `excerpt` in parts, of which every second was looked for;
 *   `called`: another name that was looked for, or nothing; `answer`: its facts and links, and its `line` in full, if it has one.
 */
export function result(page, asked) {
  const { path, title, kind, year, status, text, answer } = page;
  return {
    path, kind, year, status,
    title: cut(title, hitsIn(title, asked.terms)),
    excerpt: text ? excerpt(text, asked.terms) : [],
    called: calledOtherwise(page, asked),
    answer: answer && { ...answer, line: typeof answer.line === "number" ? text.slice(0, answer.line) : answer.line },
  };
}
