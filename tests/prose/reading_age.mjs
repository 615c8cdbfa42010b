// Computes the US school grade of texts by Flesch and Kincaid, to one decimal. Reads JSON texts from one file, and
// writes the grades to another.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { fleschKincaid } from "flesch-kincaid";
import retextEnglish from "retext-english";
import { syllable } from "syllable";
import { unified } from "unified";

const [from, to] = process.argv.slice(2);
const reader = unified().use(retextEnglish).freeze();

const all = (node, type) => (node.type === type ? [node] : (node.children ?? []).flatMap((child) => all(child, type)));

function grade(text) {
  const tree = reader.parse(text);
  const counts = {
    sentence: all(tree, "SentenceNode").length,
    word: all(tree, "WordNode").length,
    syllable: syllable(text),
  };
  return Number(fleschKincaid(counts).toFixed(1));
}

writeFileSync(to, JSON.stringify(JSON.parse(readFileSync(from, "utf8")).map(grade)));
