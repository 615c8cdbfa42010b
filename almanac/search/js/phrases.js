// What the build knows about how people speak, every day and in danger: the lists in phrases/ and what is learned.

import { readFileSync } from "node:fs";
import { alarms, learn } from "./learning.js";
import { nationIn } from "./nation.js";
import { packFirsts } from "./parts.js";

/** The phrases of a list, one on each line. Lines that begin with # are comments. */
const list = (name) =>
  readFileSync(new URL(`./phrases/${name}.txt`, import.meta.url), "utf-8").split("\n").filter((line) => line && !line.startsWith("#"));

/** Everyday words, each with the words that are looked up along with it. */
export const everyday = () =>
  list("everyday").flatMap((line) => {
    const [words, meanings] = line.split(": ").map((part) => part.split(" "));
    return words.map((word) => [word, meanings]);
  });

/** Towns and nations. They say nothing of danger, though questions of work name them more often. */
const places = () =>
  everyday().filter(([, meanings]) => nationIn(meanings.join(" "))).flatMap(([word, meanings]) => [word, ...meanings]);

/**
 * What a reader's browser needs to recognise danger: the `alarms` of the index header, and the `points` of words.
 *
 * @param {string[]} names - names of the site's pages. They must not raise an alarm, unless they are in the list of
 *   danger or concern suicide or harm.
 */
export function learned(names) {
  const danger = list("danger");
  const calm = ["calm", "topic", "titles"].flatMap(list);
  const points = learn(danger, calm, { names, silent: places() });
  return { alarms: packFirsts(alarms(danger, calm)), points: { words: packFirsts([...points.keys()]), points: [...points.values()] } };
}
