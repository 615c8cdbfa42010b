// The terms of pages, as MiniSearch finds them. They are cached for the next index, because most pages rarely change.
//
// Pages are indexed in runs, whose ends depend on the pages' addresses. So a page more or less changes only one run,
// and all others come from the cache.

import MiniSearch from "minisearch";
import { OPTIONS } from "./siteindex.js";
import { compounds } from "./stem.js";
import { hashOf, withSectioned } from "./text.js";

const RUN = 128; // pages, on average

/** Whether a run ends with a page. The hash of its address decides, so that one page in RUN ends a run. */
export const endsRun = (path) => (hashOf(path) >>> 16) % RUN === 0; // the lower half depends little on the beginning

/** A page as a MiniSearch document. */
const row = ({ title, names, authors, about, kind, text, beside }, id) => ({
  id,
  title,
  names: names.join(" ; "),
  authors: authors.join(" ; "),
  about: withSectioned([...about, kind].join(" ; ")), // what people type is read as a query is
  text: [text, beside].join(" "),
});

/**
 * Find the terms of a run of pages.
 *
 * @param {object[]} pages - from indexing.py.
 * @returns {object} `words`: each term with, for each field that has it, the field, the positions of its pages in the
 *   run and the frequency on each; `lengths`: for each page, the number of terms in each field; `joined`: hyphenated
 *   words.
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
