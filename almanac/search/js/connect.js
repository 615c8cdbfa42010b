// How the page asks the search, which works in a thread of its own: meanwhile the page is drawn, and stays quick to use.

import { createBirpc } from "birpc";
import { PATIENCE } from "./fetching.js";

const CALLS = ["find", "need", "result", "counts", "wait"]; // see service.js
const OVERDUE = PATIENCE + 1500; // milliseconds: then the thread itself did not come, for it gives up before

/**
 * The search in a thread, which is started when it is first asked, and again after it could not be.
 *
 * @param {string} address - of its script.
 * @param {?Worker} begun - the thread, if it has been started already (common/first-paint.js).
 * @returns {object} what answers: see service.js. Its promises reject where the thread does not come.
 */
export function inWorker(address, begun) {
  let started = begun ? take(begun) : null;
  function take(worker) {
    const end = (why) => {
      worker.terminate();
      started = null;
      asking.$close(why); // what is asked for is given up
    };
    const asking = createBirpc({}, {
      post: (message) => worker.postMessage(message),
      on: (hear) => worker.addEventListener("message", ({ data }) => hear(data)),
      timeout: OVERDUE,
      onTimeoutError: () => end(new Error(`${address} did not answer`)),
    });
    worker.addEventListener("error", ({ message }) => end(new Error(message || `${address} did not load`)));
    return asking;
  }
  return calls(async (name, given) => (started ??= take(new Worker(address)))[name](...given));
}

const calls = (ask) => Object.fromEntries(CALLS.map((name) => [name, (...given) => ask(name, given)]));

/** The same in the thread of the page. */
export function onPage(address) {
  let loaded = null;
  const load = () =>
    (loaded ??= new Promise((go, fail) => {
      const script = document.createElement("script");
      script.addEventListener("load", () => go(globalThis.almanacSearch));
      script.addEventListener("error", () => fail(new Error(`${address} did not load`)));
      script.src = address;
      document.head.append(script);
    }));
  return calls(async (name, given) => (await load())[name](...given));
}
