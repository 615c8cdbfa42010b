// Ranks the results and explains why: the words of a page, its names, and the type of question that its kind answers.

/** The order of kinds among pages with the same name. */
const BEARING = ["Urgent help", "Organisations", "Glossary", "Law", "Law and policy", "Roles", "Situations", "Needs", "Local help", "Standards", "Figures"];
const LAW_FIRST = ["Law", "Situations", ...BEARING];
/** The same, by type of question. */
const BEARING_FOR = {
  law: ["Law", ...BEARING], who: LAW_FIRST, "how long": LAW_FIRST, can: LAW_FIRST, when: ["Law and policy", "Law", ...BEARING],
  where: ["Needs", "Local help", ...BEARING], help: ["Needs", ...BEARING], how: ["Situations", "Standards", ...BEARING], "how many": ["Figures", ...BEARING],
};

/**
 * What a question adds to the score of a page whose kind answers such questions. The best score of words is 1. So 0.1
 * decides between pages that are about as good, 0.35 outweighs a third of the best score, and more than 1 outweighs all
 * words.
 */
const ANSWERS = {
  who: { Law: 0.35, Organisations: 0.2, Glossary: 0.1, Standards: 0.1 },
  "how long": { Law: 0.6, Standards: 0.1 },
  can: { Law: 0.35, Situations: 0.2, Standards: 0.2 },
  when: { "Law and policy": 0.35, Law: 0.3 },
  where: { Needs: 0.6, "Local help": 0.4, Organisations: 0.35, "Urgent help": 0.2, Situations: 0.1 },
  help: { Needs: 0.7, Organisations: 0.4, "Local help": 0.3, "Urgent help": 0.2, Situations: 0.35, Glossary: 0.2 },
  "how many": { Figures: 3 },
  become: { Standards: 0.5, Pages: 0.5, Law: 0.15 },
  how: { Situations: 0.25, Standards: 0.25, Law: 0.15, Glossary: 0.1 },
  what: { Glossary: 0.3, Law: 0.2, Standards: 0.15, Organisations: 0.1 },
  which: { Organisations: 0.9, Law: 0.2, Glossary: 0.1, Needs: 0.2 },
  evidence: { Studies: 0.5, "Key messages and findings": 0.2, Glossary: 0.1 },
  compare: { Pages: 2.5, Glossary: 0.1, Law: 0.1 },
};
// The bonus for a page whose name is all that a question, or another query, asks about. Whoever asks how to become
// something does not ask what it is.
const NAMED = { compare: 2, become: 0.4, asked: 0.9, else: 0.4 };
const OF_OTHER_LAW = 0.5; // factor for other kinds and other law if a question of length names one law in words
const PAST = 0.8; // factor for a page that describes what is no longer in use
// Factors for a page that concerns only nations other than the one named, or than the reader's.
const OTHER_NATION = { named: 0.4, else: 0.8 };
const OWN_NATION = 1.5; // factor for a page that answers for the nation named: whoever names one wants its own rules and organisations
// Factor for what does not hold in England, where most readers are, if no nation is named or known. It spares law that
// the query cites by number.
const ABROAD = 0.7;
const EXACT = 1000; // for a page with exactly that name: more than everything else together

/** The order of pages with the same name: by kind, then by the reader's nation. */
export function placeOf(question, lawByNumber, elsewhere) {
  const first = BEARING_FOR[lawByNumber ? "law" : question] ?? BEARING;
  return (number, kind) => 2 * (first.indexOf(kind) + 1 || first.length + 1) + elsewhere(number);
}

/** Types of question that seek help. A need's page answers them for every nation, with the organisations of each. */
const SEEKS = ["where", "help"];

/**
 * Whether a page answers for the nation that the query names. That must be its only one, and its kind must answer the
 * question, if there is one: whoever seeks a helpline in Scotland seeks no Scottish Act.
 */
const answersForNation = (kind, ofNation, question) =>
  (SEEKS.includes(question) && kind === "Needs") || (ofNation && (!question || kind in (ANSWERS[question] ?? {})));

/**
 * Rank pages.
 *
 * @param {object} found - `scores`: page to score of its words; `partly`: the same for pages with only some of them;
 *   `exact`: pages with exactly that name, in order; `named`: page to the share of the query that its name makes up;
 *   `nation`: the nation in the query, if any; `question`; `byNumber`: whether the query cites law by number; `kindOf`,
 *   `elsewhere` (only for nations that are not meant), `ofNation` (only for the nation in the query), `abroad` (not for
 *   England), `late`, `past`: functions of a page's number.
 * @returns {object[]} `number`, `total` and its parts: `words`, `name`, `exact`, `answers`, `nation`, `england`, `age`, `late`.
 */
export function ranked({ scores, partly, exact, named, nation: ofQuery, question, byNumber, kindOf, elsewhere, ofNation, abroad, late, past }) {
  const top = [...scores.values()].reduce((best, score) => Math.max(best, score), 0) || 1; // nothing is divided by 0
  const numbers = new Set([...exact, ...scores.keys(), ...named.keys()]);
  const ofOneLaw = question === "how long" && !byNumber && [...named.keys()].filter((number) => kindOf(number) === "Law").length === 1;
  const nationFactor = (number) => {
    if (elsewhere(number)) return ofQuery ? OTHER_NATION.named : OTHER_NATION.else;
    return ofQuery && answersForNation(kindOf(number), ofNation(number), question) ? OWN_NATION : 1;
  };
  const made = [...numbers].map((number) => {
    const words = Math.min(1, (scores.get(number) ?? partly.get(number) ?? 0) / top);
    const name = (NAMED[question] ?? (question ? NAMED.asked : NAMED.else)) * (named.get(number) ?? 0);
    const bearing = Math.max(words, named.get(number) ?? 0);
    const meant = named.has(number) ? 1 : OF_OTHER_LAW * bearing;
    const answers = (ANSWERS[question]?.[kindOf(number)] ?? 0) * (ofOneLaw ? meant : bearing);
    const place = exact.indexOf(number);
    const nation = nationFactor(number);
    const age = past(number) ? PAST : 1;
    const england = !byNumber && abroad(number) ? ABROAD : 1;
    const total = (words + name + answers) * nation * england * age + (place < 0 ? 0 : EXACT - place);
    return { number, total, words, name, answers, exact: place >= 0, nation, england, age, late: late(number) && place < 0 };
  });
  return made.sort((one, other) => one.late - other.late || other.total - one.total || one.number - other.number);
}

/**
 * Choose the page whose answer is shown at the top. It has exactly the name of the query; or it has all words that were
 * found, and the one name that the question contains, or such a name and the kind that answers it. For a search for
 * help, it is the page of a need, if one is among the first results and about as good. An answer for another nation, or
 * without the year in the query, would be read as one to the question, so there is none.
 *
 * @param {object[]} order - the result of `ranked`.
 * @param {object} asked - `named` and `scores`, as for `ranked`; `alone`: whether the query has a single name; `left`:
 *   the words that the results lack; `question`; `kindOf`.
 * @returns {?number} the page's number, or null.
 */
export function answering(order, { named, scores, alone, left, question, kindOf }) {
  const [first] = order;
  if (!first || first.exact) return first?.number ?? null;
  const need = SEEKS.includes(question) && order.slice(0, 3).find(({ number, words }) => kindOf(number) === "Needs" && 2 * words >= first.words);
  if (need) return need.number;
  if (first.nation < 1 || !scores.has(first.number) || left.some((word) => /^\d{4}$/.test(word))) return null;
  const share = named.get(first.number) ?? 0; // the share of the question that is its name
  const least = question === "how long" && !left.length ? 0.3 : 0.4;
  return (alone && share >= 0.5) || (first.answers > 0 && share >= least) ? first.number : null;
}
