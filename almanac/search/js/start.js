// Begins to look before the page is there: on a slow phone the page takes as long as the search.

import { AT_ONCE, onPage, readAddress } from "./address.js";
import { Search } from "./ask.js";
import { run } from "./page.js";
import { cannotFetch, json } from "./patience.js";

const root = new URL("../../", document.currentScript.src).href;

async function begin(asking, state) {
  const found = await asking.find(state);
  for (const number of onPage(state, found.numbers).shown.slice(0, AT_ONCE)) asking.page(number).catch(() => {});
  return found;
}

const asking = new Search((...wanted) => json(root, ...wanted), JSON.parse(HEAD)); // the build puts the head of the index here: see index.js
const state = readAddress();
const first = state.q && !cannotFetch() ? begin(asking, state) : null;
first?.catch(() => {}); // the page says it

const go = () => {
  if (document.readyState === "loading") return;
  document.removeEventListener("readystatechange", go);
  run(root, asking, first);
};
document.addEventListener("readystatechange", go);
go();
