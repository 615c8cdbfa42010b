// Begins to look before the page is there: on a slow phone the page takes as long as the search.

import { FIRST_BATCH, paginate, readAddress } from "./address.js";
import { Search } from "./search.js";
import { run } from "./page.js";
import { cannotFetch, fetchJson } from "./fetching.js";

const root = new URL("../../", document.currentScript.src).href;

async function begin(asking, state) {
  const found = await asking.find(state);
  for (const number of paginate(state, found.numbers).shown.slice(0, FIRST_BATCH)) asking.page(number).catch(() => {});
  return found;
}

const asking = new Search((...wanted) => fetchJson(root, ...wanted), JSON.parse(HEAD)); // the build puts the head of the index here: see index.js
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
