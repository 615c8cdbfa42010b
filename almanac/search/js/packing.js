// Encodes lists of page numbers, which make up most of the index, as short texts.
//
// A list is written in bits, with Rice codes, as search engines do. The lower bits of a number are written as they are;
// their count suits the list. The rest of the number comes before them in unary, as that many ones and a zero. Six bits
// make a character of base 64, which is one byte in JSON, and which gzip can hardly compress further.

/** The characters of the encoding. */
export const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = [];
[...SIGNS].forEach((sign, value) => (VALUES[sign.charCodeAt(0)] = value));

/** The value of a character of a text; undefined if it is not one of them. */
export const valueOf = (text, at) => VALUES[text.charCodeAt(at)];

const BITS = 6; // in a character
const MOST_BITS = 25; // bits of a number besides its unary part, so there may be 2 to the power of this many pages
const RICE = 0.69; // the natural logarithm of 2: multiplied by the mean gap, the best parameter for Rice codes

/** A writer of numbers with a given count of lower bits, and of lower bits alone. `text` returns what was written. */
function writer() {
  let [made, sign, room] = ["", 0, BITS];
  function bit(one) {
    sign = sign * 2 + one;
    if (--room) return;
    made += SIGNS[sign];
    [sign, room] = [0, BITS];
  }
  function lower(value, count) {
    for (let at = count - 1; at >= 0; at--) bit((value >>> at) & 1);
  }
  function number(value, low) {
    for (let ones = value >>> low; ones; ones--) bit(1);
    bit(0);
    lower(value, low);
  }
  return { lower, number, text: () => (room === BITS ? made : made + SIGNS[sign << room]) };
}

/** A reader of what `writer` wrote. It throws a TypeError for a text that `writer` cannot have written. */
function reader(text) {
  if (typeof text !== "string") throw new TypeError("no text");
  let [at, next, left] = [0, 0, 0]; // the next bits of the text, left-aligned in 32, and their number
  function fill() {
    for (; left < MOST_BITS && at < text.length; left += BITS) {
      const value = valueOf(text, at++);
      if (value === undefined) throw new TypeError("no packed list");
      next |= value << (32 - BITS - left);
    }
  }
  function drop(count) {
    if (count > left) throw new TypeError("less than a packed list");
    next <<= count;
    left -= count;
  }
  function ones() {
    for (let sum = 0; ; ) {
      fill();
      const count = Math.clz32(~next);
      sum += count;
      if (count < left || at === text.length) {
        drop(count + 1); // and the zero
        return sum;
      }
      drop(count);
    }
  }
  function lower(count) {
    if (!count) return 0;
    if (left < count) fill();
    const value = next >>> (32 - count);
    drop(count);
    return value;
  }
  const number = (low) => ones() * 2 ** low + lower(low);
  function end() {
    if (at !== text.length || left >= BITS || next) throw new TypeError("more than a packed list");
  }
  return { lower, number, end };
}

// Elias gamma code of the number of pages plus one: the number of its binary digits comes first.
function writeCount(out, count) {
  const digits = 31 - Math.clz32(count + 1);
  out.number(digits, 0);
  out.lower(count + 1, digits); // without the leading 1
}

function readCount(given, limit) {
  const digits = given.number(0);
  const count = digits < MOST_BITS ? 2 ** digits + given.lower(digits) - 1 : Infinity;
  if (count > limit) throw new TypeError("more pages than there are");
  return count;
}

const lowBits = (count, limit) => Math.max(0, Math.floor(Math.log2((RICE * limit) / count)));

function writePages(out, pages, limit) {
  writeCount(out, pages.length);
  const low = lowBits(pages.length, limit);
  pages.forEach((page, at) => out.number(page - (pages[at - 1] ?? -1) - 1, low));
}

function readPages(given, limit) {
  const count = readCount(given, limit);
  const low = lowBits(count, limit);
  const pages = [];
  for (let page = -1; pages.length < count; pages.push(page)) {
    page += given.number(low) + 1;
    if (page >= limit) throw new TypeError("a page that is none");
  }
  return pages;
}

// How often a term occurs on each page, less one because it occurs at least once; nothing if it is once on every page.
function writeTimes(out, times) {
  const sizes = [0, 1, 2, 3].map((low) => times.reduce((sum, time) => sum + ((time - 1) >>> low) + low, 0));
  const low = sizes.indexOf(Math.min(...sizes));
  out.number(sizes[0] ? low + 1 : 0, 0);
  if (sizes[0]) for (const time of times) out.number(time - 1, low);
}

function readTimes(given, count) {
  const low = given.number(0) - 1;
  return Array.from({ length: count }, () => (low < 0 ? 1 : given.number(low) + 1));
}

/** Encode page numbers, ascending and below a limit, which is at most 2 to the power of 25. */
export function packPages(pages, limit) {
  const out = writer();
  writePages(out, pages, limit);
  return out.text();
}

/** Decode the result of `packPages`; a TypeError for anything else. */
export function unpackPages(text, limit) {
  const given = reader(text);
  const pages = readPages(given, limit);
  given.end();
  return pages;
}

/**
 * Encode the postings of a term.
 *
 * @param {Array<{pages: number[], times: number[]}>} fields - for each field, the pages with the term, ascending, and
 *   its frequency on each.
 * @param {number} limit - the limit of page numbers, as for `packPages`.
 */
export function packTerm(fields, limit) {
  const out = writer();
  for (const { pages, times } of fields) {
    writePages(out, pages, limit);
    if (pages.length) writeTimes(out, times);
  }
  return out.text();
}

/** Decode the result of `packTerm`, given the number of fields; a TypeError for anything else. */
export function unpackTerm(text, count, limit) {
  const given = reader(text);
  const fields = Array.from({ length: count }, () => {
    const pages = readPages(given, limit);
    return { pages, times: pages.length ? readTimes(given, pages.length) : [] };
  });
  given.end();
  return fields;
}
