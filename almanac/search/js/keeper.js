// What one index keeps for the next, under a hash of the texts that it was made of.

import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const digest = (...texts) => texts.reduce((hash, text) => hash.update(text), createHash("sha256")).digest("hex");

/**
 * What an earlier index made of the same texts.
 *
 * @param {string} folder - where they are kept; it may be deleted.
 * @param {string} version - of the program: what another one kept is not used.
 */
export function keeper(folder, version) {
  mkdirSync(folder, { recursive: true });
  const used = new Set();

  function kept(name) {
    try {
      const [sum, told] = readFileSync(join(folder, name), "utf-8").split("\n");
      return sum === digest(name, told) ? JSON.parse(told) : null;
    } catch {
      return null; // it is not there, or cannot be read: it is made again
    }
  }

  function keep(name, found) {
    const told = JSON.stringify(found);
    const beside = join(folder, randomUUID());
    writeFileSync(beside, `${digest(name, told)}\n${told}`);
    renameSync(beside, join(folder, name));
    return found;
  }

  return {
    /** What `make` gives for some texts, which is made only if it was not kept. */
    of(texts, make) {
      const name = digest(version, ...texts);
      used.add(name);
      return kept(name) ?? keep(name, make());
    },
    /** Forget what was not asked for. */
    forget() {
      for (const name of readdirSync(folder)) if (!used.has(name)) rmSync(join(folder, name), { force: true });
    },
  };
}
