// Whether a query speaks of danger or distress, so that urgent help comes first, and its words are left alone.

import { fold } from "./text.js";

// However it is spelt: suicde, sucide, suiside, sewercide; not succeed, nor Sussex.
const ABOUT_SUICIDE = /\bs(?!ucc|uss|ued)(?:ui|u|ue|oo|oui|ua|ewer)[cs]{1,2}[iaye]{0,2}d(?!ata)\w*|\bsuid(?:i?ce|cide|ic)\w*/;
const ABOUT_HARM = /\bself (?:harm\w*|injur\w*)\b|\boverdos\w*\b/;

// Somebody of whom something is told, or who tells it of themselves: it may be a sign of danger (see told.js).
const TOLD_OF = new RegExp(
  "\\b(?:i|im|ive|ill|id|me|my(?:self)?|hes?|hed|him(?:self)?|his|shes?|shed|her(?:self)?|the(?:y|yre|yve|yll|yd|ir|m)|we|us|dwi)\\b" +
    "|\\b(?:m[au]m(?:my)?|dad(?:dy)?|nana?|gran\\w*|aunt(?:ie)?|uncle|cousin|niece|nephew|son|daughter|brother|sister|husband|wife|girl(?:friend)?|boyfriend|partner|ex|mate|friend|flatmate|housemate|neighbour|lad|bairn|wean|kid)s?\\b" +
    "|\\b(?:baby|toddler|pupil|client|patient|resident|tenant|farmer|prisoner|colleague|(?:wo)?man|lady|lass|fella|bloke|caller|visitor|student|some(?:one|body)|service user|care leaver|next door)\\b" +
    "|\\bchild (?:ran|gone|is|has|was|in|eats|says|said|keeps|disclosed)\\b" +
    "|^(?:stood|sat|standing|sitting|hiding|stuck|feel|been|had|took|taken|gonna|wanna|[cdw]o?[an]n?t|just|keep|got|ordered|bought|made|making|wrote|lost|gone|knocked|watching|woke|swallowed|necked|clean|scared|thinking|borrowed|stopped|screaming|can (?:hear|see))",
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
 * @param {() => Promise<object>} known - gives these `ways` and the `signs` of a story, each a pattern and the texts of which it
 *   needs one; the patterns of words of `practice`, of `work` and of a `speaker` (see danger.js and told.js); and of words in a
 *   hurry, with what they are in `full` (see hurry.js). Asked only where the query holds an alarm, or tells of somebody.
 * @returns {Promise<"danger" | "topic" | "">} danger or distress; suicide or self-harm as a topic of study or practice;
 *   neither. Rejects where the ways do not come.
 */
export async function needOf(query, alarms, known) {
  const folded = fold(query);
  const suicide = ABOUT_SUICIDE.test(folded);
  const otherwise = ABOUT_HARM.test(folded) ? "topic" : "";
  if (!suicide && !TOLD_OF.test(folded) && !alarms.some((alarm) => folded.includes(alarm))) return otherwise;
  const { ways, signs, practice, work, speaker, full } = await known();
  const words = full.reduce((made, [pattern, meant]) => made.replace(new RegExp(pattern, "g"), meant), folded); // "2 kil me"
  const texts = [...new Set([folded, words])];
  const hears = (one) => texts.some((text) => matches(one, text));
  if (ways.some(hears)) return "danger";
  if (TOLD_OF.test(words) && signs.some(hears) && !new RegExp(work).test(words)) return "danger";
  if (!suicide) return ABOUT_HARM.test(words) ? "topic" : otherwise;
  return new RegExp(practice).test(words) && !new RegExp(speaker).test(words) ? "topic" : "danger";
}
