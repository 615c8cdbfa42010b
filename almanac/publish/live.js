// In pages that `almanac serve` serves, and in no other: a page that is no longer what it would be is loaded again, and
// what is wrong stands above it until it is mended.

const { revision } = document.currentScript.dataset;
const banner = document.createElement("pre");
banner.setAttribute("role", "alert");
Object.assign(banner.style, {
  position: "fixed", inset: "0 0 auto", zIndex: "9999", margin: "0", padding: "1rem", maxHeight: "60vh",
  overflow: "auto", whiteSpace: "pre-wrap", font: "1rem/1.5 monospace", color: "#fff", background: "#7a1020",
}); // prettier-ignore

/** Shows what the server says: what is wrong, if anything, and which revision of the site there is now. */
function hear({ data }) {
  const told = JSON.parse(data);
  banner.textContent = told.problem;
  if (told.problem) document.body.prepend(banner);
  else banner.remove();
  if (told.revision !== revision && !told.problem) location.reload();
}

let source = null;
/** Listens while the page is in sight: a browser keeps few connections open to one server. */
function listen() {
  source?.close();
  source = null;
  if (document.hidden) return;
  source = new EventSource("/_almanac/events");
  source.addEventListener("message", hear);
}

// A worker that the built site left at this address would go on answering: it is asked for its new version, which leaves
// (noworker.js).
navigator.serviceWorker?.getRegistrations().then((found) => found.forEach((one) => one.update().catch(() => {})));

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => source?.close());
listen();
