// Starts the search before the page has loaded: on a slow phone, loading takes as long as the search.

import { readAddress } from "./address.js";
import { inWorker, onPage } from "./connect.js";
import { cannotFetch } from "./fetching.js";
import { run } from "./page.js";

const root = new URL("../../", document.currentScript.src).href;
const { href } = document.querySelector("link[property=worker]");
const asking = location.protocol === "file:" ? onPage(href) : inWorker(href, window.almanacWorker);
const state = readAddress();
const first = state.q && !cannotFetch() ? asking.find(state) : null;
first?.catch(() => {}); // the page reports the error

const go = () => {
  if (document.readyState === "loading") return;
  document.removeEventListener("readystatechange", go);
  run(root, asking, first);
};
document.addEventListener("readystatechange", go);
go();
