// Exports and imports what a tool has saved, by the same rules for checks, rounds of feedback and notes. Nothing here
// uses the page or the device, so that Node can test it.
"use strict";

if (window.almanac) {
  const FILE_VERSION = 1; // format version of all these files, which a published schema also gives
  const LARGEST = 4e6; // size limit of a file, in characters
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const LONGEST_KEY = 80;
  const KEPT = "Nothing you had saved has changed.";

  // ---- What a file may contain ----

  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isText = (value, most) => typeof value === "string" && value.length <= most;
  const isKey = (value) => isText(value, LONGEST_KEY) && KEY.test(value);
  const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
  function isDay(value) {
    if (!isText(value, 10) || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
    const [year, month, day] = value.split("-").map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }
  const only = (record, ...names) => Object.keys(record).every((name) => names.includes(name));

  // A canonical text, which is the same whatever the order of the properties.
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
    if (!isRecord(value)) return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
  }
  // The beginning of the keys of an entry's copies, with room for "-copy" and a number.
  const copyKey = (key) => `${key.slice(0, LONGEST_KEY - 10).replace(/-$/, "")}-copy`;
  const content = (entry) => canonical({ ...entry, key: "", name: "" });

  // ---- Files of one tool ----

  // `mended` returns a valid entry unchanged, a repaired one, or null. `one` and `many` are the reader's words for an
  // entry.
  function filesOf({ format, field, one, many, mended, most }) {
    const problem = (sentence) => ({ [field]: [], leftOut: 0, problem: `${sentence} ${KEPT}` });
    const TOO_LARGE = problem(`This file is too large to be a file of ${many}.`);
    const foreign = () => problem(`This file does not contain ${many}.`);

    const fileOf = (entries) => `${JSON.stringify({ format, version: FILE_VERSION, [field]: entries }, null, 1)}\n`;

    // Reads a file: its valid entries, how many could be read only in part or not at all, and what is wrong with it.
    function readFile(text) {
      if (text.length > LARGEST) return TOO_LARGE;
      let found = null;
      try {
        found = JSON.parse(text);
      } catch {
        const damaged = `This file of ${many} is damaged: part of it is missing or was changed by another program.`;
        return text.includes(`"${format}"`) ? problem(damaged) : foreign();
      }
      if (!isRecord(found) || found.format !== format) return foreign();
      if (found.version !== FILE_VERSION) {
        return problem("This file was made by another version of this tool. Open it on the site that made it, and save it again there.");
      }
      const all = Array.isArray(found[field]) ? found[field] : [];
      const entries = all.slice(0, most).map(mended).filter(Boolean);
      if (!entries.length) return problem(all.length ? `No ${one} in this file could be read.` : `There is no ${one} in this file.`);
      const whole = entries.filter((entry) => all.includes(entry)).length;
      return { [field]: entries, leftOut: all.length - whole, problem: "" };
    }

    // Merges other entries into ours. Ours are unchanged, and a different entry under the same key is added as a copy.
    // `noRoom` counts those that would be too many.
    function joined(mine, others) {
      const all = [...mine];
      const added = [];
      let noRoom = 0;
      for (const entry of others) {
        const twins = all.filter(({ key }) => key === entry.key || key.startsWith(copyKey(entry.key)));
        if (twins.some((twin) => content(twin) === content(entry))) continue;
        if (all.length >= most) {
          noRoom += 1;
          continue;
        }
        let [number, key] = [0, entry.key];
        while (all.some((other) => other.key === key)) key = `${copyKey(entry.key)}${(number += 1) > 1 ? number : ""}`;
        const name = number ? `${entry.name.slice(0, 110)} (copy)`.trim() : entry.name;
        added.push({ ...entry, key, name });
        all.push(added.at(-1));
      }
      return { all, added, noRoom };
    }

    // What to tell the reader about a copy that was restored: the file as it was read, and how it was merged.
    function restored({ leftOut }, { added, noRoom }) {
      const told = [];
      if (added.length) told.push(`${added.length} ${added.length === 1 ? one : many} restored.`);
      if (noRoom) told.push(`You can keep up to ${most} ${many}, so ${noRoom} ${noRoom === 1 ? "was" : "were"} left out.`);
      if (!told.length) told.push("You already have everything in this copy.");
      if (leftOut) told.push("Part of the file could not be read and has been left out.");
      return told.join(" ");
    }

    return { LARGEST, TOO_LARGE, fileOf, readFile, joined, restored };
  }

  Object.assign((window.almanac.practice ??= {}), { files: { isCount, isDay, isKey, isRecord, isText, only, filesOf } });
}
