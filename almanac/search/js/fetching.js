// How long a search may wait: eight seconds in total, however many of its parts fail to arrive.

/** Whether the page was opened from disk, where nothing can be fetched, except in a copy of the site made for that. */
export const cannotFetch = () => location.protocol === "file:" && !window.almanacData;

export const PATIENCE = 8000; // milliseconds
export const STRAGGLERS = 2000; // milliseconds that results wait for a late part

/** Resolves when results have waited long enough for a late part. */
export const late = () => new Promise((go) => setTimeout(go, STRAGGLERS, []));

/** Fetch JSON by its path, until a deadline on the clock of performance.now(). Throws if it fails or is not JSON. */
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

/** The deadline for something that begins now. */
export const deadline = () => performance.now() + PATIENCE;
