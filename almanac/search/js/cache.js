// Caches the results of one indexing run for the next, by a hash of the texts they were made from.

import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CACHED = /^[0-9a-f]{64}$/; // the name of a result; a file that is still being written has another
const DAY = 24 * 60 * 60 * 1000; // milliseconds after which no process is still writing a file

const digest = (...texts) => texts.reduce((hash, text) => hash.update(text), createHash("sha256")).digest("hex");

/**
 * Open a cache of results from earlier runs.
 *
 * @param {string} folder - the cache folder. It may be deleted.
 * @param {string} version - the version of the program. A cache from another version is not used.
 */
export function openCache(folder, version) {
  mkdirSync(folder, { recursive: true });
  const used = new Set();

  function kept(name) {
    try {
      const [sum, told] = readFileSync(join(folder, name), "utf-8").split("\n");
      return sum === digest(name, told) ? JSON.parse(told) : null;
    } catch {
      return null; // missing or unreadable, so it is made again
    }
  }

  function keep(name, found) {
    const told = JSON.stringify(found);
    const beside = join(folder, `.new-${randomUUID()}`);
    writeFileSync(beside, `${digest(name, told)}\n${told}`);
    renameSync(beside, join(folder, name));
    return found;
  }

  function isBeingWritten(name) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return !CACHED.test(name) && found?.mtimeMs > Date.now() - DAY;
  }

  return {
    /** The cached result for some texts, or else that of `make`, which is then cached. */
    of(texts, make) {
      const name = digest(version, ...texts);
      used.add(name);
      return kept(name) ?? keep(name, make());
    },
    /** Delete what was not used in this run, but not what another process is writing. */
    forget() {
      for (const name of readdirSync(folder)) {
        if (!used.has(name) && !isBeingWritten(name)) rmSync(join(folder, name), { force: true });
      }
    },
  };
}
