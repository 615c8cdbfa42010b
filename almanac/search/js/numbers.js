// Numbers as people write and say them: telephone numbers, abbreviated years, and numbers in words.

const ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const VALUES = new Map([
  ...ONES.map((word, value) => [word, value]),
  ...TEENS.map((word, value) => [word, value + 10]),
  ...TENS.map((word, value) => [word, value * 10]).filter(([word]) => word),
  ["oh", 0], ["nought", 0], ["fourty", 40],
]);
const LAW_WORD = /^(?:section|sections|sec|s|article|articles|art|regulation|reg|schedule|sch)$/;

/**
 * A run of number words as digits. "one three six" and "one hundred and thirty six" are both 136; another number after
 * the second form is separate.
 */
function spoken(words) {
  let text = "";
  let value = null; // the number being counted up: "thirty", then "six"
  let whole = false; // a number with hundreds is complete
  const flush = () => {
    if (value !== null) text += whole ? `${value} ` : value;
    [value, whole] = [null, false];
  };
  for (const word of words) {
    if (word === "and") continue;
    if (word === "hundred") {
      value = (value ?? 1) * 100;
      whole = true;
      continue;
    }
    const number = VALUES.get(word);
    const fits = value !== null && ((value % 100 === 0 && value) || (value % 10 === 0 && value % 100 >= 20 && number > 0 && number < 10));
    if (fits) value += number;
    else {
      flush();
      value = number;
    }
  }
  flush();
  return text.trim();
}

/**
 * Folded words, with number words as digits where they are meant as such: after "section" and the like, and three or
 * more single digits in a row ("one one one").
 */
export function withDigits(words) {
  const all = words.split(" ");
  const made = [];
  for (let from = 0; from < all.length; ) {
    const counts = (at) => VALUES.has(all[at]) || all[at] === "hundred" || (all[at] === "and" && all[at - 1] === "hundred" && VALUES.has(all[at + 1]));
    let to = from;
    while (to < all.length && counts(to)) to++;
    const run = all.slice(from, to);
    const ofLaw = LAW_WORD.test(made.at(-1) ?? "");
    const digits = run.length > 2 && run.every((word) => VALUES.get(word) < 10);
    if (run.length && (ofLaw || digits)) made.push(spoken(run));
    else made.push(...(run.length ? run : [all[from]]));
    from = Math.max(to, from + 1);
  }
  return made.join(" ");
}

/** Ways to read an abbreviated year, even if joined to an abbreviation: MHA83 is "mha 1983" or "mha 2083". */
export function withYears(words) {
  const found = words.match(/^(.*\b[a-z]{2,6}) ?((?:19|20)?\d\d)\b(.*)$/);
  if (!found || /\b(?:section|article|regulation|schedule)$/.test(found[1])) return [];
  const [, name, year, rest] = found;
  return year.length === 4 ? [`${name} ${year}${rest}`] : [`${name} 19${year}${rest}`, `${name} 20${year}${rest}`];
}

const SAID_BEFORE = /^\s*(?:(?:tel|telephone|phone|ph|mob|mobile|freephone|call|ring|dial|text|sms|number|no|charity (?:no|number))\b[\s.:#]*)+/i;

/** The digits of text that is only digits in words: "one one six, one two three"; else empty. */
const allSpoken = (raw) => {
  const words = raw.toLowerCase().split(/[\s,.-]+/).filter(Boolean);
  const double = { double: 2, triple: 3, treble: 3 };
  let [text, times] = ["", 1];
  for (const word of words) {
    if (double[word]) times = double[word];
    else if (VALUES.get(word) < 10) [text, times] = [text + String(VALUES.get(word)).repeat(times), 1];
    else return "";
  }
  return text.length > 2 ? text : "";
};

/** The digits of text that is only a telephone number or another number; else empty. */
export function digitsAlone(given) {
  const raw = given.replace(SAID_BEFORE, "");
  const spoken = allSpoken(raw);
  if (spoken) return spoken;
  if (!/^[\s\d+().\-–/]{2,30}$/.test(raw) || !/\d/.test(raw) || raw.includes("/")) return "";
  return raw.replace(/^\s*(?:\+|00)\s*44\s*(?:\(0\))?/, "0").replace(/\D/g, "");
}
