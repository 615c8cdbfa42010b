// Interprets a query before anything is looked up.

import { parse } from "./booleanquery.js";
import { identifier } from "./identifiers.js";
import { apartFromNation } from "./nation.js";
import { withDigits, withYears } from "./numbers.js";
import { stem } from "./stem.js";
import { STOP_WORDS, fold, normaliseLaw, withBareSections, withSectioned, withoutSubsections } from "./text.js";

// in-patient: in "in patient", only "patient" would be looked up
const SMALL_FIRST = /(?<![\p{L}\p{N}-])(in|on|up|by)[-‐‑](?=\p{L}{3,}(?![\p{L}-]))/giu;
// section117aftercare, nhs24, s2mha
const GROWN_TOGETHER = /(?<=\d)(?=[a-z]{5})|(?<=\b[a-z]{3,})(?=\d{2,4}\b)|(?<=\bs\d{1,3}[a-z]?)(?=mha\b|mca\b)/g;
const LONGEST = 200; // characters of a query that are used
const MOST_WORDS = 16; // that are looked up
// Field names from library catalogues, which are dropped because every field is searched here.
const FIELD = /(?<=^|[\s("])(?:all)?(?:in)?(?:title|author|authors|au|ti|ab|abstract|keyword|keywords|subject|topic|text)\s?:\s?(?=[\p{L}\p{N}"(])/giu;

// Types of question with the words that mark them, tried in order.
const QUESTIONS = [
  ["evidence", /^(?:(?:what|whats|is|are|the|there|any|some|good|best|latest|recent|new|find|show|me) )*(?:evidence|research|stud(?:y|ies)|papers?|literature) (?:(?:is|are) there )?(?:base )?(?:on|about|into|for|around|behind|regarding)\b/],
  ["become", /^(?:how (?:do|can|could|should|would|to) (?:i |we |you |someone |an? \w+ )?)?(?:becom(?:e|ing)|train(?:ing)? (?:as|to be(?:come)?)|qualify(?:ing)? (?:as|to be(?:come)?))\b/],
  ["help", /\bwho (?:can|could|will|would|might) help\b|\bwho helps\b/],
  ["how many", /\b(?:how (?:many|much)|(?:number|share|proportion|percentage|percent) of|headcount|statistics)\b/],
  ["how long", /\b(?:how (?:long|soon|often|quickly)|how (?:many|much) (?:hours|days|weeks|months|years|notice|time)|time limits?|what is the (?:time|duration|maximum)|last(?:s)? for)\b/],
  ["compare", /\b(?:differen\w*|compar\w*|versus|vs)\b/],
  ["which", /^(?:who|which \w+) (?:\w+ )?(?:regulates?|inspects?|registers?|oversees?|investigates?|funds?|runs?|represents?|monitors?)\b/],
  ["where", /\bwho (?:do|can|should|could) (?:i|we) (?:ring|call|phone|contact|ask|tell|turn to|speak to|talk to|report)\b/],
  ["who", /^(?:\w+ )?(?:who|whom|whose|which (?:body|organisation|regulator|council|authority|person|professional)s?)\b/],
  ["where", /\b(?:^where|where (?:can|do|should|could|to)|(?:find|get|contact|call|ring|phone) (?:an?|some|the)\b|helplines?|(?:tele)?phone numbers?|near me)\b/],
  ["can", /^(?:can|could|may|must|should|is it (?:legal|lawful|possible)|am i (?:allowed|entitled|eligible)|do i qualify|do(?:es)? (?:i|we|an?|the|someone|they) (?:\w+ )*(?:need|have) to|is (?:(?:an?|the|my|our|his|her|their) )?\w+ (?:allowed|entitled|eligible|obliged|required|supposed))\b/],
  ["when", /^(?:\w+ )?when\b|^(?:has|have|did|was|were|is|are) .*\b(?:(?:in|into) (?:force|effect)|passed|commenced?|implemented|introduced|started|replaced?|repealed|abolished|closed|scrapped|dropped)\b/],
  ["how", /^(?:how|what (?:do|should) (?:i|we) do|what happens)\b/],
  ["what", /^(?:what|which|define|definition|meaning|whats|explain|tell me about|is|are|does|do|why)\b/],
  ["can", /\b(?:can|could|should|must|may) (?:i|we|they|he|she|you)\b|\b(?:are|is) (?:they|he|she) (?:allowed|entitled)\b|\bdo i (?:have to|qualify)\b/],
];
const NATION = "(?: (?:in |for |near )?(?:england|wales|scotland|northern ireland|ni|the uk|me))?";
const OF_A_STUDY = /\b(?:evidence|effects?|effective\w*|trials?|reviews?|stud(?:y|ies)|impact|research|(?:peer|social|directed|decision|family|employment) support)\b/;
const HELP = new RegExp(`\\b(?:mental health|legal|emotional|financial|debt|housing) (?:help|support|advice) for\\b|\\b(?:charit(?:y|ies)|helplines?|support groups?)\\b|^(?:help|support|advice|complain\\w*) (?:about|against|for|with|after)\\b|\\b(?:support|help|advice|services)${NATION}$|\\b(?:get|find) (?:any |some |more )(?:help|support|advice)\\b|^(?:get |find |need )?(?:an? )?(?:advocate|counsellor|therapist|solicitor|interpreter)s?${NATION}$`);
const HOURS = /\bhow (?:many|much) (?:hours|days|weeks|months|years|notice|time)\b/;

const WORKED = /\bhours (?:do|does|are|is|per|a) .*\bwork(?:s|ed|ing)?\b/;

// Help that is wanted before offices open.
const AT_ONCE = /\b(?:tonight|this evening|(?:this|at the|over the) weekend|right now|(?:at|in the|late at|middle of the) night|out of hours|after hours)\b/;
const SEEKS = /\b(?:who|where|help|call|ring|phone|contact|speak to|talk to|number|support)\b/;

// "How many last year" is answered by whichever year there is.
const COUNTED_WHEN = / (?:(?:last|this|per|each|every|a) year|currently|nowadays|now|today)$/;

/** The type of question that folded words ask; empty if none. */
export function questionOf(typed) {
  if (HOURS.test(typed) && !WORKED.test(typed)) return "how long";
  const asked = QUESTIONS.find(([, pattern]) => pattern.test(typed))?.[0] ?? "";
  return asked || (HELP.test(typed) && !OF_A_STUDY.test(typed) ? "help" : "");
}

/** Words without stop words at either end: "what is an AMHP" is "amhp". */
function trimmed(words) {
  const all = words.split(" ");
  const told = all.map((word) => !STOP_WORDS.has(word));
  return told.includes(true) ? all.slice(told.indexOf(true), told.lastIndexOf(true) + 1).join(" ") : words;
}

const CITED = /\b(?:section|article|regulation|schedule) [a-z]?\d+[a-z]*(?: \d{1,2}[a-z]?)*\b/;
const ACT_YEAR = /(?<=[a-z]) ?(?:19|20)?\d\d\b/; // MHA83
const BETWEEN = /\b(?:of|in|under|the|act s|what|is|are|does|do|say|says|and|a|an|who|how|long|can)\b/g;

/** Both orders of an Act and a number in it: "section 4 of the MCA 2005" is "mca section 4" and "section 4 mca". */
function underAct(lawful) {
  const cited = lawful.match(CITED)?.[0];
  if (!cited) return [];
  const act = lawful.replace(cited, " ").replace(ACT_YEAR, "").replace(BETWEEN, " ").replace(/\s+/g, " ").trim();
  const names = [act, act.replace(/ act$/, "")].filter(Boolean); // NHS Act
  return names.flatMap((name) => [cited, withoutSubsections(cited)].flatMap((number) => [`${name} ${number}`, `${number} ${name}`]));
}

// "cqc phone"
const TO_REACH = / (?:contact(?: details)?|(?:tele)?phone(?: numbers?)?|numbers?|e ?mail(?: address)?|address|website|helpline)$/;
const ASKED_HOW = /^(how|where|what) (?:do|can|should|could) (?:i|we|you) /;
const ASKED_OF_OTHERS = /^(how|when|where|why) (?:do|does|did) /; // "why do they leave": a name is "why they leave"

/** What is asked about with the nation last, as names have it: "what is the Scottish version of a 136". */
function ofNation(lawful) {
  const { asked, nation } = apartFromNation(lawful) ?? {};
  return nation ? [`${trimmed(withBareSections(`a ${trimmed(asked)}`))} ${nation}`] : [];
}

/** Every whole name that folded words may be, the likeliest first. */
function nameForms(typed) {
  const spoken = withDigits(typed);
  const lawful = withBareSections(normaliseLaw(spoken));
  // Five two is 5(2).
  const apart = spoken === typed ? [] : [lawful.replace(/\b(section|article) (\d)(\d{1,2})\b/, "$1 $2 $3")];
  // NG 225
  const grown = [typed.replace(/\b([a-z]{2,5}) (\d{2,4})\b/g, "$1$2"), typed.replace(/\b([a-z]{2,5})(\d{2,4})\b/g, "$1 $2")];
  const forms = [typed, lawful, ...grown, ...underAct(lawful), ...apart, ...withYears(typed), typed.replace(ASKED_HOW, "$1 to "), typed.replace(ASKED_OF_OTHERS, "$1 "), typed.replace(TO_REACH, ""), trimmed(lawful), ...ofNation(lawful)];
  return [...new Set(forms)].filter(Boolean);
}

/** A query without field names, cut to the length that is used. */
const readable = (query) => query.slice(0, LONGEST).replace(FIELD, " ");

const folded = (raw) => fold(raw.replace(SMALL_FIRST, "$1"));

/** Folded words, with a space between numbers and the words that they touch. */
const apart = (words) => words.replace(GROWN_TOGETHER, " ");

const inOneForm = (typed) => withSectioned(withBareSections(normaliseLaw(withDigits(typed))));

/** The words of a query that carry meaning, each once. They can be known before the query is parsed. */
export const wordsOfQuery = (query) => contentWords(inOneForm(apart(folded(readable(query)))));

/**
 * Parse a query.
 *
 * @param {string} query - as typed.
 * @param {(words: object) => void} known - called with `written`, `forms`, `words` and `question` as soon as these are
 *   known for a query in plain words, so that what they need can be fetched.
 * @returns {object} `typed`: the query, folded; `written`: the same with numbers and references to law normalised;
 *   `forms`: names that it may be; `words`: those that carry meaning, each once; `question`: its type; `atOnce`:
 *   whether it asks for help tonight or out of hours; `tooLong`: whether it was cut; `identifier` and `expression`
 *   (see their modules), or null.
 */
export function parseQuery(query, known = () => {}) {
  const raw = readable(query);
  const joined = folded(raw);
  const typed = apart(joined);
  const question = questionOf(typed);
  const written = inOneForm(question === "how many" ? typed.replace(COUNTED_WHEN, "") : typed);
  // A name may be written so: HOPELINE247.
  const forms = [...nameForms(typed), ...(joined === typed ? [] : [joined])];
  const words = { written, forms, words: contentWords(written), question };
  const [named, operators] = [identifier(raw), parse(raw)];
  if (!named && !operators) known(words);
  return { typed, ...words, atOnce: AT_ONCE.test(typed) && SEEKS.test(typed), tooLong: query.length > LONGEST, identifier: named, expression: operators };
}

/** The words of a folded text that carry meaning, each once, without those that `skips` leaves out. */
export const contentWords = (text, skips = () => false) =>
  [...new Set(text.split(" "))].filter((word) => stem(word) && !skips(word)).slice(0, MOST_WORDS);
