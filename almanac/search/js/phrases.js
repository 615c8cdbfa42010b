// What the build knows of how people speak, of everyday things and in danger: the lists in phrases/, and what is learned.

import { readFileSync } from "node:fs";
import { alarms, learn } from "./learning.js";
import { packFirsts } from "./parts.js";

/** The phrases of a list, a line each; a line that begins with # is about them. */
const list = (name) =>
  readFileSync(new URL(`./phrases/${name}.txt`, import.meta.url), "utf-8").split("\n").filter((line) => line && !line.startsWith("#"));

/** Everyday words, each with the words that are looked for beside it. */
export const everyday = () =>
  list("everyday").flatMap((line) => {
    const [words, meanings] = line.split(": ").map((part) => part.split(" "));
    return words.map((word) => [word, meanings]);
  });

/**
 * What a reader's browser needs to tell danger: the `alarms` of the head, and the `points` of words.
 *
 * @param {string[]} names - of the pages of the site. None of them sets anything off, but for one that stands in the list of
 *   danger, or is about suicide or harm.
 */
export function learned(names) {
  const danger = list("danger");
  const calm = ["calm", "topic", "titles"].flatMap(list);
  const points = learn(danger, calm, names);
  return { alarms: packFirsts(alarms(danger, calm)), points: { words: packFirsts([...points.keys()]), points: [...points.values()] } };
}
