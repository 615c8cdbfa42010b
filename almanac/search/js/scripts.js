// Makes the scripts that know nothing of the content: `node scripts.js SITE`. Their names stand in every page, so they are made first.

import { resolve } from "node:path";
import { bundle } from "./bundle.js";

bundle({ search: "start.js", suggest: "suggest.js" }, resolve(process.argv[2]));
