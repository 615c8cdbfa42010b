// Cuts the index into parts. A reader's browser fetches only those that may have its words, and knows which they are.

/** The shortest prefix of a key that still sorts after the key before it. */
function beginning(before, key) {
  let at = 0;
  while (before[at] === key[at]) at++;
  return key.slice(0, at + 1);
}

/**
 * Cut rows, each a key and a text, into parts.
 *
 * @param {string[][]} rows - in the order of their keys, which are unique.
 * @param {number} most - the most characters in a part; a longer row has a part of its own.
 * @returns {string[][][]} parts, each at least half the maximum length where the rows allow it. Within that range, a
 *   part ends where the next key can be told apart by the fewest letters.
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

/** The label of each part: the shortest prefix of its first key that sorts after the last key of the part before. */
export const firsts = (parts) => parts.map(([[key]], at) => (at ? beginning(parts[at - 1].at(-1)[0], key) : ""));

/** The part of the ordinary words that has a word: its first letter, and the third of the alphabet with its second. */
export const ordinaryPart = (word) => word[0] + Math.min(2, (word.charCodeAt(1) - "a".charCodeAt(0)) >> 3);

const CODE = "A".charCodeAt(0); // keys are folded, so none has a capital letter
const MOST_SHARED = 25;

/** Encode texts as one: for each, a capital letter for the length it shares with the one before, and the rest of it. */
export function packFirsts(texts) {
  const packed = texts.map((text, at) => {
    let shared = 0;
    while (shared < MOST_SHARED && shared < text.length && texts[at - 1]?.[shared] === text[shared]) shared++;
    return String.fromCharCode(CODE + shared) + text.slice(shared);
  });
  return packed.join("");
}

/** Decode the result of `packFirsts`. */
export function unpackFirsts(packed) {
  let text = "";
  return packed.split(/(?=[A-Z])/).map((one) => (text = text.slice(0, one.charCodeAt(0) - CODE) + one.slice(1)));
}
