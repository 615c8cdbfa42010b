// Bundles a script of the site with the modules that it imports.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** Bundle scripts (name to module in this folder) into a site's assets. `define` holds constants set by the build. */
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
