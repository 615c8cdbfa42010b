// Answers of the edition that opens from a disk, asked from Node: `node disk.mjs FOLDER ADDRESS…`, each address as a
// page in tools/ writes it. Writes for each status and data, or the name of the error, and which scripts were loaded.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const [folder, ...asked] = process.argv.slice(2);
const root = `${pathToFileURL(folder)}/`;
const loaded = [];
const read = (address) => readFileSync(new URL(address), "utf-8");
const window = { URL, Headers, structuredClone, Map, location: { href: `${root}tools/index.html`, protocol: "file:" } };
window.window = window.self = window;
window.document = {
  currentScript: { src: `${root}assets/js/disk.js` },
  createElement: () => {
    const heard = {};
    return { addEventListener: (name, hear) => (heard[name] = hear), heard };
  },
  head: {
    append(script) {
      loaded.push(script.src);
      vm.runInContext(read(script.src), window);
      script.heard.load();
    },
  },
};
vm.createContext(window);
vm.runInContext(read(`${root}assets/js/disk.js`), window);
const found = [];
for (const address of asked) {
  try {
    const answer = await window.fetch(address, {});
    found.push([answer.status, await answer.json()]);
  } catch (error) {
    found.push(error.name);
  }
}
process.stdout.write(JSON.stringify({ found, loaded }));
