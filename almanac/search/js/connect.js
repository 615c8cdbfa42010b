// How the page asks the search, which works in a thread of its own: meanwhile the page is drawn, and stays quick to use.

import { wrap } from "comlink";
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
  async function ask(name, given) {
    const { asking, ended, end } = (started ??= take(new Worker(address)));
    const timer = setTimeout(end, OVERDUE, new Error(`${address} did not answer`));
    try {
      return await Promise.race([asking[name](...given), ended]);
    } finally {
      clearTimeout(timer);
    }
  }
  return calls(ask);
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
