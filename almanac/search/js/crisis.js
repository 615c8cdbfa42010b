// Whether a query speaks of danger or distress, so that urgent help comes first, and its words are left alone.

import { enoughOf, pointsOf, wordsOf } from "./danger.js";
import { fold } from "./text.js";

const ABOUT_HARM = /\bsuicid|\bself ?(?:harm|injur)|\boverdos/; // as `wordsOf` spells it

// Who is told of, or tells: a call for help has one of these words, or an alarm.
const SOMEBODY = new Set(
  wordsOf(
    "i im ive ill id me my myself he hes hed him himself his she shes shed her herself they theyre theyve theyd their them we us dwi " +
      "mum mam mom dad nan nana gran granny grandma grandad auntie uncle cousin niece nephew son daughter brother sister husband wife partner ex " +
      "mate friend girlfriend boyfriend flatmate neighbour lad bairn wean kid baby child children toddler " +
      "client patient resident tenant pupil student caller man woman lady someone somebody",
  ),
);

/** Whether words are about suicide or harm, in danger or as a topic. */
export const isAboutHarm = (words) => ABOUT_HARM.test(words.join(" "));

/** Whether words tell of somebody. */
export const tellsOf = (words) => words.some((word) => SOMEBODY.has(word));

/**
 * What a query asks of us.
 *
 * @param {string} query - as it was typed.
 * @param {string[]} alarms - words of which each call for help that tells of nobody has one.
 * @param {() => Promise<Map<string, number>>} known - gives the points of words (danger.js). Asked only where the query has an
 *   alarm, or tells of somebody.
 * @returns {Promise<"danger" | "topic" | "">} danger or distress; suicide or self-harm as a topic of study or practice;
 *   neither. Rejects where the points do not come.
 */
export async function needOf(query, alarms, known) {
  const words = wordsOf(fold(query));
  const calm = isAboutHarm(words) ? "topic" : "";
  if (!tellsOf(words) && !words.some((word) => alarms.includes(word))) return calm;
  return pointsOf(words, await known()) >= enoughOf(words) ? "danger" : calm;
}
