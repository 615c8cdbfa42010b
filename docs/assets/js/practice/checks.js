// Team checks as data: what a sound one is, what is in a file of them, and how files join what is kept. Nothing here
// touches the page or the device, so that Node can test it.
"use strict";

if (window.almanac) {
  const FORMAT = "almanac-team-check";
  const FILE_VERSION = 1; // docs and the published schema speak of it too
  const LARGEST = 4e6; // characters of a file
  const MOST = { name: 120, text: 4000, short: 200, ratings: 500, actions: 300, checks: 200 };
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;

  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isText = (value, most) => typeof value === "string" && value.length <= most;
  const isKey = (value) => isText(value, 80) && KEY.test(value);
  const isCount = (value) => Number.isInteger(value) && value >= 0;
  function isDay(value) {
    if (!isText(value, 10) || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
    const [year, month, day] = value.split("-").map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }
  const only = (record, ...names) => Object.keys(record).every((name) => names.includes(name));

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

  // A check as it is if it is sound; without what is not sound in it; or null if even its head cannot be read.
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

  // ---- Changes: each gives a new check ----

  const blank = { answer: "", evidence: "" };
  function rated(check, statement, change) {
    const rating = { ...blank, ...check.ratings[statement], ...change };
    const ratings = { ...check.ratings, [statement]: rating };
    if (!rating.answer && !rating.evidence) delete ratings[statement];
    return { ...check, ratings };
  }
  const withAction = (check, action) => ({ ...check, actions: [...check.actions, action] });
  const changedAction = (check, key, change) => ({
    ...check,
    actions: check.actions.map((one) => (one.key === key ? { ...one, ...change } : one)),
  });
  const withoutAction = (check, key) => ({ ...check, actions: check.actions.filter((one) => one.key !== key) });

  // ---- Files ----

  // Checks as a file. For comparing teams: ratings alone, with no name, no evidence and no plan.
  function fileOf(checks, { bare = false } = {}) {
    const stripped = (check) => ({
      ...check,
      name: "",
      ratings: Object.fromEntries(
        Object.entries(check.ratings).filter(([, { answer }]) => answer).map(([key, { answer }]) => [key, { answer, evidence: "" }]),
      ),
      actions: [],
    });
    const made = { format: FORMAT, version: FILE_VERSION, checks: bare ? checks.map(stripped) : checks };
    return `${JSON.stringify(made, null, 1)}\n`;
  }

  const KEPT = "Nothing of yours has changed.";
  const problem = (sentence) => ({ checks: [], leftOut: 0, problem: `${sentence} ${KEPT}` });
  const TOO_LARGE = problem("This file is too large to be a file of team checks.");

  // What a file holds: its sound checks, how many could only be read in part or not at all, and what is wrong with it.
  function readFile(text) {
    if (text.length > LARGEST) return TOO_LARGE;
    let found = null;
    try {
      found = JSON.parse(text);
    } catch {
      const damaged = "This file of team checks is damaged: part of it is missing or was changed by another program.";
      return problem(text.includes(`"${FORMAT}"`) ? damaged : "This file does not hold team checks.");
    }
    if (!isRecord(found) || found.format !== FORMAT) return problem("This file does not hold team checks.");
    if (found.version !== FILE_VERSION) {
      return problem("This file was made by another version of this tool. Open it on the site that made it, and save it again there.");
    }
    const all = Array.isArray(found.checks) ? found.checks : [];
    const checks = all.slice(0, MOST.checks).map(mended).filter(Boolean);
    if (!checks.length) return problem(all.length ? "No check in this file could be read." : "There is no check in this file.");
    const whole = checks.filter((one) => all.includes(one)).length;
    return { checks, leftOut: all.length - whole, problem: "" };
  }

  // One text for what is the same, in whatever order its parts stand.
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
    if (!isRecord(value)) return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
  }
  const content = (check) => canonical({ ...check, key: "", name: "" });

  // Others' checks joined to ours: what we have already stays as it is, and what differs under one key comes as a copy.
  function joined(mine, others) {
    const all = [...mine];
    const added = [];
    for (const one of others) {
      const twins = all.filter(({ key }) => key === one.key || key.startsWith(`${one.key}-copy`));
      if (twins.some((twin) => content(twin) === content(one)) || all.length >= MOST.checks) continue;
      let [number, key] = [0, one.key];
      while (all.some((other) => other.key === key)) key = `${one.key}-copy${(number += 1) > 1 ? number : ""}`;
      const name = number ? `${one.name} (copy)`.trim().slice(0, MOST.name) : one.name;
      added.push({ ...one, key, name });
      all.push(added.at(-1));
    }
    return { all, added };
  }

  Object.assign((window.almanac.practice ??= {}), {
    checks: { MOST, LARGEST, TOO_LARGE, isDay, isKey, isSound, mended, rated, withAction, changedAction, withoutAction, fileOf, readFile, joined },
  });
}
