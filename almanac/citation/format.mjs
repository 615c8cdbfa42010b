// Formats studies as references and in-text citations with citeproc-js, the engine that Zotero uses.
//
// `node format.mjs FILE`: the file is one JSON object with `styles`, each name with a CSL style, and `works`, each with the name
// of its `style` and its CSL-JSON `item`. It writes a list with a work each: its `reference` and its citation `intext`.
// A reference is plain text in which the marks below stand for italics and for the place of a letter after the year.
// `node format.mjs` without a file stays running, and answers each such object on a line of its input with such a list.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv, stdout } from "node:process";
import { answerLines } from "../machine/answering.mjs";

const require = createRequire(import.meta.url); // one lock for all of npm
const CSL = require("citeproc");

// Characters that no text holds: Unicode keeps them for use inside a program.
const ITALIC = "\uFDD0";
const UPRIGHT = "\uFDD1";
const LETTER = "\uFDD2";

const as = (before, after) => (_state, shown) => before + shown + after;
const asItIs = as("", "");
CSL.Output.Formats.marked = {
  ...CSL.Output.Formats.text,
  text_escape: (shown) => shown ?? "",
  "@font-style/italic": as(ITALIC, UPRIGHT),
  "@font-style/oblique": as(ITALIC, UPRIGHT),
  "@font-style/normal": as(UPRIGHT, ITALIC),
  "@bibliography/entry": asItIs,
};
CSL.Util.Suffixator.prototype.format = () => LETTER;
// The engine looks for markup, for works that could be mixed up and for the rules of other languages: half its time, and none is there.
CSL.getAmbiguousCite = () => ""; // a work that is cited alone is like no other
CSL.toLocaleLowerCase = (text) => text.toLowerCase(); // in English the same

function locale(language) {
  try {
    return readFileSync(require.resolve(`citeproc-locales/locales/locales-${language}.xml`), "utf8");
  } catch {
    return false;
  }
}

const engines = new Map(); // by their styles: to make one takes longer than to cite a work
const items = new Map();
let number = 0; // of all works so far: an engine must take none for an earlier one

function engineOf(style) {
  if (!engines.has(style)) {
    const retrieveItem = (id) => items.get(id);
    const engine = new CSL.Engine({ retrieveLocale: locale, retrieveItem }, style, "en-GB", true);
    engine.setOutputFormat("marked");
    engine.fun.flipflopper.processTags = () => {}; // signs of markup are held back
    engines.set(style, engine);
  }
  return engines.get(style);
}

// The works of one style. Each is cited as if it were alone: a page, or a reading list, tells its own works apart.
function formatted(style, works) {
  const engine = engineOf(style);
  return works.map(({ item }) => {
    const id = String(number++);
    items.clear();
    items.set(id, { ...item, id });
    engine.updateItems([id]);
    engine.registry.registry[id].disambig.year_suffix = "0";
    const [, [reference]] = engine.makeBibliography();
    engine.registry.registry[id].disambig.year_suffix = false;
    return { reference: reference.trim(), intext: engine.makeCitationCluster([{ id }]) };
  });
}

function allFormatted({ styles, works }) {
  const places = Map.groupBy(works.keys(), (index) => works[index].style);
  const done = [];
  for (const [name, indices] of places) {
    const made = formatted(styles[name], indices.map((index) => works[index]));
    indices.forEach((index, at) => (done[index] = made[at]));
  }
  return done;
}

function answer(given) {
  try {
    return allFormatted(given);
  } catch (error) {
    engines.clear(); // one may have stopped half way
    throw error;
  }
}

if (argv[2]) stdout.write(JSON.stringify(allFormatted(JSON.parse(readFileSync(argv[2], "utf8")))));
else await answerLines(answer);
