// The answer above the results when a query names one entry. The build wrote it with the entry's page
// (almanac/search/answers.py).

import { element } from "./row.js";

const MOST = 8; // links shown

/** The further links to show: those for the nation in the query, or else the reader's, then general ones. */
export function waysOn(links, typed, nation) {
  const nations = [...new Set(links.map(([, , own]) => own).filter(Boolean))];
  const wanted = nations.find((one) => ` ${typed} `.includes(` ${one.toLowerCase()} `)) ?? (nations.includes(nation) ? nation : "");
  const place = ([, , own]) => (wanted && own === wanted ? 0 : 1);
  const kept = wanted ? links.filter(([, , own]) => !own || own === wanted) : links;
  return [...kept].sort((one, other) => place(one) - place(other)).slice(0, MOST);
}

function fact([label, text]) {
  const digits = label === "Telephone" ? text.match(/^[\d ]+/)?.[0].replace(/ /g, "") : "";
  const inside = digits
    ? [element("a", { href: `tel:${digits}` }, text.match(/^[\d ]+/)[0].trim()), text.replace(/^[\d ]+/, "")]
    : /^https:\/\/\S+$/.test(text) ? [element("a", { href: text }, text.replace(/^https:\/\/(?:www\.)?|\/$/g, ""))] : [text];
  return element("div", {}, element("dt", {}, label), element("dd", {}, ...inside));
}

/**
 * The contents of the answer box.
 *
 * @param {string} root - address of the site.
 * @param {object} result - a result from excerpt.js that has an answer.
 * @param {object} asked - the result of Search.find.
 * @param {string} nation - the reader's nation.
 */
export function answerBox(root, { title, path, kind, status, answer }, asked, nation) {
  const heading = element("h2", { id: "answer-title" }, element("a", { href: root + path }, title.join("")), " ", element("span", { className: "about" }, kind));
  const inside = [heading];
  if (status) inside.push(element("p", { className: "status" }, status));
  inside.push(element("p", { className: "line" }, answer.line));
  if (answer.facts.length) inside.push(element("dl", {}, ...answer.facts.map(fact)));
  const ways = waysOn(answer.links, asked.typed, nation);
  if (ways.length) inside.push(element("ul", { className: "ways" }, ...ways.map(([text, to]) => element("li", {}, element("a", { href: root + to }, text)))));
  return inside;
}
