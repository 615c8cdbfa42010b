// Saves the reader's position on the page with the browser's history entry.

const SOON = 150; // milliseconds after the last movement

/**
 * Keep track of the position.
 *
 * @param {() => boolean} ready - whether results are shown, so that there is a position to save.
 * @returns {{keep: () => void, forget: () => void}} `keep` saves it now; `forget` cancels a save that is due.
 */
export function scrollPosition(ready) {
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
