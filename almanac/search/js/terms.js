// The terms of some pages, as MiniSearch finds them: kept for the next index, since most pages stay as they are.
//
// Pages are indexed in runs, which end where the address of a page says so: one page more or less changes one run, and
// all others are taken as they were.

import MiniSearch from "minisearch";
import { OPTIONS } from "./engine.js";
import { compounds } from "./stem.js";

const RUN = 128; // pages, on average

/** Whether a run ends with a page: so says the address of one page of so many (its FNV-1a hash). */
export function endsRun(path) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return (hash >>> 16) % RUN === 0; // its lower half knows little of the beginning
}

/** A page as MiniSearch takes it. */
const row = ({ title, names, authors, about, kind, text }, id) => ({
  id,
  title,
  names: names.join(" ; "),
  authors: authors.join(" ; "),
  about: [...about, kind].join(" ; "),
  text,
});

/**
 * The terms of a run of pages.
 *
 * @param {object[]} pages - as indexing.py gives them.
 * @returns {object} `words`: each term with, for each field that has it, the field, the places of its pages in the run and how
 *   often it stands in each; `lengths`: of each page the number of terms in each field; `joined`: words written with a hyphen.
 */
export function indexed(pages) {
  const engine = new MiniSearch(OPTIONS);
  engine.addAll(pages.map(row));
  const { index, fieldLength } = engine.toJSON();
  const numbers = (often) => [Object.keys(often).map(Number), Object.values(often)];
  return {
    words: index.map(([term, fields]) => [term, ...Object.entries(fields).map(([field, often]) => [Number(field), ...numbers(often)])]),
    lengths: Object.values(fieldLength),
    joined: [...new Set(pages.flatMap(({ title, names, authors, text }) => [...compounds([title, ...names, ...authors, text].join(" ; "))]))],
  };
}
