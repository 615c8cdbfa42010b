// The order of results, and why: the words of a page, names that it bears, the question that its kind answers.

/** Of one name: the kinds of page, first to last, by the kind of question. */
const BEARING = ["Urgent help", "Organisations", "Glossary", "Law", "Law and policy", "Roles", "Situations", "Needs", "Local help", "Standards", "Figures"];
const LAW_FIRST = ["Law", "Situations", ...BEARING];
const BEARING_FOR = {
  law: ["Law", ...BEARING], who: LAW_FIRST, "how long": LAW_FIRST, can: LAW_FIRST, when: ["Law and policy", "Law", ...BEARING],
  where: ["Needs", "Local help", ...BEARING], help: ["Needs", ...BEARING], how: ["Situations", "Standards", ...BEARING], "how many": ["Figures", ...BEARING],
};

/** What a question adds to a page of a kind that answers such. */
const ANSWERS = {
  who: { Law: 0.35, Organisations: 0.2, Glossary: 0.1, Standards: 0.1 },
  "how long": { Law: 0.6, Standards: 0.1 },
  can: { Law: 0.35, Situations: 0.2 },
  when: { "Law and policy": 0.35, Law: 0.3 },
  where: { Needs: 0.6, "Local help": 0.4, Organisations: 0.35, "Urgent help": 0.2, Situations: 0.15 },
  help: { Needs: 0.7, Organisations: 0.4, "Local help": 0.3, "Urgent help": 0.2, Situations: 0.35, Glossary: 0.2 },
  "how many": { Figures: 3 },
  how: { Situations: 0.25, Standards: 0.25, Law: 0.15, Glossary: 0.1 },
  what: { Glossary: 0.3, Law: 0.2, Standards: 0.15, Organisations: 0.1 },
  which: { Organisations: 0.9, Law: 0.2, Glossary: 0.1, Needs: 0.2 },
  compare: { Pages: 2.5, Glossary: 0.1, Law: 0.1 },
};
const NAMED = { compare: 2, asked: 0.9, else: 0.4 }; // for a page whose name is all that a question, or other words, tell of
const PAST = 0.8; // of what a page has that tells what is no longer in use
const OTHER_NATION = { named: 0.4, else: 0.8 }; // of what a page has that speaks of other nations alone than the one named, or the reader's

/** The place of a page among those of one name: by its kind, then the reader's nation. */
export function placeOf(question, lawByNumber, elsewhere) {
  const first = BEARING_FOR[lawByNumber ? "law" : question] ?? BEARING;
  return (number, kind) => 2 * (first.indexOf(kind) + 1 || first.length + 1) + elsewhere(number);
}

/**
 * Pages in order.
 *
 * @param {object} found - `scores`: page to score of its words; `partly`: the same of pages that have a part of them;
 *   `exact`: pages that bear the very name, in order; `named`:
 *   page to the share of the question that its name is; `nation`:
 *   that the query names, or nothing; `question`; `kindOf`, `elsewhere`, `late`, `past`: of a page's number.
 * @returns {object[]} `number`, `total` and what it is made of: `words`, `name`, `exact`, `answers`, `nation`, `age`, `late`.
 */
export function ranked({ scores, partly, exact, named, nation: ofQuery, question, kindOf, elsewhere, late, past }) {
  const top = Math.max(...scores.values(), 1e-9);
  const numbers = new Set([...exact, ...scores.keys(), ...named.keys()]);
  const made = [...numbers].map((number) => {
    const words = Math.min(1, (scores.get(number) ?? partly.get(number) ?? 0) / top);
    const name = (NAMED[question] ?? (question ? NAMED.asked : NAMED.else)) * (named.get(number) ?? 0);
    const answers = (ANSWERS[question]?.[kindOf(number)] ?? 0) * Math.max(words, named.get(number) ?? 0);
    const place = exact.indexOf(number);
    const nation = elsewhere(number) ? (ofQuery ? OTHER_NATION.named : OTHER_NATION.else) : 1;
    const age = past(number) ? PAST : 1;
    const total = (words + name + answers) * nation * age + (place < 0 ? 0 : 1000 - place);
    return { number, total, words, name, answers, exact: place >= 0, nation, age, late: late(number) && place < 0 };
  });
  return made.sort((one, other) => one.late - other.late || other.total - one.total || one.number - other.number);
}

/**
 * The page whose answer is shown at the top: it has exactly that name, or the one name that the question contains, or a name in
 * the question and the kind that answers it. Where help is looked for, who to turn to, if that is among the first.
 *
 * @param {object[]} order - as `ranked` gives it.
 * @param {object} asked - `named`, as `ranked` takes it; `alone`: whether it is one name; `question`; `kindOf`.
 * @returns {?number} its number, or null.
 */
export function answering(order, { named, alone, question, kindOf }) {
  const [first] = order;
  if (!first) return null;
  const seeks = question === "where" || question === "help";
  const turnTo = seeks && !first.exact ? order.slice(0, 3).find(({ number }) => kindOf(number) === "Needs") : null;
  if (turnTo) return turnTo.number;
  const share = named.get(first.number) ?? 0; // of the question, that its name is
  return first.exact || (alone && share >= 0.5) || (first.answers > 0 && share >= 0.4) ? first.number : null;
}
