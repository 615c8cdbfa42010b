// One result, with the search terms marked in it.

const COLOURS = {
  evidence: ["Studies", "Figures", "Sources"],
  law: ["Law", "Law and policy"],
  role: ["Situations", "Roles", "Key messages and findings", "Standards", "Questionnaires"],
  help: ["Needs", "Organisations", "Urgent help", "Local help"],
};

/** The colour of a kind of page, as elsewhere on the site (`Kind.column`); the glossary's colour for any other. */
export const colourOf = (kind) => Object.keys(COLOURS).find((colour) => COLOURS[colour].includes(kind)) ?? "words";

/** Create an element with properties and contents. Strings are always inserted as text. */
export function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

const marked = (parts) => parts.map((part, at) => (at % 2 ? element("mark", {}, part) : part));

/**
 * A placeholder for a result that is still loading.
 *
 * @param {Promise<object>} result - from excerpt.js.
 * @param {(result: object) => Element} draw - makes its row.
 * @param {() => Element} again - makes a link to try again.
 * @returns {{made: Element, filled: Promise}} the placeholder, and when it shows the result or says that it could not
 *   be loaded.
 */
export function slot(result, draw, again) {
  const made = element("li", { className: "soft" }, "Loading…");
  const take = (row) => {
    made.className = row.className;
    made.replaceChildren(...row.childNodes);
  };
  const none = () => made.replaceChildren(element("p", {}, "This result could not be loaded. ", again(), "."));
  return { made, filled: result.then((found) => take(draw(found))).catch(none) };
}

/**
 * The row of one result.
 *
 * @param {string} root - address of the site.
 * @param {object} result - from excerpt.js.
 * @param {number} number - its position among the results, from 1.
 * @param {string} why - an explanation of its rank, or an empty string.
 */
export function row(root, { path, title, kind, year, status, excerpt, called, act }, number, why = "") {
  const about = element("p", { className: "about" }, element("b", { className: colourOf(kind) }, kind));
  for (const one of [year, act]) if (one) about.append(` · ${one}`);
  const inside = [element("h2", {}, element("a", { id: `result-${number}`, href: root + path }, ...marked(title))), about];
  if (status) inside.push(element("p", { className: "status" }, status));
  if (called) inside.push(element("p", { className: "why" }, "Also found under ", element("mark", {}, called)));
  if (excerpt.length) inside.push(element("p", { className: "excerpt" }, ...marked(excerpt)));
  if (why) inside.push(element("p", { className: "reason" }, why));
  return element("li", {}, ...inside);
}
