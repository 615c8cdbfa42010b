// Minifies the scripts and style sheets of a folder in place: `node minify.mjs FOLDER`. Each fault takes one line, with
// the file and line where it stands.

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

const folder = resolve(process.argv[2]);
const entryPoints = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile())
  .map((file) => join(file.parentPath, file.name));

try {
  // Without bundling, names at the top level of a script keep their names, since another script may use them.
  buildSync({
    absWorkingDir: folder,
    entryPoints,
    outbase: folder,
    outdir: folder,
    allowOverwrite: true,
    minify: true,
    charset: "utf8",
    target: "es2022",
    legalComments: "none",
    logLevel: "silent",
  });
} catch (error) {
  if (!error.errors?.[0]?.location) throw error;
  for (const { location, text } of error.errors) console.error(`docs/${location.file}:${location.line}: ${text}`);
  process.exitCode = 1;
}
