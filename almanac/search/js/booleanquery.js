// Queries in library syntax: "phrases", AND, OR, NOT or minus, truncation with an asterisk, brackets.

const TOKEN = /["“”]([^"“”]*)["“”]|(\()|(\))|(?<=^|[\s(])[-−–](?=[\p{L}\p{N}"“])|([^\s()"“”]+)/gu;
/** The letters before the asterisk of a truncated word, at least. */
export const LEAST = 3;

/** A truncated word, with its beginning. */
export const TRUNCATED = new RegExp(`^([\\p{L}\\p{N}-]{${LEAST},})\\*$`, "u");

const OPERATORS = new Set(["AND", "OR", "NOT"]);

/** Split a query into tokens, each with its type and text. */
function tokens(raw) {
  // a quotation mark that is never closed does not count
  const closed = (raw.match(/["“”]/g)?.length ?? 0) % 2 ? raw.replace(/["“”](?=[^"“”]*$)/, " ") : raw;
  return [...closed.matchAll(TOKEN)].flatMap(([whole, phrase, open, close, word]) => {
    if (phrase !== undefined) return /[\p{L}\p{N}]/u.test(phrase) ? [{ type: "phrase", text: phrase.trim() }] : [];
    if (open || close) return [{ type: whole }];
    if (word === undefined) return [{ type: "NOT" }];
    if (OPERATORS.has(word)) return [{ type: word }];
    const start = word.match(TRUNCATED);
    if (start) return [{ type: "start", text: start[1] }];
    if (/^\p{L}{2,}[*?]\p{L}+[*?]?$/u.test(word)) return [{ type: "shape", text: word }];
    return /[\p{L}\p{N}]/u.test(word) ? [{ type: "word", text: word }] : [];
  });
}

const joined = (type, parts) => {
  const flat = parts.filter(Boolean).flatMap((part) => (part.type === type ? part.parts : [part]));
  return flat.length > 1 ? { type, parts: flat } : (flat[0] ?? null);
};

/** Parse the remaining tokens into a tree, up to a closing bracket. */
function either(rest) {
  const parts = [all(rest)];
  while (rest[0]?.type === "OR") {
    rest.shift();
    parts.push(all(rest));
  }
  return joined("or", parts);
}

function all(rest) {
  const parts = [];
  while (rest.length && rest[0].type !== "OR" && rest[0].type !== ")") {
    if (rest[0].type === "AND") rest.shift();
    else parts.push(one(rest));
  }
  return joined("and", parts);
}

function one(rest) {
  const { type, text } = rest.shift();
  if (type === "NOT") {
    while (rest[0]?.type === "NOT" || rest[0]?.type === "AND") rest.shift();
    const part = rest.length && rest[0].type !== ")" && rest[0].type !== "OR" ? one(rest) : null;
    return part && { type: "not", part };
  }
  if (type !== "(") return { type, text };
  const inside = either(rest);
  if (rest[0]?.type === ")") rest.shift();
  return inside;
}

/**
 * Parse a query that uses operators.
 *
 * @param {string} raw - as typed. `wom*n` and `organi?ation` are patterns for words.
 * @returns {?object} a tree of `and` and `or` (parts), `not` (part), `word`, `phrase`, `start` and `shape` (text). Null
 *   if the query has no operators: it is plain words then, and its brackets are those of `s 5(2)`.
 */
export function parse(raw) {
  const rest = tokens(raw);
  const marks = rest.some(({ type }) => type === "phrase" || type === "start" || type === "shape" || OPERATORS.has(type));
  const says = rest.some(({ text }) => text);
  if (!marks || !says) return null;
  const trees = [];
  while (rest.length) {
    trees.push(either(rest));
    if (rest[0]?.type === ")") rest.shift(); // one closing bracket too many
  }
  return joined("and", trees);
}

const inside = (tree) => (tree.type === "and" || tree.type === "or" ? `(${described(tree)})` : described(tree));

/** Describe a tree in words: `“social work” and recovery, but not (covid or lockdown)`. */
export function described(tree) {
  switch (tree.type) {
    case "or":
      return tree.parts.map(inside).join(" or ");
    case "and": {
      const [wanted, unwanted] = [tree.parts.filter(({ type }) => type !== "not"), tree.parts.filter(({ type }) => type === "not")];
      const without = unwanted.map(({ part }) => `not ${inside(part)}`).join(" and ");
      return [wanted.map(inside).join(" and "), without].filter(Boolean).join(", but ");
    }
    case "not":
      return `anything but ${inside(tree.part)}`;
    case "phrase":
      return `“${tree.text}”`;
    case "shape":
      return `words like ${tree.text}`;
    case "start":
      return `words that begin with ${tree.text}`;
    default:
      return tree.text;
  }
}

/** The phrases and words that a tree asks for, in order. */
export function wantedTexts(tree) {
  if (tree.type === "not") return [];
  return tree.parts ? tree.parts.flatMap(wantedTexts) : tree.type === "start" || tree.type === "shape" ? [] : [tree.text];
}
