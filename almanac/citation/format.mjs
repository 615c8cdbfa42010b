// Formats studies as references and in-text citations with citeproc-js, the engine that Zotero uses.
//
// `node format.mjs FILE` reads one JSON object. Its `styles` maps names to CSL styles, and each of its `works` has the
// name of a `style` and a CSL-JSON `item`. The output lists a `reference` and an `intext` citation for each work.
// A reference is plain text, in which the marks below stand for italics and for a letter after the year.
// Without a file, `node format.mjs` stays running and answers each line of input, one such object, with such a list.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv, stdout } from "node:process";
import { answerLines } from "../machine/answering.mjs";

const require = createRequire(import.meta.url); // one lock file for all of npm
const CSL = require("citeproc");

// Unicode noncharacters, reserved for internal use, so no text contains them.
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
// The engine spends half its time looking for markup, ambiguous works and rules of other languages. None occur here.
CSL.getAmbiguousCite = () => ""; // a work cited alone cannot be ambiguous
CSL.toLocaleLowerCase = (text) => text.toLowerCase(); // the same result in English

function locale(language) {
  try {
    return readFileSync(require.resolve(`citeproc-locales/locales/locales-${language}.xml`), "utf8");
  } catch {
    return false;
  }
}

const engines = new Map(); // by style: creating one takes longer than citing a work
const items = new Map();
let number = 0; // numbers all works, so that an engine never takes one for an earlier one

function engineOf(style) {
  if (!engines.has(style)) {
    const retrieveItem = (id) => items.get(id);
    const engine = new CSL.Engine({ retrieveLocale: locale, retrieveItem }, style, "en-GB", true);
    engine.setOutputFormat("marked");
    engine.fun.flipflopper.processTags = () => {}; // markup characters are already replaced by placeholders
    engines.set(style, engine);
  }
  return engines.get(style);
}

// Formats the works of one style, each as if it were cited alone. Pages and reading lists tell their own works apart.
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
