// What `almanac serve` gives in place of the published site's service worker: one that was registered at this address
// before, from a built site, takes this for its new version, and goes away with all that it kept.

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
