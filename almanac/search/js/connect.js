// How the page asks the search, which works in a thread of its own: meanwhile the page is drawn, and stays quick to use.

import { wrap } from "comlink";
import { PATIENCE } from "./fetching.js";

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
    let fail = null;
    const ended = new Promise((_, no) => (fail = no));
    ended.catch(() => {}); // whoever waits for an answer hears of it
    const end = (why) => {
      worker.terminate();
      started = null;
      fail(why);
    };
    worker.addEventListener("error", ({ message }) => end(new Error(message || `${address} did not load`)));
    return { asking: wrap(worker), ended, end };
  }
  const ask = (name) => async (...given) => {
    started ??= take(new Worker(address));
    return Promise.race([started.asking[name](...given), started.ended]);
  };
  return {
    ...Object.fromEntries(["need", "result", "counts", "wait"].map((name) => [name, ask(name)])),
    async find(state) {
      const found = ask("find")(state);
      const timer = setTimeout(started.end, OVERDUE, new Error(`${address} did not answer`));
      try {
        return await found;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

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
  return Object.fromEntries(["find", "need", "result", "counts", "wait"].map((name) => [name, async (...given) => (await load())[name](...given)]));
}
