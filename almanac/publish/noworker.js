// Served by `almanac serve` in place of the site's service worker. A worker that a built site registered at this
// address takes this for its new version, and is then removed with everything in its caches.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  async function leave() {
    const names = (await caches.keys()).filter((name) => name.startsWith("almanac-") && name.endsWith(self.registration.scope));
    await Promise.all(names.map((name) => caches.delete(name)));
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    await self.registration.unregister();
    await Promise.all(pages.map((page) => page.navigate(page.url).catch(() => {})));
  }
  event.waitUntil(leave());
});
