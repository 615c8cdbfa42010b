// Builds the scripts that do not depend on the content: `node scripts.js SITE`. Every page has their names, so this
// runs first.

import { resolve } from "node:path";
import { bundle } from "./bundle.js";

bundle({ search: "start.js", suggest: "suggest.js" }, resolve(process.argv[2]));
