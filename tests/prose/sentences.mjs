// Finds long sentences and passive verbs with retext. Reads JSON texts from one file, and writes JSON findings to
// another.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import retextEnglish from "retext-english";
import retextPassive from "retext-passive";
import { unified } from "unified";
import { VFile } from "vfile";

const [from, to] = process.argv.slice(2);
const { longest, passive, texts } = JSON.parse(readFileSync(from, "utf8"));
const english = unified().use(retextEnglish);
const reader = (passive ? english.use(retextPassive) : english).freeze();

const sentencesIn = (node) => (node.type === "SentenceNode" ? [node] : (node.children ?? []).flatMap(sentencesIn));
const wordsIn = (sentence) => sentence.children.filter((child) => child.type === "WordNode").length;

function read(text) {
  const file = new VFile(text);
  const tree = reader.parse(file);
  reader.runSync(tree, file);
  return {
    long: sentencesIn(tree)
      .map((sentence) => ({ at: sentence.position.start.offset, said: wordsIn(sentence) }))
      .filter(({ said }) => said > longest),
    passive: file.messages.map(({ place, actual }) => ({ at: place.start.offset, said: actual })),
  };
}

writeFileSync(to, JSON.stringify(texts.map(read)));
