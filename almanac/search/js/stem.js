// Reduces words to the form used in the index: one stem for all forms of a word, British or American.

import { stemmer } from "stemmer";
import { STOP_WORDS, fold } from "./text.js";

// Converts American spelling to British, or both to one form, by the ending or beginning of a word. It comes before
// stemming because the stemmer knows "-ize" but not "-ise": it would cut "personalize" to "person" but hardly shorten
// "personalise".
const SPELLING = [
  [/^(.{3,})iz(e[drs]?|ers?|ing|ab(?:le|ility)|ation(?:s|al|ally)?)$/, "$1is$2"], // organization
  [/^(.{2,}[aly])yz(e[drs]?|ers?|ing)$/, "$1ys$2"], // analyze, paralyze
  [/^(behavi|col|fav|harb|hon|hum|lab|neighb|rum|rig|vig|endeav|demean|misdemean|cand|od|arm|savi|flav|glam|sav|tum|val|vap)our(.*)$/, "$1or$2"],
  [/^(.*(?:cent|theat|lit|met|fib|calib|spect|somb|meag|lust))re(s|d)?$/, (_, start, end = "") => `${start}er${end === "d" ? "ed" : end}`],
  [/^(defen|offen|licen|preten)s(e[drs]?|ing)$/, "$1c$2"], // defense
  [/^(.*[ai])llit(y|ies)$/, "$1lit$2"], // tranquillity, and a misspelling of ability
  [/^practis(e[drs]?|ing)$/, "practic$1"],
  [/^program(?:me)?(s|d)?$/, (_, end = "") => (end === "d" ? "programmed" : `program${end}`)],
  [/^(anal|catal|dial|monol|prol)og(?:ue)?(s?)$/, "$1og$2"],
  [/^(.*)dgement(.*)$/, "$1dgment$2"], // judgement
  [/^(enrol|fulfil|instal|distil|instil|skil|wil)l?(ments?|s|ful|fully)?$/, "$1$2"],
  [/^(counsel|travel|label|model|cancel|signal|level|quarrel|marvel|tunnel|jewel)l(or|ors|er|ers|ed|ing|ings|ous)$/, "$1$2"],
  [/^(.*)paed(.*)$/, "$1ped$2"],
  [/^(an|h)aem(.*)$/, "$1em$2"],
  [/^(.*)anaesth(.*)$/, "$1anesth$2"],
  [/^gynaec(.*)$/, "gynec$1"],
  [/^foet(.*)$/, "fet$1"],
  [/^oestr(.*)$/, "estr$1"],
  [/^oedema(.*)$/, "edema$1"],
  [/^aetiolog(.*)$/, "etiolog$1"],
  [/^manoeuv(?:re)(.*)$/, "maneuver$1"],
  [/^ageing$/, "aging"],
  [/^gray(s|er|ing)?$/, "grey$1"],
  [/^enquir(.*)$/, "inquir$1"],
  [/^skeptic(.*)$/, "sceptic$1"],
  [/^(learn|spoil|burn|dream)t$/, "$1ed"],
];

// Words that the stemmer would merge with others of a different meaning: community and communication, personal and
// person, authority and author.
const WHOLE = [
  [/^(author|commun|ident|minor|major|personal|secur|univers|human|central|curios|general|real|local|capabil)it(?:y|ies)$/, "$1ity"],
  [/^(general|informal|internal|medical|personal|several|universal|national|marital|sexual|formal)(?:ly)?$/, "$1"],
  [/^(experience|relative|medication|experiment|executive|organ|communication|police|importance|operative)s?$/, "$1"],
  // Words of the same meaning that it would separate, such as advocate and advocacy.
  [/^(psychiatr|psycholog|therap|sociolog)(?:y|ies|ists?|ic|ical|ically|eutic|euticall?y)$/, "$1y"],
  [/^section(?:ed|ing)$/, "sectioned"], // detained, not a section of an Act
  [/^advoca(?:t(?:es?|ed|ing|ors?)|cy)$/, "advocacy"],
  [/^autis(?:m|tics?)$/, "autism"],
  [/^guardian(?:s|ships?)?$/, "guardian"],
  [/^det(?:ain(?:s|ed|ing|ees?)?|entions?)$/, "detain"],
  [/^pregnan(?:t|cy|cies)$/, "pregnant"],
  [/^restrain(?:ts?|s|ed|ing)?$/, "restrain"],
  [/^complain(?:ts?|s|ed|ing|ants?)?$/, "complain"],
  [/^qualif(?:y|ied|ies|ying|ications?)$/, "qualify"],
  [/^regist(?:er|ers|ered|ering|rations?|rants?)$/, "register"],
  [/^inspect(?:s|ed|ing|ions?|ors?|orates?)?$/, "inspect"],
  [/^(wo|ombuds|police|chair|lay|fire|middle|service|trades|business)?man$/, "$1men"],
  [/^scottish$/, "scotland"], [/^(?:welsh|wales)$/, "wales"], [/^irish$/, "ireland"], // Scottish means in Scotland
  [/^(?:my|your|him|her|it|our|them|one)sel(?:f|ves)$/, "oneself"],
  [/^m[ou]m(?:my)?s?$/, "mother"], [/^dad(?:dy)?s?$/, "father"],
  [/^experience[d]$/, "experience"],
  [/^(experien)cing$/, "$1ce"],
];

const change = (word, rules) => {
  for (const [pattern, form] of rules) if (pattern.test(word)) return word.replace(pattern, form);
  return null;
};

/** A folded word in the spelling that the index uses: `randomized` becomes `randomised`. */
const oneSpelling = (word) => (word.length < 4 ? word : (change(word, SPELLING) ?? word));

const stems = new Map(); // every word seen so far, because a text repeats a few words often

function stemOf(word) {
  const spelt = oneSpelling(word).replace(/^(.{3,})atory$/, "$1ation"); // discriminatory belongs with discrimination
  return change(spelt, WHOLE) ?? stemmer(spelt);
}

/** The stem of a word, the same for all its forms (detain, detained); empty for a stop word. */
export function stem(word) {
  if (!stems.has(word)) stems.set(word, STOP_WORDS.has(word) ? "" : stemOf(word));
  return stems.get(word);
}

const HYPHEN = /[-‐‑]/;
const COMPOUND = /\p{L}+(?:[-‐‑]\p{L}+)+/gu; // on a whole text it would restart at every letter

/** The hyphenated words of a text. */
export const compounds = (text) => text.split(" ").filter((word) => HYPHEN.test(word)).flatMap((word) => word.match(COMPOUND) ?? []);

/** The stems of a text's words: `well-being` gives `well`, `be` and `wellb`, because some write it as one word. */
export function tokenize(text) {
  if (/^[a-z0-9]*$/.test(text)) return [stem(text)].filter(Boolean);
  const joined = compounds(text).map((word) => word.replace(/[-‐‑]/g, ""));
  return fold([text, ...joined].join(" ")).split(" ").map(stem).filter(Boolean);
}
