// Runs only in pages that `almanac serve` serves: reloads a page that is out of date, and shows any problem above it
// until it is fixed.

const { revision } = document.currentScript.dataset;
const banner = document.createElement("pre");
banner.setAttribute("role", "alert");
Object.assign(banner.style, {
  position: "fixed", inset: "0 0 auto", zIndex: "9999", margin: "0", padding: "1rem", maxHeight: "60vh",
  overflow: "auto", whiteSpace: "pre-wrap", font: "1rem/1.5 monospace", color: "#fff", background: "#7a1020",
}); // prettier-ignore

/** Handles a message from the server: shows the problem, if there is one, or reloads the page for a new revision. */
function hear({ data }) {
  const told = JSON.parse(data);
  banner.textContent = told.problem;
  if (told.problem) document.body.prepend(banner);
  else banner.remove();
  if (told.revision !== revision && !told.problem) location.reload();
}

let source = null;
/** Listens only while the page is visible, because browsers limit the number of connections to one server. */
function listen() {
  source?.close();
  source = null;
  if (document.hidden) return;
  source = new EventSource("/_almanac/events");
  source.addEventListener("message", hear);
}

// A service worker that a built site registered at this address would go on answering requests. So look for its new
// version, which removes itself (noworker.js).
navigator.serviceWorker?.getRegistrations().then((found) => found.forEach((one) => one.update().catch(() => {})));

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => source?.close());
listen();
