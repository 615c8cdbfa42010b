// The search in a thread of its own. In a copy of the site that opens from a disk no thread can be started: there the page
// loads this as a script (connect.js).

import { createBirpc } from "birpc";
import { readAddress } from "./address.js";
import { fetchJson } from "./fetching.js";
import { Search } from "./search.js";
import { service } from "./service.js";

const own = globalThis.document?.currentScript.src ?? location.href;
const root = new URL("../../", own).href;
const answering = service(new Search((...wanted) => fetchJson(root, ...wanted), JSON.parse(HEAD))); // the build puts the head of the index here: see index.js

// What the page is about to ask, if it was told: common/first-paint.js starts this before the page is there.
const state = globalThis.document || !location.hash ? null : readAddress(location.hash.slice(1), globalThis.name);
let early = state?.q ? answering.find(state) : null;
early?.catch(() => {}); // the page says it

function find(wanted) {
  const found = JSON.stringify(wanted) === JSON.stringify(state) ? early : null;
  early = null;
  return found ?? answering.find(wanted);
}

if (globalThis.document) globalThis.almanacSearch = answering;
else createBirpc({ ...answering, find }, { post: (message) => postMessage(message), on: (hear) => addEventListener("message", ({ data }) => hear(data)) });
