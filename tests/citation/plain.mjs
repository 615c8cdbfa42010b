// References by citeproc-js alone: a published style, and items as the Almanac exports them.
//
// `node plain.mjs FILE` reads `style` (CSL), `changes` (pairs of a fragment of the style and its replacement in a test)
// and `items` (CSL-JSON) from the file. It writes a list of plain references, in the order of the items.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv, stdout } from "node:process";

const require = createRequire(import.meta.url);
const CSL = require("citeproc");

const { style, items } = JSON.parse(readFileSync(argv[2], "utf8"));
const known = new Map(items.map((item) => [item.id, item]));
const retrieveLocale = (language) => {
  try {
    return readFileSync(require.resolve(`citeproc-locales/locales/locales-${language}.xml`), "utf8");
  } catch {
    return false;
  }
};
const engine = new CSL.Engine({ retrieveLocale, retrieveItem: (id) => known.get(id) }, style, "en-GB", true);
engine.setOutputFormat("text");
const made = items.map(({ id }) => {
  engine.updateItems([id]);
  return engine.makeBibliography()[1][0].trim();
});
stdout.write(JSON.stringify(made));
