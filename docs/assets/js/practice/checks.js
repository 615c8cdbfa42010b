// Team checks as data: validation, changes and files. Nothing here uses the page or the device, so that Node can test
// it.
"use strict";

if (window.almanac?.practice?.files) {
  const { isCount, isDay, isKey, isRecord, isText, only, filesOf } = window.almanac.practice.files;
  const FORMAT = "almanac-team-check";
  const MOST = { name: 120, text: 4000, short: 200, ratings: 500, actions: 300, checks: 200 };
  const isRating = (one) =>
    isRecord(one) && (one.answer === "" || isKey(one.answer)) && isText(one.evidence, MOST.text) && only(one, "answer", "evidence");
  const isAction = (one) =>
    isRecord(one) && isKey(one.key) && (one.statement === "" || isKey(one.statement)) && isText(one.what, MOST.text) &&
    isText(one.owner, MOST.short) && (one.due === "" || isDay(one.due)) && typeof one.done === "boolean" &&
    only(one, "key", "statement", "what", "owner", "due", "done");
  const isHead = (one) =>
    isRecord(one) && isKey(one.key) && isKey(one.team) && isText(one.name, MOST.name) && isDay(one.day) &&
    isKey(one.instrument) && isCount(one.version);
  const differ = (keys) => new Set(keys).size === keys.length;

  function isSound(one) {
    if (!isHead(one) || !isRecord(one.ratings) || !Array.isArray(one.actions)) return false;
    const ratings = Object.entries(one.ratings);
    return (
      only(one, "key", "team", "name", "day", "instrument", "version", "ratings", "actions") &&
      ratings.length <= MOST.ratings && ratings.every(([key, rating]) => isKey(key) && isRating(rating)) &&
      one.actions.length <= MOST.actions && one.actions.every(isAction) && differ(one.actions.map(({ key }) => key))
    );
  }

  // Returns a valid check unchanged, or a damaged one without its invalid parts, or null if even its head is invalid.
  function mended(one) {
    if (isSound(one)) return one;
    if (!isHead(one)) return null;
    const { key, team, name, day, instrument, version } = one;
    const ratings = Object.entries(isRecord(one.ratings) ? one.ratings : {});
    const actions = (Array.isArray(one.actions) ? one.actions : []).filter(isAction);
    const first = actions.filter((action, index) => actions.findIndex((other) => other.key === action.key) === index);
    const sound = ratings.filter(([statement, rating]) => isKey(statement) && isRating(rating)).slice(0, MOST.ratings);
    return { key, team, name, day, instrument, version, ratings: Object.fromEntries(sound), actions: first.slice(0, MOST.actions) };
  }

  // ---- Changes: each returns a new check ----

  const blank = { answer: "", evidence: "" };
  function rated(check, statement, change) {
    const rating = { ...blank, ...check.ratings[statement], ...change };
    const ratings = { ...check.ratings, [statement]: rating };
    if (!rating.answer && !rating.evidence) delete ratings[statement];
    return { ...check, ratings };
  }
  const PLAN_FULL = `A plan can hold ${MOST.actions} actions. Remove one first.`;
  // With one more action, or null if the plan is full.
  const withAction = (check, action) => (check.actions.length < MOST.actions ? { ...check, actions: [...check.actions, action] } : null);
  const changedAction = (check, key, change) => ({
    ...check,
    actions: check.actions.map((one) => (one.key === key ? { ...one, ...change } : one)),
  });
  const withoutAction = (check, key) => ({ ...check, actions: check.actions.filter((one) => one.key !== key) });

  // ---- Files ----

  const files = filesOf({ format: FORMAT, field: "checks", one: "check", many: "team checks", mended, most: MOST.checks });
  const { LARGEST, TOO_LARGE, readFile, joined, restored } = files;

  // Checks as a file. A bare file, for comparing teams, has only the ratings: no name, no evidence and no plan.
  function fileOf(checks, { bare = false } = {}) {
    const stripped = (check) => ({
      ...check,
      name: "",
      ratings: Object.fromEntries(
        Object.entries(check.ratings).filter(([, { answer }]) => answer).map(([key, { answer }]) => [key, { answer, evidence: "" }]),
      ),
      actions: [],
    });
    return files.fileOf(bare ? checks.map(stripped) : checks);
  }

  Object.assign(window.almanac.practice, {
    checks: { MOST, PLAN_FULL, LARGEST, TOO_LARGE, isDay, isKey, isSound, mended, rated, withAction, changedAction, withoutAction, fileOf, readFile, joined, restored },
  });
}
