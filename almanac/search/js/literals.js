// What a text must hold for a pattern to match it: most texts hold none of that, and the pattern is never compiled.

import { STOP_WORDS } from "./text.js";

const SHORTEST = 2; // letters; less tells nothing apart
const ENOUGH = 4; // letters of a word: more would tell little more apart, and every reader is sent them
const SMALL = 100; // letters: more than any text has

/**
 * Texts of which any match of a pattern holds at least one.
 *
 * @param {string} pattern - a regular expression without capturing groups. What is not understood counts as nothing, so
 *   that too much may be tried, and never too little.
 * @returns {?string[]} the texts; null where a match need hold none that we know.
 */
export function literals(pattern) {
  let at = 0;
  return alternatives();

  function alternatives() {
    let found = sequence();
    while (pattern[at] === "|") {
      at++;
      const other = sequence();
      found = found && other && [...found, ...other];
    }
    return found;
  }

  // One after another: of all that must be there, what fewest texts hold.
  function sequence() {
    let best = null;
    let run = "";
    const offer = (texts) => {
      if (texts && shortest(texts) >= SHORTEST && (!best || telling(texts) > telling(best))) best = texts;
    };
    const end = () => {
      offer([run]);
      run = "";
    };
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") {
      const [letter, inside] = piece();
      const repeated = quantifier();
      if (letter && repeated !== "optional") run += letter;
      if (!letter || repeated) end();
      if (repeated !== "optional") offer(inside);
    }
    end();
    return best;
  }

  // The next piece: a plain letter, or what a group must hold.
  function piece() {
    const sign = pattern[at++];
    if (sign === "\\") {
      at++;
      return ["", null];
    }
    if (sign === "[") {
      while (pattern[at] !== "]") at += pattern[at] === "\\" ? 2 : 1;
      at++;
      return ["", null];
    }
    if (sign !== "(") return [/[\w ]/.test(sign) ? sign : "", null];
    const looks = /^\?<?[=!]/.test(pattern.slice(at, at + 3)); // ahead or behind: no part of the match
    at += pattern.slice(at).match(/^(?:\?(?::|<?[=!]))?/)[0].length;
    const inside = alternatives();
    at++;
    return ["", looks ? null : inside];
  }

  function quantifier() {
    const found = pattern.slice(at).match(/^(?:([?*])|\+|\{(\d+)[^}]*\})\??/);
    if (!found) return "";
    at += found[0].length;
    return found[1] || found[2] === "0" ? "optional" : "repeated";
  }
}

const shortest = (texts) => Math.min(...texts.map(({ length }) => length));
const isSmall = (text) => text.trim().split(" ").every((word) => STOP_WORDS.has(word));

/** How few texts hold one of some: small words are in many, however long they are together. */
const telling = (texts) => shortest(texts) - (texts.some(isSmall) ? SMALL : 0) - texts.length / 1000;

/**
 * The fewest and shortest texts of which any that matches one of some patterns holds at least one.
 *
 * @param {string[][]} ways - patterns, each with the texts of which a match holds one behind it.
 */
export function alarms(ways) {
  const begun = (text) => (text.includes(" ") ? text : text.slice(0, ENOUGH)); // what holds a word holds its beginning
  const all = [...new Set(ways.flatMap(([, ...needed]) => needed.map(begun)))];
  return all.filter((text) => !all.some((other) => other !== text && text.includes(other))).sort();
}
