// Finds the pages that match a query with operators (see booleanquery.js).

import { LEAST, TRUNCATED } from "./booleanquery.js";
import { and, anyOf } from "./siteindex.js";
import { fold } from "./text.js";
import { stem } from "./stem.js";

const READ = 60; // the most pages whose text is searched for a phrase

const isCut = (word) => TRUNCATED.test(word);

/** A pattern that finds a phrase in folded words. */
function asRead(phrase) {
  const words = phrase.split(/\s+/).filter((word) => fold(word));
  return new RegExp(` ${words.map((word) => fold(word) + (isCut(word) ? "[^ ]*" : "")).join(" ")} `);
}

/**
 * Make a function that evaluates a tree.
 *
 * @param {object} from - `index`; `vocabulary(letter)`: the site's words; `page(number)`: a page, or null.
 * @returns {(tree: object) => Promise<object>} for a tree: `scores` (page to score), the `terms` looked up, and
 *   `cutShort`, whether a phrase was searched for in the best pages only.
 */
export function evaluator({ index, vocabulary, page }) {
  const seen = { terms: new Set(), cutShort: false };

  async function termsOf(word) {
    const terms = stem(word) ? await index.expand(word) : [];
    for (const term of terms) seen.terms.add(term);
    return terms;
  }

  async function wordsOf(text) {
    const words = fold(text).split(" ").filter((word) => stem(word));
    const all = await Promise.all(words.map(termsOf));
    return all.length ? and(all.map((terms, at) => anyOf(terms, words[at]))) : null;
  }

  /** The words of a phrase, any of which may be truncated: "family conferenc*". */
  async function phrased(text) {
    const [cut, whole] = [[], []];
    for (const word of text.split(/\s+/)) (isCut(word) ? cut : whole).push(word);
    const queries = [await wordsOf(whole.join(" ")), ...(await Promise.all(cut.map(beginning)))].filter(Boolean);
    return queries.length ? and(queries) : null;
  }

  async function beginning(text) {
    const start = fold(text).replaceAll(" ", "");
    if (start.length < LEAST) return anyOf([], start);
    const known = Object.keys(await vocabulary(start[0])).filter((word) => word.startsWith(start)).map(stem);
    const terms = [...new Set([...known.filter(Boolean), ...(await index.startingWith(start))])].slice(0, 200);
    for (const term of terms) seen.terms.add(term);
    return anyOf(terms, start);
  }

  /** Words that match a pattern: an asterisk is any letters, a question mark one letter or none. */
  async function shaped(text) {
    const shape = new RegExp(`^${text.toLowerCase().replaceAll("*", "[a-z]*").replaceAll("?", "[a-z]?")}$`);
    const known = Object.keys(await vocabulary(fold(text[0]))).filter((word) => shape.test(word)).slice(0, 200);
    const terms = [...new Set((await Promise.all(known.map(termsOf))).flat())];
    return anyOf(terms, fold(text[0]));
  }

  /** Evaluate a branch: `scores`, and the phrases that its pages must still be checked for. */
  async function branch(tree) {
    if (tree.type === "or") {
      const parts = await Promise.all(tree.parts.map(read));
      const scores = new Map();
      for (const part of parts) for (const [number, score] of part) scores.set(number, (scores.get(number) ?? 0) + score);
      return { scores, phrases: [] };
    }
    if (tree.type === "not") return { scores: without(everything(), await read(tree.part)), phrases: [] };
    if (tree.type === "and") {
      const wanted = await Promise.all(tree.parts.filter(({ type }) => type !== "not").map(branch));
      const unwanted = await Promise.all(tree.parts.filter(({ type }) => type === "not").map(({ part }) => read(part)));
      const shared = wanted.length ? wanted.map(({ scores }) => scores).reduce(inBoth) : everything();
      return { scores: unwanted.reduce(without, shared), phrases: wanted.flatMap(({ phrases }) => phrases) };
    }
    const looking = { start: beginning, shape: shaped, phrase: phrased }[tree.type] ?? wordsOf;
    const query = await looking(tree.text);
    // stop words alone exclude nothing
    const scores = query ? (await index.scores([query]))[0] : everything();
    return { scores, phrases: tree.type === "phrase" && fold(tree.text).includes(" ") ? [asRead(tree.text)] : [] };
  }

  /** The pages of a branch that contain its phrases: page to score. */
  async function read(tree) {
    const { scores, phrases } = await branch(tree);
    if (!phrases.length) return scores;
    const best = [...scores].sort(([, one], [, other]) => other - one);
    seen.cutShort ||= best.length > READ;
    const pages = await Promise.all(best.slice(0, READ).map(async ([number, score]) => [number, score, await page(number)]));
    const holds = ({ title, names, text }) => {
      const said = ` ${fold([title, ...names, text].join(" . "))} `;
      return phrases.every((phrase) => phrase.test(said));
    };
    return new Map(pages.filter(([, , given]) => given && holds(given)).map(([number, score]) => [number, score]));
  }

  const everything = () => new Map(Array.from({ length: index.head.count }, (_, number) => [number, 0]));

  return async (tree) => ({ scores: await read(tree), ...seen });
}

const inBoth = (one, other) => new Map([...one].filter(([number]) => other.has(number)).map(([number, score]) => [number, score + other.get(number)]));
const without = (one, other) => new Map([...one].filter(([number]) => !other.has(number)));
