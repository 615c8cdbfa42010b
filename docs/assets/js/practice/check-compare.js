// Compares a team check with an earlier one, and with those of other teams.
"use strict";

if (window.almanac?.practice?.show) {
  const { count, longDay, make } = window.almanac;
  const { store, oneDecimal, table } = window.almanac.practice;
  const { LARGEST, TOO_LARGE, readFile } = window.almanac.practice.checks;
  const { compared, labelOf, spread } = window.almanac.practice.results;
  const at = (id) => document.getElementById(id);

  // ---- Over time ----

  const others = (check) =>
    store.read().filter((one) => one.key !== check.key && one.instrument === check.instrument).sort((one, other) => (one.day < other.day ? 1 : -1));
  const nameOf = ({ name, day }) => `${name || "No name"}, ${longDay(day)}`;

  function offerEarlier(check) {
    const all = others(check);
    const before = at("earlier").value;
    at("no-earlier").hidden = all.length > 0;
    at("choose-earlier").hidden = all.length === 0;
    at("earlier").replaceChildren(make("option", { value: "" }, "Choose"), ...all.map((one) => make("option", { value: one.key }, nameOf(one))));
    at("earlier").value = all.some(({ key }) => key === before) ? before : "";
  }

  function list(title, found, instrument, before, after) {
    if (!found.length) return [];
    const step = ({ key }) => `${labelOf(instrument, before.ratings[key].answer)} → ${labelOf(instrument, after.ratings[key].answer)}`;
    return [make("h3", {}, title), make("ul", {}, ...found.map((one) => make("li", {}, `${one.says} (${step(one)})`)))];
  }

  function showComparison(instrument, check) {
    offerEarlier(check);
    const chosen = others(check).find(({ key }) => key === at("earlier").value);
    if (!chosen) return at("comparison").replaceChildren();
    const [before, after] = chosen.day <= check.day ? [chosen, check] : [check, chosen];
    const { themes, up, down, same, n, otherQuestions } = compared(instrument, before, after);
    const change = (one) => (one.after === one.before ? "the same" : `${one.after > one.before ? "up" : "down"} ${oneDecimal(Math.abs(one.after - one.before))}`);
    const rows = themes.map((one) => [one.title, oneDecimal(one.before), oneDecimal(one.after), change(one), String(one.n)]);
    const questions = otherQuestions ? " The questionnaire has changed between the two, so compare with caution." : "";
    const told = n ? `${count(n, "statement", "statements")} counted in both: ${up.length} rated higher, ${down.length} lower, ${same} the same.${questions}` : "No statement was rated in both.";
    at("comparison").replaceChildren(
      make("p", {}, told),
      ...(n ? [table("This check compared with the other", ["Theme", nameOf(before), nameOf(after), "Change", "Statements"], rows, "ratings")] : []),
      ...list("Rated higher", up, instrument, before, after),
      ...list("Rated lower", down, instrument, before, after),
    );
  }

  // ---- Other teams ----

  let opened = []; // checks from the files that were opened, which are not saved
  let told = []; // messages about what could not be read
  let latest = null; // the files that were chosen last

  // Reading takes time, so the reader may have chosen other files meanwhile. Then only those are shown.
  async function open(files) {
    latest = files;
    const found = [];
    const said = [];
    for (const file of files) {
      const read = file.size > LARGEST ? TOO_LARGE : readFile(await file.text().catch(() => ""));
      found.push(...read.checks);
      if (read.problem) said.push(`${file.name}: ${read.problem}`);
      else if (read.leftOut) said.push(`${file.name}: part of it could not be read and has been left out.`);
    }
    if (files === latest) [opened, told] = [found, said];
  }

  function showSpread(instrument, check) {
    const mine = store.read();
    const { teams, foreign, rows } = spread(instrument, [...opened, ...mine], check, mine);
    const off = foreign && opened.some((one) => one.instrument !== instrument.key) ? ["Checks with a different questionnaire have been left out."] : [];
    if (!opened.length && !rows) {
      at("teams-say").textContent = told.join(" ");
      return at("spread").replaceChildren();
    }
    const number = count(teams, "team", "teams");
    const few = `${number}, your own included: too few to show. Open files from at least five teams.`;
    at("teams-say").textContent = [rows ? `${number}, your own included.` : few, ...off, ...told].join(" ");
    if (!rows) return at("spread").replaceChildren();
    const head = ["Statement", "Your team", ...instrument.scale.map(({ label }) => label), "Average"];
    const shown = rows.map((row) => [
      row.says,
      make("b", {}, labelOf(instrument, row.own) || "not rated"),
      ...instrument.scale.map(({ key }, index) => {
        const cell = row.counts === null ? "–" : String(row.counts[index]);
        return key === row.own && row.counts ? make("b", { class: "own" }, `${cell} ◂ you`) : cell;
      }),
      row.mean === null ? "too few" : `${oneDecimal(row.mean)} (${row.n})`,
    ]);
    at("spread").replaceChildren(table("All teams’ ratings, by statement", head, shown, "ratings"));
  }

  Object.assign(window.almanac.practice.show, { comparison: showComparison, spread: showSpread, openTeams: open });
}
