// How the page calls the search, which runs in a worker so that the page stays responsive.

import { createBirpc } from "birpc";
import { PATIENCE } from "./fetching.js";

const CALLS = ["find", "need", "result", "counts", "wait"]; // see service.js
// milliseconds: the search gives up earlier than this, so by now the worker itself must have failed
const OVERDUE = PATIENCE + 1500;

/**
 * The search in a worker. The worker starts with the first call, and again after a failure.
 *
 * @param {string} address - address of the worker's script.
 * @param {?Worker} begun - the worker, if common/first-paint.js has already started it.
 * @returns {object} the calls of service.js. Their promises reject if the worker does not respond.
 */
export function inWorker(address, begun) {
  let started = begun ? take(begun) : null;
  function take(worker) {
    const end = (why) => {
      worker.terminate();
      started = null;
      asking.$close(why); // rejects all pending calls
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

/** The search in the page's own thread. */
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
