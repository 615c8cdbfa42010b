// Rounds of listening as data. Only totals are kept, never one person's answers as a set, and no results are shown for
// fewer than five people. Nothing here uses the page or the device, so that Node can test it.
"use strict";

if (window.almanac?.practice?.files) {
  const { isCount, isDay, isKey, isRecord, isText, only, filesOf } = window.almanac.practice.files;
  const FEWEST = 5;
  const MOST = { name: 120, text: 2000, comments: 2000, statements: 200, rounds: 100 };

  const isCounts = (one) => isRecord(one) && Object.entries(one).every(([answer, number]) => isKey(answer) && isCount(number));
  const isComment = (one) => isRecord(one) && isKey(one.key) && isKey(one.statement) && isText(one.text, MOST.text) && only(one, "key", "statement", "text");
  const isHead = (one) =>
    isRecord(one) && isKey(one.key) && isText(one.name, MOST.name) && isDay(one.day) && isKey(one.instrument) &&
    isCount(one.version) && isCount(one.people);
  const PARTS = ["key", "name", "day", "instrument", "version", "people", "counts", "comments"];

  function mended(one) {
    if (!isHead(one)) return null;
    const counts = Object.entries(isRecord(one.counts) ? one.counts : {});
    const comments = Array.isArray(one.comments) ? one.comments : [];
    const sound = counts.filter(([statement, numbers]) => isKey(statement) && isCounts(numbers)).slice(0, MOST.statements);
    const readable = comments.filter(isComment).slice(0, MOST.comments);
    const whole = isRecord(one.counts) && Array.isArray(one.comments) && sound.length === counts.length && readable.length === comments.length;
    if (whole && only(one, ...PARTS)) return one;
    const { key, name, day, instrument, version, people } = one;
    return { key, name, day, instrument, version, people, counts: Object.fromEntries(sound), comments: readable };
  }

  // Adds one more person: `answers` has the answer to each statement, `comments` what was added, each with a random
  // key. Comments are sorted by those keys, so that their order says nothing about who wrote them. Those for which
  // there is no room are left out.
  function counted(round, answers, comments) {
    const counts = { ...round.counts };
    for (const [statement, answer] of Object.entries(answers)) {
      const held = Object.hasOwn(counts, statement) ? counts[statement] : {};
      counts[statement] = { ...held, [answer]: (Object.hasOwn(held, answer) ? held[answer] : 0) + 1 };
    }
    const told = comments.filter(({ text }) => text.trim()).map((one) => ({ ...one, text: one.text.trim().slice(0, MOST.text) }));
    const all = [...round.comments, ...told].slice(0, MOST.comments).sort((one, other) => (one.key < other.key ? -1 : 1));
    return { ...round, people: round.people + 1, counts, comments: all };
  }

  // Each question with its counts and the mean of the answers that count. Both are null if fewer than five people
  // answered it. The result is null while fewer than five people have been counted.
  function totals(instrument, round) {
    if (round.people < FEWEST) return null;
    return instrument.sections.flatMap(({ title, statements }) =>
      statements.map(({ key, says }) => {
        const held = Object.hasOwn(round.counts, key) ? round.counts[key] : {};
        const counts = instrument.scale.map((point) => (Object.hasOwn(held, point.key) ? held[point.key] : 0));
        const answered = counts.reduce((sum, one) => sum + one, 0);
        const points = instrument.scale.map((point) => point.points);
        const n = counts.reduce((sum, one, index) => sum + (points[index] === null ? 0 : one), 0);
        const sum = counts.reduce((total, one, index) => total + one * (points[index] ?? 0), 0);
        const enough = answered >= FEWEST;
        const comments = round.comments.filter(({ statement }) => statement === key);
        return { key, theme: title, says, counts: enough ? counts : null, answered, n, mean: enough && n >= FEWEST ? sum / n : null, comments };
      }),
    );
  }

  function totalRows(instrument, round) {
    const rows = totals(instrument, round) ?? [];
    const line = ({ theme, says, counts, n, mean }) => [theme, says, ...(counts ?? instrument.scale.map(() => "")), counts ? n : "", mean === null ? "" : Math.round(mean * 100) / 100];
    return [["Theme", "Question", ...instrument.scale.map(({ label }) => label), "Answers that count", "Mean"], ...rows.map(line)];
  }

  const files = filesOf({ format: "almanac-listening", field: "rounds", one: "round", many: "rounds of feedback", mended, most: MOST.rounds });
  Object.assign(window.almanac.practice, { answers: { FEWEST, MOST, mended, counted, totals, totalRows, ...files } });
}
