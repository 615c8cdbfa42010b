// The results and plan of a team check, as charts, tables and lists.
"use strict";

if (window.almanac?.practice?.instruments && window.almanac.button) {
  const { button, longDay, make } = window.almanac;
  const { linksOf } = window.almanac.practice;
  const { results, strengthsAndGaps, inOrder, saysOf, mostOf } = window.almanac.practice.results;

  const SVG = "http://www.w3.org/2000/svg";
  function drawn(name, attributes, ...children) {
    const element = document.createElementNS(SVG, name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  }
  const oneDecimal = (number) => (Math.round(number * 10) / 10).toFixed(1);

  // A bar chart with values next to the names, as for the figures. Each row is [name, value or null, note].
  function bars(title, rows, most) {
    const said = ([name, value, of]) => `${name}: ${value === null ? "no average" : `${oneDecimal(value)} of ${most}`}${of}`;
    const height = 3.4;
    const svg = drawn("svg", { role: "img", "aria-label": `${title}. ${rows.map(said).join(". ")}`, width: "100%", height: `${rows.length * height}em` });
    rows.forEach((row, index) => {
      const bar = drawn("svg", { y: `${index * height}em`, width: "100%", height: "3.2em", "aria-hidden": "true" });
      bar.append(drawn("text", { y: "1.1em" }, said(row)), drawn("rect", { class: "whole", y: "1.6em", width: "100%", height: "1em" }));
      if (row[1]) bar.append(drawn("rect", { class: "bar", y: "1.6em", width: `${(100 * row[1]) / most}%`, height: "1em" }));
      svg.append(bar);
    });
    return make("figure", { class: "chart" }, svg, make("figcaption", {}, `${title}, from 0 to ${most}.`));
  }

  function table(name, head, rows, classes = "") {
    const cell = (content, index) => make(index ? "td" : "th", index ? {} : { scope: "row" }, ...[content].flat());
    const header = make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text))));
    const body = make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map(cell))));
    return make("div", { class: "scroll wide", tabindex: "0", role: "region", "aria-label": name }, make("table", { class: classes }, header, body));
  }

  // A chart and a table for one way of grouping the statements.
  function byGroup(instrument, title, groups) {
    const most = mostOf(instrument);
    const head = ["", ...instrument.scale.map(({ label }) => label), "Not rated", "Average"];
    head[0] = title;
    const rows = groups.map((group) => [
      group.title,
      ...instrument.scale.map(({ key }) => String(group.counts[key])),
      String(group.open),
      group.mean === null ? "–" : `${oneDecimal(group.mean)} (${group.n} of ${group.of})`,
    ]);
    const of = ({ n, of }) => (n === of ? "" : ` (${n} of ${of} statements)`);
    return [bars(`Average rating by ${title.toLowerCase()}`, groups.map((group) => [group.title, group.mean, of(group)]), most), table(`Ratings by ${title.toLowerCase()}`, head, rows, "ratings")];
  }

  function statementList(found, none, extra) {
    if (!found.length) return make("p", {}, none);
    return make("ul", { class: "found" }, ...found.map((one) => make("li", {}, make("p", {}, one.says), ...extra(one), linksOf(one))));
  }

  // `add` adds an action about a statement.
  function showResults(instrument, check, at, add) {
    const { themes, roles, all } = results(instrument, check);
    const some = all.open < all.of;
    at("no-results").hidden = some;
    at("some-results").hidden = !some;
    if (!some) return;
    at("by-theme").replaceChildren(...byGroup(instrument, "Theme", themes));
    at("by-role").replaceChildren(...byGroup(instrument, "Role", roles));
    const { strengths, gaps } = strengthsAndGaps(instrument, check);
    const evidence = ({ key }) => (check.ratings[key]?.evidence ? [make("p", { class: "muted" }, `Evidence: ${check.ratings[key].evidence}`)] : []);
    const [top, low] = [instrument.scale.findLast(({ points }) => points !== null).label, "below the middle of the scale"];
    at("strengths").replaceChildren(statementList(strengths, `No statement is rated ‘${top}’ yet.`, evidence));
    const planned = ({ key }) => check.actions.filter(({ statement }) => statement === key).length;
    const action = (one) => {
      const number = planned(one);
      const has = number ? [`${number === 1 ? "1 action" : `${number} actions`} in the plan. `] : [];
      return [make("p", { class: "muted" }, `Rated ‘${one.rating}’.`), ...evidence(one), make("p", { class: "actions" }, ...has, button("Add an action", `Add an action: ${one.says}`, () => add(one.key)))];
    };
    at("gaps").replaceChildren(statementList(gaps, `No statement is rated ${low}.`, action));
  }

  function showPlan(instrument, check, at) {
    const actions = inOrder(check.actions);
    at("no-plan").hidden = actions.length > 0;
    for (const one of document.querySelectorAll(".when-plan")) one.hidden = actions.length === 0;
    const rows = actions.map(({ what, statement, owner, due, done }) => [
      what || "(not written yet)", saysOf(instrument, statement) || "–", owner || "nobody yet", due ? longDay(due) : "no date", done ? "Done" : "Open",
    ]);
    at("plan-table").replaceChildren(...(rows.length ? [table("Table of actions", ["Action", "About", "Who", "By when", "Status"], rows, "plan")] : []));
  }

  Object.assign(window.almanac.practice, { show: { results: showResults, plan: showPlan }, table, bars, oneDecimal });
}
