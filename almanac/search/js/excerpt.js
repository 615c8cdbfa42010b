// Prepares a result for display: search terms are marked in the title and in the most relevant excerpt of the text.

import { tokenize } from "./stem.js";
import { fold } from "./text.js";

const LETTERS = "\\p{L}\\p{N}";
// length of an excerpt in characters, and how many of them precede the first hit
const [around, before] = [230, 40];
const SET_OUT = "Set out in"; // the first fact of law: its Act, nations and number (almanac/search/answers.py)
const REFERENCE = /^.*?, (?:\d{4}|n\.d\.)\. /; // before the question in the summary of a study

// Matches words that begin like a search term, so that only these need closer inspection.
let likely = { wanted: null, words: null };
function likelyFor(wanted) {
  if (likely.wanted !== wanted) {
    const starts = [...new Set([...wanted].map((term) => term.slice(0, 2)))].join("|") || "$.";
    likely = { wanted, words: new RegExp(`(^|[^${LETTERS}])((?:${starts})[${LETTERS}'’-]*)`, "giu") };
  }
  return likely.words;
}

// The hits in a text: where each begins and ends, and its term.
function hitsIn(text, wanted) {
  return [...text.matchAll(likelyFor(wanted))].flatMap(({ index, 1: before, 2: word }) => {
    const term = tokenize(word).find((one) => wanted.has(one));
    const from = index + before.length;
    return term ? [{ from, to: from + word.length, term }] : [];
  });
}

// Split a stretch of text at its hits. Every second part is a hit.
function cut(text, hits, from = 0, to = text.length) {
  const made = [];
  let at = from;
  for (const hit of hits.filter((one) => one.from >= from && one.to <= to)) {
    made.push(text.slice(at, hit.from), text.slice(hit.from, hit.to));
    at = hit.to;
  }
  return [...made, text.slice(at, to)];
}

// Where the excerpt with the most different search terms begins, and how many it has; the earliest, if several have as
// many.
function bestOf(hits) {
  let [best, most] = [0, 0];
  for (const { from } of hits) {
    const different = new Set(hits.filter((one) => one.from >= from && one.to < from + around).map(({ term }) => term)).size;
    if (different > most) [best, most] = [from, different];
  }
  return { best, most };
}

// The excerpt of a text; of the entry's summary, if that has nearly as many of the search terms, because a passage from
// the middle of a page reads worse.
function excerpt(text, line, wanted) {
  const ofLine = hitsIn(line, wanted);
  const ofText = hitsIn(text, wanted);
  const [inLine, inText] = [ofLine, ofText].map((hits) => bestOf(hits).most);
  return line && inLine >= inText - (inText > 2 ? 1 : 0) ? passage(line, ofLine) : passage(text, ofText);
}

function passage(text, hits) {
  const { best } = bestOf(hits);
  const from = best < before ? 0 : text.indexOf(" ", best - before) + 1;
  const end = text.lastIndexOf(" ", from + around);
  const to = from + around >= text.length || end <= from ? text.length : end;
  const parts = cut(text, hits, from, to);
  parts[0] = (from ? "… " : "") + parts[0];
  return [...parts.slice(0, -1), parts.at(-1) + (to < text.length ? " …" : "")];
}

// Another name of the page, if the query was that name and the title does not contain it.
function calledOtherwise({ title, kind, names }, { typed, written, whole }) {
  const squashed = (text) => fold(text).replaceAll(" ", "");
  const called = kind === "Studies" ? "" : names.find((name) => [typed, written, whole].includes(fold(name)));
  return called && !squashed(title).includes(squashed(called)) ? called : "";
}

/** The Act and nations of a provision, from its answer; empty for any other page. */
function actOf(answer) {
  const [label, text] = answer?.facts[0] ?? [];
  return label === SET_OUT ? text.slice(0, text.lastIndexOf(": ")) : "";
}

/**
 * Prepare a result for display.
 *
 * @param {object} page - from Search.page.
 * @param {object} asked - from Search.find: its `terms`, `typed`, `written` and `whole`.
 * @returns {object} `path`, `kind`, `year` and `status`; `title` and `excerpt` in parts, of which every second is a
 *   hit; `called`: the other name that was searched for, if any; `act`: its Act and nations, if it is law; `answer`: its
 *   facts, links and full `line`, if it has one.
 */
export function result(page, asked) {
  const { path, title, kind, year, status, text, answer } = page;
  const line = typeof answer?.line === "number" ? text.slice(0, answer.line) : (answer?.line ?? "");
  return {
    path, kind, year, status,
    title: cut(title, hitsIn(title, asked.terms)),
    excerpt: text || line ? excerpt(text, kind === "Studies" ? line.replace(REFERENCE, "") : line, asked.terms) : [],
    called: calledOtherwise(page, asked),
    act: actOf(answer),
    answer: answer && { ...answer, line },
  };
}
