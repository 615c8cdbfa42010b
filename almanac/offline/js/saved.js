// What is done to a page that comes from what a browser saved, and under which address it is saved. Nothing here needs
// a browser: tests ask it from Node.

const OLD = 30; // days after which a saved page says more than its date
const DAY = 86_400_000;
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** In the headers of what is saved: when that was, in milliseconds. */
export const SAVED_AT = "x-almanac-saved";

/** The address under which a page or file is saved: a folder is its page, and what is asked of a page is left out. */
export function keyOf(address) {
  const url = new URL(address);
  const path = url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname;
  return url.origin + path;
}

/** Whether a file's name, or its folder's, changes with what is in it, so that a saved one is never out of date. */
export const neverChanges = (path) => /\.[0-9a-f]{8,}\.[a-z0-9]+$|\/assets\/search\/[0-9a-f]{8,}\//.test(path);

const two = (number) => String(number).padStart(2, "0");
const day = (time) => `${time.getDate()} ${MONTHS[time.getMonth()]} ${time.getFullYear()}`;

/** What a page from the saved ones says of itself; `saved` and `now` are Dates. */
export function saying(saved, now) {
  const why = "You are offline, or the Almanac did not answer.";
  if (Number.isNaN(saved.getTime())) return `${why} This copy was saved on this device some time ago. Check numbers and the law before you rely on it.`;
  const days = Math.floor((now - saved) / DAY);
  const old = days > OLD ? ` That was ${days} days ago, so check numbers and the law before you rely on it.` : "";
  return `${why} This copy was saved on this device on ${day(saved)}.${old}`;
}

/** A saved page as it is shown: it says that it is saved, and what is past the day of its next check says so too. */
export function shown(html, saved, now) {
  const note = `<p class="note saved-copy">${saying(saved, now)}</p>`;
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const late = /(<[^<>]*\bdata-due="(\d{4}-\d\d-\d\d)"[^<>]*?) hidden(?=[\s>])/g;
  return noted(html, note).replace(late, (all, before, due) => (today > due ? before : all));
}

function noted(html, note) {
  const place = /<[a-z]+[^<>]*\bid="content"[^<>]*>/.exec(html) ?? /<body[^<>]*>/.exec(html);
  const at = place ? place.index + place[0].length : 0;
  return html.slice(0, at) + note + html.slice(at);
}

/** The page about reading offline as it stands in for one that is not saved; `at` is its own address. */
export function standingIn(html, at) {
  const absolute = (all, before, address) => (/^(?:[a-z][a-z0-9+.-]*:|#|\/)/i.test(address) ? all : `${before}"${new URL(address, at).href}"`);
  return html
    .replace(/(\s(?:href|src|action)=)"([^"]*)"/g, absolute)
    .replace(/<title>[^<]*/, "<title>Page not saved")
    .replace(/(<h1[^<>]*>)[^<]*/, "$1This page is not saved on this device")
    .replace(/(<[^<>]*\bid="not-saved"[^<>]*?) hidden(?=[\s>])/, "$1");
}
