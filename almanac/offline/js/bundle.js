// Makes one script of the service worker and the modules that it is made of: `node bundle.js FOLDER` writes worker.js.

import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

buildSync({
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  entryPoints: ["worker.js"],
  outdir: resolve(process.argv[2]),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' }, // Workbox without its messages for developers
});
