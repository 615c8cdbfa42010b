// The index cut into parts, of which a reader's browser fetches those that may hold its words, and how it knows which.

/** The shortest beginning of a key that comes after another. */
function beginning(before, key) {
  let at = 0;
  while (before[at] === key[at]) at++;
  return key.slice(0, at + 1);
}

/**
 * Rows, each a key and a text, cut into parts.
 *
 * @param {string[][]} rows - in the order of their keys, each of which is there once.
 * @param {number} most - characters of a part; a row that is longer has one of its own.
 * @returns {string[][][]} parts, each at least half as long as it may be, where rows allow it; within that a part ends where
 *   the key of the next is told by the fewest letters.
 */
export function cut(rows, most) {
  const lengths = rows.map((row) => JSON.stringify(row).length);
  const told = rows.map(([key], at) => (at ? beginning(rows[at - 1][0], key).length : 0));
  const parts = [];
  for (let start = 0, end = 0; start < rows.length; start = end) {
    let size = 0;
    do size += lengths[end++];
    while (end < rows.length && size + lengths[end] <= most);
    let best = end;
    for (let at = end; at < rows.length && at > start && size >= most / 2; size -= lengths[--at]) if (told[at] < told[best]) best = at;
    end = best;
    parts.push(rows.slice(start, end));
  }
  return parts;
}

/** What each part is known by: the shortest beginning of its first key that comes after the last key of the part before. */
export const firsts = (parts) => parts.map(([[key]], at) => (at ? beginning(parts[at - 1].at(-1)[0], key) : ""));

/** Which part of the ordinary words has a word of the letters a to z: by its first letter and a third of the alphabet for its second. */
export const ordinaryPart = (word) => word[0] + Math.min(2, (word.charCodeAt(1) - "a".charCodeAt(0)) >> 3);

const CODE = "A".charCodeAt(0); // no key has a capital letter: they are folded
const MOST_SHARED = 25;

/** Texts as one: of each a capital letter for how much of the one before it repeats, and the rest of it. */
export function packFirsts(texts) {
  const packed = texts.map((text, at) => {
    let shared = 0;
    while (shared < MOST_SHARED && shared < text.length && texts[at - 1]?.[shared] === text[shared]) shared++;
    return String.fromCharCode(CODE + shared) + text.slice(shared);
  });
  return packed.join("");
}

/** The texts that `packFirsts` was given. */
export function unpackFirsts(packed) {
  let text = "";
  return packed.split(/(?=[A-Z])/).map((one) => (text = text.slice(0, one.charCodeAt(0) - CODE) + one.slice(1)));
}
