// How long a reader waits: one search waits eight seconds in all, however many parts of it do not come.

/** Whether the page was opened from a disk, where nothing can be fetched: in a copy that is made for it, all can be. */
export const cannotFetch = () => location.protocol === "file:" && !window.almanacData;

export const PATIENCE = 8000; // milliseconds
export const STRAGGLERS = 2000; // milliseconds that results wait for what does not come

/** Resolves when results have waited long enough for one that does not come. */
export const late = () => new Promise((go) => setTimeout(go, STRAGGLERS, []));

/** JSON by its path, given up at a time (as performance.now() tells it); throws if it does not come or is none. */
export async function fetchJson(root, path, fresh, end) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), Math.max(0, end - performance.now()));
  try {
    const answer = await fetch(root + path, { signal: stop.signal, ...(fresh ? { cache: "reload" } : {}) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return await answer.json();
  } finally {
    clearTimeout(timer);
  }
}

/** When something that begins now is given up. */
export const deadline = () => performance.now() + PATIENCE;
