// Folds text for comparison, both when the site is indexed and when a reader searches. The build folds names the same
// way (almanac/search/folding.py), and a test checks that both agree.

// Letters that Unicode does not decompose, and how they are typed without diacritics.
const letters = {
  æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", ı: "i", ħ: "h", ŋ: "n", ŧ: "t", ĸ: "k", ə: "e",
};
const LETTERS = new RegExp(`[${Object.keys(letters).join("")}]`, "g");

/** Lower case, without accents and punctuation: `Rugkåsa’s & Co` is `rugkasas and co`. Other scripts are kept. */
export const fold = (text) =>
  // Most words are folded already, and folding takes time.
  /^[a-z0-9]*$/.test(text) ? text : foldUnicode(text);

const foldUnicode = (text) =>
  text.normalize("NFKD").replace(/[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/gu, "").toLowerCase().replace(/\p{M}/gu, "")
    .replace(LETTERS, (letter) => letters[letter])
    .replace(/['’‘ʼ`]/g, "").replaceAll("&", " and ").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// `17 a` is 17a if nothing else follows.
const NUMBER = "(\\d{1,3}(?: [a-hj-z](?= (?:of|mha|mca)\\b|$)|[a-z]{0,2}))\\b";
const LAW = [
  [`ss?|secs?|sects?|sections?|adran`, NUMBER, "section"],
  [`arts?|articles?`, NUMBER, "article"],
  [`regs?|regulations?`, NUMBER, "regulation"],
  [`sch|scheds?|schedules?`, "([a-z]?\\d{1,2})\\b", "schedule"],
].map(([forms, number, name]) => [new RegExp(`\\b(?:${forms}) ?${number}`, "g"), name]);

/** Folded words with references to law normalised: s136, sec 136 and (in Welsh) adran 136 are `section 136`, art 4 is `article 4`. */
export const normaliseLaw = (words) =>
  LAW.reduce((made, [pattern, name]) => made.replace(pattern, (_, number) => `${name} ${number.replace(" ", "")}`), words);

const OF_LAW = /(?<=^|\b(?:the|a|an|on|under|of|for|after|mha|mca|her|his|my|their) )(\d{2,3}[a-z]?|5 [24]|17 ?a) (?=(?:suite|suites|aftercare|after care|warrant|papers|leave|assessment|detention|doctor|meeting|panel|tribunal|order|enquiry|inquiry|agreement|power|patient|recall|request)s?\b)/g;

/** Normalised words, with bare numbers too if what follows concerns law: "136 suite" is `section 136 suite`. */
export const withBareSections = (words) => words.replace(OF_LAW, "section $1 ").replace(/^(?:on )?an? (\d{1,3}[a-z]?(?: [24])?)$/, "section $1");

// "Who can section someone": to detain them, which is no section of an Act.
const TO_SECTION = /(?<!\b(?:an?|the|on|off|under|of|in|this|which|her|his|my|their) )\bsection(?= (?:someone|somebody|anyone|people|him|her|them|me|you|us|yourself|myself|(?:my|your|our|his|their) [a-z]{2,}|an? (?:person|patient|man|woman|child|adult|relative|friend|parent|client))\b)/g;

/** Words in which to section somebody is to have them "sectioned". */
export const withSectioned = (words) => words.replace(TO_SECTION, "sectioned");

const PART = /\b(section|article|regulation|schedule) ([a-z]?\d+[a-z]*)(?: \d{1,2}[a-z]?)+(?: [a-z])?(?= |$)/g;

/** Whether normalised words cite law by number. */
export const citesLaw = (words) => /\b(section|article|regulation|schedule) [a-z]?\d/.test(words);

/** Normalised words without subsections: `section 117 2` becomes `section 117`. */
export const withoutSubsections = (words) => words.replace(PART, "$1 $2");

/** Stop words, which are neither indexed nor looked up. */
export const STOP_WORDS = /* @__PURE__ */ new Set(
  /* @__PURE__ */ ("a about am an and any are as at be been between by can cant could did didnt difference do does doesnt dont for from get had happened happens has have he her his how i if im in is isnt it " +
    "its many me much my of on or our she should so still than that the their them then there these they this those to us was we were what when " +
    "whats wheres whos where which while who whom why will with would you your " +
    "arent couldnt hadnt hasnt havent hes ive shes shouldnt thats theres theyre theyve wasnt werent weve wont wouldnt youre youve").split(" "),
);

/** The FNV-1a hash of a text, a whole number of 32 bits. */
export function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
