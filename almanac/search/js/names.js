// Finds names of entries within a query.

import { withNationAlone } from "./nation.js";
import { isFiller } from "./retrieve.js";
import { STOP_WORDS, citesLaw, withoutSubsections } from "./text.js";

/** The most words in a name that is looked for within a query. */
export const LONGEST_NAME = 7;

const CITATION = /^(?:section|article|regulation|schedule) [a-z]?\d+[a-z]*(?: \d{1,2}[a-z]?)*$/;

/** A name with its singular and plural forms: the name "service user" matches "service users". */
function forms(text) {
  const made = [text];
  if (/[^s]s$/.test(text)) made.push(text.slice(0, -1));
  else if (/[a-z]$/.test(text) && !text.endsWith("s")) made.push(`${text}s`);
  if (text.endsWith("ies")) made.push(`${text.slice(0, -3)}y`);
  if (CITATION.test(text)) made.push(withoutSubsections(text));
  return [...new Set(made)];
}

/** Pages that have a name, in one of its forms. */
export async function bearing(named, text) {
  for (const form of forms(text)) {
    const found = await named(form);
    if (found.length) return found;
  }
  return [];
}

const ACT = /(?:^| )(?:act|order|measure|mha|mca)$/;

/** The same names. If exactly one is an Act, numbers of law lead to the pages of that Act, if it has any. */
async function underTheirAct(named, words, names) {
  const textOf = ({ from, to }) => words.slice(from, to).join(" ");
  const acts = names.filter((name) => !name.law && ACT.test(textOf(name)));
  if (acts.length !== 1) return names;
  return Promise.all(
    names.map(async (name) => {
      const own = name.law ? await named(`${textOf(acts[0])} ${withoutSubsections(textOf(name))}`) : [];
      return own.length ? { ...name, pages: own } : name;
    }),
  );
}

const NUMBER = /(?:section|article|regulation|schedule) [a-z]?\d+[a-z]*/;

/** The same names. If the query names a nation, numbers of law lead to its own law on the matter, if it has any. */
async function inTheirNation(named, words, names, nation) {
  if (!nation) return names;
  return Promise.all(
    names.map(async (name) => {
      const number = words.slice(name.from, name.to).join(" ").match(NUMBER)?.[0];
      const own = number ? await named(`${number} ${nation.toLowerCase()}`) : [];
      return own.length ? { ...name, pages: own } : name;
    }),
  );
}

/**
 * Find the longest names within a query, without overlaps, and the pages that have them.
 *
 * @param {(name: string) => Promise<number[]>} named - the pages that have a name.
 * @param {string} whole - folded words.
 * @param {object[]} variants - other spellings of parts of the query: `from`, `to` and `text`.
 * @param {string} nation - the nation that the query names, if any.
 * @returns {Promise<object[]>} `from` and `to` (positions among the words), `pages`, and `law`: whether it cites law by
 *   number.
 */
export async function namesWithin(named, whole, variants = [], nation = "") {
  const words = whole.split(" ");
  const found = [];
  for (let from = 0; from < words.length; ) {
    const name = STOP_WORDS.has(words[from]) ? null : await longest(from);
    if (name) found.push(name);
    from = name ? name.to : from + 1;
  }
  return inTheirNation(named, words, await underTheirAct(named, words, found), nation);

  async function longest(from) {
    for (let to = Math.min(words.length, from + LONGEST_NAME); to > from; to--) {
      if (STOP_WORDS.has(words[to - 1])) continue;
      const text = words.slice(from, to).join(" ");
      if (to - from === 1 && (isFiller(text) || /^\d+$/.test(text))) continue;
      const written = [text, withNationAlone(text), ...variants.filter((one) => one.from === from && one.to === to).map((one) => one.text)];
      for (const one of new Set(written)) {
        const pages = await bearing(named, one);
        if (pages.length) return { from, to, pages, law: citesLaw(text) };
      }
    }
    return null;
  }
}
