// A script of the site and the modules that it imports, in one file.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** Writes scripts (name to module beside this one) into the assets of a site; `define` is what the build knows. */
export const bundle = (entryPoints, site, define = {}) =>
  buildSync({
    absWorkingDir: dirname(fileURLToPath(import.meta.url)),
    entryPoints,
    outdir: join(site, "assets", "js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    define,
  });
