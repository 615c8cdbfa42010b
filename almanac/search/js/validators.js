// Validates each part of the search, because a file that arrives is not always the right one.

import { unpackPages } from "./packing.js";
import { unpackFirsts } from "./parts.js";

const fits = (test) => (given) => {
  if (!test(given)) throw new TypeError("not what it should be");
  return given;
};
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const texts = (value) => Array.isArray(value) && value.every((one) => typeof one === "string");

/** For each part, a function that returns it, or throws if it is not valid. */
export const VALIDATORS = {
  head: fits(
    (given) =>
      isRecord(given) &&
      texts([given.mark, given.parts, given.alarms]) &&
      Array.isArray(given.lengths) &&
      given.lengths.every((packed) => packed === null || (typeof packed === "string" && packed.length === given.count)) &&
      [given.late, given.past, given.abroad].every((packed) => unpackPages(packed, given.count)),
  ),
  /** A part of the index, as alternating keys and texts: key to text. */
  words(given) {
    if (!texts(given) || given.length % 2) throw new TypeError("no part of the index");
    return new Map(given.flatMap((key, at) => (at % 2 ? [] : [[key, given[at + 1]]])));
  },
  page: fits(
    (given) =>
      isRecord(given) &&
      ["title", "path", "kind", "text"].every((name) => typeof given[name] === "string") &&
      texts(given.names) &&
      (given.answer === undefined ||
        (isRecord(given.answer) && ["string", "number"].includes(typeof given.answer.line) && [given.answer.facts, given.answer.links].every((rows) => rows?.every?.(texts)))),
  ),
  /** How strongly words suggest danger: word to points. */
  danger(given) {
    const whole = isRecord(given) && texts([given.words]) && Array.isArray(given.points) && given.points.every(Number.isInteger);
    const words = whole ? unpackFirsts(given.words) : [];
    if (!whole || words.length !== given.points.length) throw new TypeError("no points of words");
    return new Map(words.map((word, at) => [word, given.points[at]]));
  },
  /** Some of the ordinary words, in packed form. */
  ordinary(given) {
    if (!texts([given])) throw new TypeError("no list of words");
    return new Set(unpackFirsts(given));
  },
  rest: fits((given) => typeof given === "string"),
  choices: fits(
    (given) =>
      isRecord(given) &&
      Array.isArray(given.year) &&
      ["topic", "nation", "method"].every((name) => texts(given[name]?.values) && Array.isArray(given[name].pages)),
  ),
  titles: fits(Array.isArray),
  vocabulary: fits(isRecord),
  /** Entries by name, without any that cannot be read. */
  names(given) {
    if (!isRecord(given) || !texts(given.kinds) || !Array.isArray(given.rows)) throw new TypeError("no list of names");
    const isRow = (row) => Array.isArray(row) && typeof row[0] === "string" && typeof row[1] === "string" && given.kinds[row[2]];
    const rows = given.rows.filter(isRow).map(([title, path, kind, ...more]) => [title, path, kind, ...[0, 1].map((at) => `${more[at] ?? ""}`)]);
    return { kinds: given.kinds, rows };
  },
};
