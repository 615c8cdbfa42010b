// Whether a query speaks of danger or distress, so that urgent help comes first, and its words are left alone.

import { inFull } from "./hurry.js";
import { fold } from "./text.js";

// However it is spelt: suicde, sucide, suiside, sewercide; not succeed, nor Sussex.
const ABOUT_SUICIDE = /\bs(?!ucc|uss|ued)(?:ui|u|ue|oo|oui|ua|ewer)[cs]{1,2}[iaye]{0,2}d(?!ata)\w*|\bsuid(?:i?ce|cide|ic)\w*/;
const ABOUT_HARM = /\bself (?:harm\w*|injur\w*)\b|\boverdos\w*\b/;
const FIRST_PERSON = /\b(?:dont know|i|im|ive|me|myself|he|hes|she|shes|her|his|my (?!placement|essay|dissertation|practice|assignment|team|trust|council))\b/;

// Somebody of whom something is told, or who tells it of themselves: it may be a sign of danger (see told.js).
const TOLD_OF = new RegExp(
  "\\b(?:i|im|ive|ill|id|me|my(?:self)?|he|hes|hed|him(?:self)?|his|she|shes|shed|her(?:self)?|they|they(?:re|ve|ll|d)|their|them|we|us|dwi)\\b" +
    "|\\b(?:mum|mummy|mam|mammy|dad|daddy|nan|nana|gran|granny|grandma|grandad|aunt|auntie|uncle|cousin|niece|nephew|son|daughter|brother|sister|husband|wife|girlfriend|boyfriend|partner|ex|mate|friend|flatmate|housemate|neighbour|lad|bairn|wean)s?\\b|\\b(?:baby|toddler|kids?|pupil|client|patient|resident|tenant|girl|farmer|prisoner|colleague|man|woman|lady|lass|fella|bloke|caller|visitor|student|someone|somebody|service user|care leaver)\\b" +
    "|\\bnext door\\b|\\bchild (?:ran|gone|is|has|was|in|eats|says|said|keeps|disclosed)\\b|^(?:stood|sat|standing|sitting|hiding|stuck|feel|feeling|feelin|been|had|took|taken|gonna|wanna|cant|dont|wont|just|keep|got|ordered|bought|made|making|wrote|lost|gone|knocked|watching|woke|swallowed|necked|clean|scared|thinking|borrowed|stopped|screaming|can (?:hear|see))\\b",
);

// A pattern is compiled only for a text that it may match: all of them would take a slow phone a fifth of a second.
const compiled = new Map();
function matches([pattern, ...needed], text) {
  if (!needed.some((one) => text.includes(one))) return false;
  if (!compiled.has(pattern)) compiled.set(pattern, new RegExp(pattern));
  return compiled.get(pattern).test(text);
}

/**
 * What a query asks of us.
 *
 * @param {string} query - as it was typed.
 * @param {string[]} alarms - texts of which every way to speak of danger holds one.
 * @param {() => Promise<{ways: string[][], signs: string[][], practice: string, work: string}>} known - gives these ways and the signs
 *   of a story, each a pattern and the texts of which it needs one, and the patterns of words of practice and of work: see
 *   danger.js and told.js. Asked only where the query holds an alarm, or tells of somebody.
 * @returns {Promise<"danger" | "topic" | "">} danger or distress; suicide or self-harm as a topic of study or practice;
 *   neither. Rejects where the ways do not come.
 */
export async function needOf(query, alarms, known) {
  const folded = fold(query);
  const texts = [...new Set([folded, inFull(folded)])];
  const words = texts.at(-1);
  const suicide = ABOUT_SUICIDE.test(words);
  const otherwise = ABOUT_HARM.test(words) ? "topic" : "";
  const told = TOLD_OF.test(words);
  if (!suicide && !told && !texts.some((text) => alarms.some((alarm) => text.includes(alarm)))) return otherwise;
  const { ways, signs, practice, work } = await known();
  const hears = (one) => texts.some((text) => matches(one, text));
  if (ways.some(hears)) return "danger";
  if (told && signs.some(hears) && !new RegExp(work).test(words)) return "danger";
  if (!suicide) return otherwise;
  return new RegExp(practice).test(words) && !FIRST_PERSON.test(words) ? "topic" : "danger";
}
