// The search in a worker. A copy of the site opened from disk cannot start a worker, so there the page loads this as a
// script (connect.js).

import { createBirpc } from "birpc";
import { readAddress } from "./address.js";
import { fetchJson } from "./fetching.js";
import { Search } from "./search.js";
import { service } from "./service.js";

const own = globalThis.document?.currentScript.src ?? location.href;
const root = new URL("../../", own).href;
// The build defines HEAD as the header of the index: see build.js.
const answering = service(new Search((...wanted) => fetchJson(root, ...wanted), JSON.parse(HEAD)));

// What the page is about to ask, if known: common/first-paint.js starts this worker before the page has loaded.
const state = globalThis.document || !location.hash ? null : readAddress(location.hash.slice(1), globalThis.name);
let early = state?.q ? answering.find(state) : null;
early?.catch(() => {}); // the page reports the error

function find(wanted) {
  const found = JSON.stringify(wanted) === JSON.stringify(state) ? early : null;
  early = null;
  return found ?? answering.find(wanted);
}

if (globalThis.document) globalThis.almanacSearch = answering;
else createBirpc({ ...answering, find }, { post: (message) => postMessage(message), on: (hear) => addEventListener("message", ({ data }) => hear(data)) });
