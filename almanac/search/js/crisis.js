// Whether a query suggests danger or distress. If so, urgent help comes first and its words are not corrected.

import { enoughOf, pointsOf, stemsOf } from "./danger.js";
import { saysDanger } from "./saysdanger.js";
import { fold } from "./text.js";

const ABOUT_HARM = /\bsuicid|\bself ?(?:harm|injur)|\boverdos/; // in the spelling of `stemsOf`

// People. A call for help contains one of these words or an alarm word.
const SOMEBODY = new Set(
  stemsOf(
    "i im ive ill id me my myself he hes hed him himself his she shes shed her herself they theyre theyve theyd their them we us dwi rwy fi hi mae fe fo " +
      "mum mam mom dad nan nana gran granny grandma grandad auntie uncle cousin niece nephew son daughter brother sister husband wife partner ex " +
      "mate friend girlfriend boyfriend flatmate neighbour lad bairn wean kid baby child children toddler " +
      "client patient resident tenant pupil student caller man woman lady someone somebody",
  ),
);

/** Whether words are about suicide or harm, in an emergency or as a topic. */
export const isAboutHarm = (words) => ABOUT_HARM.test(words.join(" "));

/** Whether words mention a person. */
export const tellsOf = (words) => words.some((word) => SOMEBODY.has(word));

/**
 * Decide whether a query needs urgent help.
 *
 * @param {string} query - as typed.
 * @param {string[]} alarms - alarm words, one of which is in every call for help that mentions no person.
 * @param {() => Promise<Map<string, number>>} known - fetches the points of words (danger.js). Called only if the query
 *   has an alarm word or mentions a person.
 * @returns {Promise<"danger" | "topic" | "">} `danger` for danger or distress, `topic` for suicide or self-harm as a
 *   topic of study or practice. Rejects if the points cannot be fetched.
 */
export async function needOf(query, alarms, known) {
  if (saysDanger(query)) return "danger";
  const words = stemsOf(fold(query));
  const calm = isAboutHarm(words) ? "topic" : "";
  if (!tellsOf(words) && !words.some((word) => alarms.includes(word))) return calm;
  return pointsOf(words, await known()) >= enoughOf(words) ? "danger" : calm;
}
