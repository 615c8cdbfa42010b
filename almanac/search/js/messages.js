// Messages about a search: how it was understood, what was changed or ignored, and what could not be looked up.

import { EMPTY_STATE, address } from "./address.js";
import { element } from "./row.js";
import { warnings } from "./warnings.js";

export const em = (text) => element("em", {}, text);
export const link = (href, ...inside) => element("a", { href }, ...inside);

// toLocaleString takes a slow phone 60 ms
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
const listed = (parts) => parts.flatMap((part, at) => (at ? [at === parts.length - 1 ? " and " : ", ", part] : [part]));

function* understood(state, asked) {
  if (asked.identifier?.what && !asked.everything.length) {
    yield [`No page of the Almanac has this ${asked.identifier.what}. Try the title, or the first author and the year.`];
  }
  if (asked.understood) yield ["Looking for: ", em(asked.understood), "."];
  if (asked.cutShort) yield ["Many pages have these words, so we looked for the phrase in the best of them."];
}

function* changed(state, asked) {
  if (asked.need === "danger") return; // such words are neither corrected nor repeated
  if (asked.mended && asked.used.length) {
    const instead = link(address({ ...state, exact: true, page: 1 }), "Search instead for ", em(asked.typed));
    instead.id = "instead";
    yield ["Showing results for ", em(asked.whole), ". ", instead, "."];
  }
  const [first] = asked.guesses;
  if (first) {
    const better = asked.whole.split(" ").map((word) => asked.guesses.get(word) ?? word).join(" ");
    const to = link(address({ ...EMPTY_STATE, q: better, explain: state.explain }), em(better));
    to.id = "meant";
    yield [`We do not have “${first[0]}”. Did you mean `, to, "?"];
  }
  if (asked.question === "evidence" && asked.everything.length && !asked.studies) yield ["We found no study on this. You can ", link("../research/by-topic.html", "look through studies by topic"), "."];
  if (asked.left.length && asked.numbers.length && asked.used.length) {
    yield ["No page has all of your words. Showing results for ", em(asked.used.join(" ")), ", without ", ...listed(asked.left.map(em)), "."];
  }
}

/**
 * The number of results, what they are for, and whether there is an answer. Screen readers announce only this line.
 *
 * @param {object} state - see address.js.
 * @param {object} asked - the result of Search.find.
 * @param {object} place - the result of `paginate`.
 * @param {?string} answered - the title of the answer, if there is one.
 */
export function countLine(state, asked, { pages, from, shown }, answered) {
  const total = asked.numbers.length;
  const one = total === 1 ? "1 result" : `${grouped(total)} results`;
  const inside = [one];
  const looked = asked.understood || !asked.reasons.size ? "" : !asked.left.length || !asked.used.length ? asked.whole : asked.used.join(" ");
  if (looked && asked.need !== "danger") inside.push(" for ", em(looked === asked.whole && !asked.mended && !asked.tooLong ? state.q : looked));
  if (pages > 1) inside.push(`, ${from + 1} to ${from + shown.length} shown`);
  if (asked.need === "danger") inside.push(element("span", { className: "unseen" }, ". Numbers to call or text are at the top."));
  if (answered) inside.push(element("span", { className: "unseen" }, `. Answer at the top: ${answered}.`));
  return inside;
}

/** Paragraphs with the messages for a state of the page and the result of Search.find. */
export function messages(state, asked) {
  const said = warnings(asked).map((text) => [text, " ", link(address(state), "Try again"), "."]);
  if (asked.tooLong) said.push(["Your search is long, so we used only its beginning."]);
  return [...said, ...understood(state, asked), ...changed(state, asked)].map((inside) => element("p", {}, ...inside));
}

const ANSWERING = { exact: "its name is what you searched for", name: "its name is in your search", answers: "this kind of page answers such a question" };

/** One line that explains why a page ranks where it does. */
export function reasonFor(reason) {
  if (!reason) return "Why it is here: it comes first when somebody may be in danger, or it is the only page with this number or address.";
  const parts = [`words ${reason.words.toFixed(2)} of the best page's`];
  if (reason.exact) parts.push(ANSWERING.exact);
  if (reason.name) parts.push(`${ANSWERING.name} +${reason.name.toFixed(2)}`);
  if (reason.answers) parts.push(`${ANSWERING.answers} +${reason.answers.toFixed(2)}`);
  if (reason.nation < 1) parts.push(`for another nation × ${reason.nation}`);
  if (reason.nation > 1) parts.push(`for the nation that you name × ${reason.nation}`);
  if (reason.england < 1) parts.push(`for other nations than England × ${reason.england}`);
  if (reason.age < 1) parts.push(`no longer in use × ${reason.age}`);
  if (reason.late) parts.push("its review is overdue: below the rest");
  return `Why it is here: ${parts.join("; ")}.`;
}
