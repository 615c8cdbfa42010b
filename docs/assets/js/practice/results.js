// The results of a team check: its progress, its results by theme and by role, what changed since an earlier one, and
// how several teams compare. An instrument is {key, title, version, scale, roles, sections}, as read by instrument.js.
"use strict";

if (window.almanac) {
  const FEWEST_TEAMS = 5; // with fewer, a team could be recognised

  const statementsOf = ({ sections }) =>
    sections.flatMap(({ key, title, statements }) => statements.map((one) => ({ ...one, theme: title, section: key })));
  const answerOf = (check, statement) => check.ratings[statement]?.answer ?? "";
  const pointsOf = ({ scale }, answer) => scale.find(({ key }) => key === answer)?.points ?? null;
  const mostOf = ({ scale }) => Math.max(...scale.map(({ points }) => points ?? 0));
  const mean = (numbers) => (numbers.length ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : null);

  function progress(instrument, check) {
    const all = statementsOf(instrument);
    const isKnown = (answer) => instrument.scale.some(({ key }) => key === answer);
    return { rated: all.filter(({ key }) => isKnown(answerOf(check, key))).length, of: all.length };
  }

  // For some statements: how often each answer was given, how many have none, and the mean of the answers that count.
  function tally(instrument, check, statements) {
    const counts = Object.fromEntries(instrument.scale.map(({ key }) => [key, 0]));
    const points = [];
    let open = 0;
    for (const { key } of statements) {
      const answer = answerOf(check, key);
      if (Object.hasOwn(counts, answer)) counts[answer] += 1;
      else open += 1;
      const number = pointsOf(instrument, answer);
      if (number !== null) points.push(number);
    }
    return { counts, open, of: statements.length, n: points.length, mean: mean(points) };
  }

  function results(instrument, check) {
    const all = statementsOf(instrument);
    const themes = instrument.sections.map(({ key, title, statements }) => ({ key, title, ...tally(instrument, check, statements) }));
    const roles = Object.entries(instrument.roles).map(([key, title]) => {
      const its = all.filter((one) => one.roles.includes(key));
      return { key, title, ...tally(instrument, check, its) };
    });
    return { themes, roles: roles.filter(({ of }) => of), all: tally(instrument, check, all) };
  }

  // Statements with the top rating, and those in the lower half of the scale, with the lowest first.
  function strengthsAndGaps(instrument, check) {
    const most = mostOf(instrument);
    const all = statementsOf(instrument).map((one) => {
      const answer = answerOf(check, one.key);
      return { ...one, points: pointsOf(instrument, answer), rating: labelOf(instrument, answer) };
    });
    const counted = all.filter(({ points }) => points !== null);
    return {
      strengths: counted.filter(({ points }) => points === most),
      gaps: counted.filter(({ points }) => points < most / 2).sort((one, other) => one.points - other.points),
    };
  }

  // Compares a check with an earlier one, using only the statements that count in both.
  function compared(instrument, earlier, later) {
    const both = statementsOf(instrument)
      .map((one) => ({ ...one, before: pointsOf(instrument, answerOf(earlier, one.key)), after: pointsOf(instrument, answerOf(later, one.key)) }))
      .filter(({ before, after }) => before !== null && after !== null);
    const themes = instrument.sections
      .map(({ key, title }) => ({ key, title, its: both.filter(({ section }) => section === key) }))
      .filter(({ its }) => its.length)
      .map(({ key, title, its }) => ({
        key, title, n: its.length, before: mean(its.map(({ before }) => before)), after: mean(its.map(({ after }) => after)),
      }));
    return {
      themes,
      up: both.filter(({ before, after }) => after > before),
      down: both.filter(({ before, after }) => after < before),
      same: both.filter(({ before, after }) => after === before).length,
      n: both.length,
      otherQuestions: earlier.version !== later.version,
    };
  }

  // The newest check of each team, but for our own team the one that is open.
  function newestOfTeams(checks, own) {
    const teams = new Map([[own.team, own]]);
    for (const one of checks) {
      const held = teams.get(one.team);
      if (!held || (held !== own && one.day > held.day)) teams.set(one.team, one);
    }
    return [...teams.values()];
  }

  // The distribution of each statement's ratings over teams, with our own answer. It is left out if it could show who
  // said what: for fewer than five teams, unless all of them are saved on this device anyway.
  function spread(instrument, others, own, mine) {
    const same = others.filter((one) => one.instrument === instrument.key);
    const teams = newestOfTeams(same, own);
    const ours = new Set(mine.map(({ team }) => team));
    const allOurs = teams.every(({ team }) => ours.has(team));
    const foreign = others.length - same.length;
    if (teams.length < 2 || (teams.length < FEWEST_TEAMS && !allOurs)) return { teams: teams.length, foreign, rows: null };
    const rows = statementsOf(instrument).map((one) => {
      const points = teams.map((team) => pointsOf(instrument, answerOf(team, one.key))).filter((number) => number !== null);
      const counts = instrument.scale.map(({ key }) => teams.filter((team) => answerOf(team, one.key) === key).length);
      const enough = allOurs || points.length >= FEWEST_TEAMS;
      return { ...one, own: answerOf(own, one.key), n: points.length, counts: enough ? counts : null, mean: enough ? mean(points) : null };
    });
    return { teams: teams.length, foreign, rows };
  }

  // ---- Tables ----

  const labelOf = ({ scale }, answer) => scale.find(({ key }) => key === answer)?.label ?? "";
  const saysOf = (instrument, statement) => statementsOf(instrument).find(({ key }) => key === statement)?.says ?? "";

  const ratingRows = (instrument, check) => [
    ["Theme", "Statement", "Rating", "Points", "Evidence", "Roles"],
    ...statementsOf(instrument).map(({ key, theme, says, roles }) => {
      const { answer = "", evidence = "" } = check.ratings[key] ?? {};
      return [theme, says, labelOf(instrument, answer), pointsOf(instrument, answer) ?? "", evidence, roles.join(" ").toUpperCase()];
    }),
  ];
  // Actions in order of date, with those without a date last.
  const soonest = ({ due: one }, { due: other }) => (one === other ? 0 : (one || "9999") < (other || "9999") ? -1 : 1);
  const inOrder = (actions) => [...actions].sort(soonest);
  const planRows = (instrument, check) => [
    ["Action", "About", "Who", "By when", "Done"],
    ...inOrder(check.actions).map(({ what, statement, owner, due, done }) => [what, saysOf(instrument, statement), owner, due, done ? "yes" : "no"]),
  ];

  Object.assign((window.almanac.practice ??= {}), {
    results: { statementsOf, progress, results, strengthsAndGaps, compared, spread, ratingRows, planRows, inOrder, labelOf, saysOf, mostOf, mean, FEWEST_TEAMS },
  });
}
