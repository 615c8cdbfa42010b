// Makes the search of a built site: `node search/index.js PAGES SITE`.
//
// PAGES is JSON, a page a line (almanac/searchindex.py says what of it); pages of a kind stand together. Written are
// the scripts (assets/js/) and, in assets/search/, index.json (what every search needs: the script has it too) and a folder whose name changes
// with the index: the words, in parts, the text of each page, and what choosing and sorting need.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import MiniSearch from "minisearch";
import { FIELDS, MEASURED, NAME, OPTIONS, SLIP, rounded, steps } from "./engine.js";
import { plain } from "./words.js";

const PART = 16_000; // characters of a part of the index, about: a word that is longer has one of its own

/** A page as MiniSearch takes it. */
const row = ({ title, names, authors, about, kind, text }, id) => ({
  id,
  title,
  names: names.join(" ; "),
  authors: authors.join(" ; "),
  about: [...about, kind].join(" ; "),
  text,
});

/** Every whole name to the pages that bear it, in order of their numbers. */
function names(pages) {
  const held = new Map();
  pages.forEach(({ title, names, misspelt }, number) => {
    const bare = title.replace(/ \([^)]*\)/g, ""); // without brackets, and without its article
    for (const name of new Set([title, bare, bare.replace(/^(?:the|an?) /i, ""), ...names, ...misspelt].map(plain))) {
      if (name) held.set(NAME + name, [...(held.get(NAME + name) ?? []), number]);
    }
  });
  return [...held].map(([name, numbers]) => [name, steps(numbers)]);
}

/** Every misspelt name to what was meant. */
const slips = (pages) => [...new Map(pages.flatMap(({ slips }) => Object.entries(slips).map(([slip, name]) => [SLIP + slip, name])))];

/** What is stored of a word: field, steps between the pages that have it there, and how often where not once in each. */
function stored([term, fields]) {
  const found = Object.entries(fields).flatMap(([field, often]) => {
    const times = Object.values(often);
    return [Number(field), steps(Object.keys(often).map(Number)), times.every((time) => time === 1) ? [] : times];
  });
  return [term, ...found];
}

/** Rows in the order of their words, cut into parts. */
function parts(rows) {
  const cut = [];
  let size = Infinity;
  for (const row of rows.sort(([one], [other]) => (one < other ? -1 : 1))) {
    const length = JSON.stringify(row).length;
    if (size + length > PART) {
      cut.push([]);
      size = 0;
    }
    cut.at(-1).push(row);
    size += length;
  }
  return cut;
}

/** For each kind, where its pages end. */
const kinds = (pages) => pages.flatMap(({ kind }, at) => (kind === pages[at + 1]?.kind ? [] : [[kind, at + 1]]));

/** Values in their order, and for each page the numbers of those that it has. */
function choice(lists) {
  const values = [...new Set(lists.flat())].sort();
  const numbers = new Map(values.map((value, number) => [value, number]));
  return { values, pages: lists.map((list) => list.map((value) => numbers.get(value))) };
}

function write(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value)}\n`);
}

const [given, site] = process.argv.slice(2).map((path) => resolve(path));
const folder = join(site, "assets", "search");
const pages = readFileSync(given, "utf-8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const index = new MiniSearch(OPTIONS);
for (const [id, page] of pages.entries()) index.add(row(page, id));
const made = index.toJSON();
const cut = parts([...made.index.map(stored), ...names(pages), ...slips(pages)]);
const lengths = Object.keys(FIELDS).map((name, at) =>
  MEASURED.includes(name) ? pages.map((_, number) => rounded(made.fieldLength[number][at])) : null,
);
const head = {
  count: pages.length,
  kinds: kinds(pages),
  late: pages.flatMap(({ late }, number) => (late ? [number] : [])),
  average: made.averageFieldLength,
  lengths,
  parts: cut.map(([[first]]) => first),
};
const files = [
  ["choices.json", {
    year: pages.map(({ year }) => Number(year) || 0),
    ...Object.fromEntries(["topic", "nation", "method"].map((name) => [name, choice(pages.map((page) => page[name]))])),
  }],
  ["titles.json", pages.map(({ order }) => order)],
  ...cut.map((part, number) => [`words/${number}.json`, part]),
  ...pages.map(({ path, title, kind, year, status, names, text }, number) => [
    `pages/${number}.json`,
    { path, title, kind, year, status, names, text },
  ]),
];
const hash = createHash("sha256").update(JSON.stringify(head));
for (const file of files) hash.update(JSON.stringify(file));
head.mark = hash.digest("hex").slice(0, 8);
for (const [name, value] of files) write(join(folder, head.mark, name), value);
write(join(folder, "index.json"), head);
const here = dirname(fileURLToPath(import.meta.url));
buildSync({
  absWorkingDir: here,
  entryPoints: { search: "start.js", suggest: "suggest.js" },
  outdir: join(site, "assets", "js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  define: { HEAD: JSON.stringify(JSON.stringify(head)) }, // with the script, so that a reader's browser waits for one file
});
for (const [name, licence] of [["minisearch", "LICENSE.txt"], ["stemmer", "license"]]) {
  copyFileSync(join(here, "node_modules", name, licence), join(folder, `${name}-licence.txt`));
}
