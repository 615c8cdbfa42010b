// The service worker: what keeps the site readable without a network. It asks the network first, for every page and for
// every file whose name does not change with its content, so nothing out of date is shown while there is a connection.
//
// Above it the build writes self.ALMANAC: the files to keep from the first visit on, each with a digest, and the page
// that stands in for one that is not saved (almanac/offline/worker.py).

import { clientsClaim, setCacheNameDetails } from "workbox-core";
import { ExpirationPlugin } from "workbox-expiration";
import { addPlugins, matchPrecache, precache } from "workbox-precaching";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import { SAVED_AT, keyOf, neverChanges, shown, standingIn } from "./saved.js";

const PATIENCE = 5; // seconds that a page may take before a saved copy is shown instead
const { scope } = self.registration;
const { files, page } = self.ALMANAC;
const own = [scope + "sw.js", scope + "_almanac/"]; // never kept

/** The answer again, with the time at which it was saved. */
function stamped(response) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name); // it is unpacked by now
  headers.set(SAVED_AT, String(Date.now()));
  return new Response(response.body, { status: response.status, headers });
}

const savedAt = (response) => Number(response.headers.get(SAVED_AT) ?? 0);
const isPage = (response) => (response.headers.get("content-type") ?? "").startsWith("text/html");
const whole = ({ response }) => (response?.status === 200 ? stamped(response) : null);
const wholePage = ({ response }) => (response?.status === 200 && isPage(response) ? stamped(response) : null);

/** The newest of what is saved of an address: at the first visit, when it was read, or with everything. */
async function newest({ cachedResponse, request }) {
  const key = keyOf(request.url);
  const saved = await caches.open(`almanac-saved-${scope}`).then((cache) => cache.match(key, { ignoreVary: true }));
  const found = [cachedResponse, saved, await matchPrecache(key)].filter(Boolean);
  return found.sort((one, other) => savedAt(other) - savedAt(one))[0];
}

async function newestPage(given) {
  const found = await newest(given);
  if (!found || !isPage(found)) return found;
  const html = shown(await found.text(), new Date(savedAt(found) || Number.NaN), new Date());
  return new Response(html, { status: 200, headers: found.headers });
}

const general = {
  cacheKeyWillBeUsed: async ({ request }) => keyOf(request.url),
  fetchDidSucceed: async ({ response }) => {
    if (response.status >= 500) throw new Error(`the server is in trouble: ${response.status}`);
    return response;
  },
};
// A browser may take a page from its own cache without asking: of a page we ask whether it has changed.
const asking = { requestWillFetch: async ({ request }) => (request.cache === "default" ? new Request(request, { cache: "no-cache" }) : request) };

const settings = (name, most, cacheWillUpdate, cachedResponseWillBeUsed, ...more) => ({
  cacheName: `almanac-${name}-${scope}`,
  matchOptions: { ignoreVary: true },
  plugins: [
    new ExpirationPlugin({ maxEntries: most, purgeOnQuotaError: true }),
    { ...general, cacheWillUpdate: async (given) => cacheWillUpdate(given), cachedResponseWillBeUsed },
    ...more,
  ],
});

setCacheNameDetails({ prefix: "almanac" });
addPlugins([{ cacheWillUpdate: async (given) => whole(given) }]);
precache(files.map(([url, revision]) => ({ url, revision })));

const ours = ({ url }) => url.href.startsWith(scope) && !own.some((address) => url.href.startsWith(address));
registerRoute(
  (given) => ours(given) && given.request.mode === "navigate",
  new NetworkFirst({ ...settings("pages", 200, wholePage, newestPage, asking), networkTimeoutSeconds: PATIENCE }),
);
registerRoute((given) => ours(given) && neverChanges(given.url.pathname), new CacheFirst(settings("files", 400, whole, newest)));
registerRoute(ours, new NetworkFirst({ ...settings("files", 400, whole, newest), networkTimeoutSeconds: PATIENCE }));

setCatchHandler(async ({ request }) => {
  const held = request.mode === "navigate" ? await matchPrecache(page) : null;
  if (!held) return Response.error();
  const html = standingIn(await held.text(), new URL(page, scope).href);
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
});

self.skipWaiting();
clientsClaim();
