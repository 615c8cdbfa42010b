// Where the reader is on the page, kept with the entry of the history that it belongs to.

const SOON = 150; // milliseconds after the last move

/**
 * Keeps the place.
 *
 * @param {() => boolean} ready - whether results stand, so that there is a place to keep.
 * @returns {{keep: () => void, forget: () => void}} keep it now; do not keep what was about to be.
 */
export function keeper(ready) {
  let keeping = 0;
  const forget = () => clearTimeout(keeping);
  const keep = () => {
    forget();
    if (ready()) history.replaceState({ scroll: scrollY, focus: document.activeElement?.id ?? "" }, "");
  };
  const keepSoon = () => {
    forget();
    keeping = setTimeout(keep, SOON);
  };
  addEventListener("scroll", keepSoon, { passive: true });
  document.addEventListener("focusin", keepSoon);
  addEventListener("pagehide", keep);
  return { keep, forget };
}
