// What each part of the search must be: a file that came is not always what it should be.

const fits = (test) => (given) => {
  if (!test(given)) throw new TypeError("not what it should be");
  return given;
};
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const texts = (value) => Array.isArray(value) && value.every((one) => typeof one === "string");

/** For each part what gives it back, or throws where it is something else. */
export const VALIDATORS = {
  head: fits((given) => isRecord(given) && typeof given.mark === "string" && Array.isArray(given.parts)),
  page: fits(
    (given) =>
      isRecord(given) &&
      ["title", "path", "kind", "text"].every((name) => typeof given[name] === "string") &&
      texts(given.names) &&
      (given.answer === undefined ||
        (isRecord(given.answer) && ["string", "number"].includes(typeof given.answer.line) && [given.answer.facts, given.answer.links].every((rows) => rows?.every?.(texts)))),
  ),
  choices: fits(
    (given) =>
      isRecord(given) &&
      Array.isArray(given.year) &&
      ["topic", "nation", "method"].every((name) => texts(given[name]?.values) && Array.isArray(given[name].pages)),
  ),
  titles: fits(Array.isArray),
  vocabulary: fits(isRecord),
  /** Entries by name: those that can be read. */
  names(given) {
    if (!isRecord(given) || !texts(given.kinds) || !Array.isArray(given.rows)) throw new TypeError("no list of names");
    const isRow = (row) => Array.isArray(row) && typeof row[0] === "string" && typeof row[1] === "string" && given.kinds[row[2]];
    const rows = given.rows.filter(isRow).map(([title, path, kind, ...more]) => [title, path, kind, ...[0, 1].map((at) => `${more[at] ?? ""}`)]);
    return { kinds: given.kinds, rows };
  },
};
