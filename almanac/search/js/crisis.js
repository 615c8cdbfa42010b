// Whether a query speaks of danger or distress, so that urgent help comes first, and its words are left alone.

import { inFull } from "./hurry.js";
import { fold } from "./text.js";

// However it is spelt: suicde, sucide, suiside, sewercide; not succeed, nor Sussex.
const ABOUT_SUICIDE = /\bs(?!ucc|uss|ued)(?:ui|u|ue|oo|oui|ua|ewer)[cs]{1,2}[iaye]{0,2}d(?!ata)\w*|\bsuid(?:i?ce|cide|ic)\w*/;
const ABOUT_HARM = /\bself (?:harm\w*|injur\w*)\b|\boverdos\w*\b/;
const FIRST_PERSON = /\b(?:i|im|ive|me|myself|he|hes|she|shes|her|his|my (?!placement|essay|dissertation|practice|assignment|team|trust|council))\b/;

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
 * @param {() => Promise<{ways: string[][], practice: string}>} known - gives these ways, each a pattern and the texts of which
 *   it needs one, and the pattern of words of practice: see danger.js. Asked only where the query holds an alarm.
 * @returns {Promise<"danger" | "topic" | "">} danger or distress; suicide or self-harm as a topic of study or practice;
 *   neither. Rejects where the ways do not come.
 */
export async function needOf(query, alarms, known) {
  const folded = fold(query);
  const texts = [...new Set([folded, inFull(folded)])];
  const words = texts.at(-1);
  const suicide = ABOUT_SUICIDE.test(words);
  const otherwise = ABOUT_HARM.test(words) ? "topic" : "";
  if (!suicide && !texts.some((text) => alarms.some((alarm) => text.includes(alarm)))) return otherwise;
  const { ways, practice } = await known();
  if (ways.some((way) => texts.some((text) => matches(way, text)))) return "danger";
  if (!suicide) return otherwise;
  return new RegExp(practice).test(words) && !FIRST_PERSON.test(words) ? "topic" : "danger";
}
