// Keeps public agendas for when there is no network. What it keeps was asked for without cookies:
// the page as everybody sees it, never the one of somebody who is signed in.
const KEPT = "agenda-1";
const AGENDA = /^\/workshops\/[^/]+\/agenda\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { page, assets } = event.data;
  if (AGENDA.test(page)) event.waitUntil(keep(page, assets));
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (AGENDA.test(pathname) || /\.(css|js|svg)$/.test(pathname)) {
    event.respondWith(fetch(event.request).catch(() => kept(pathname)));
  }
});

async function keep(page, assets) {
  const cache = await caches.open(KEPT);
  const answer = await fetch(page, { credentials: "omit" });
  // A workshop that is not public any more is forgotten here, too.
  if (!answer.ok) return cache.delete(page);
  await cache.put(page, answer);
  for (const asset of assets) {
    const file = await fetch(asset, { credentials: "omit" });
    if (file.ok) await cache.put(new URL(asset).pathname, file);
  }
  // Files carry their content's mark in the name: those of earlier versions are of no use.
  const names = new Set(assets.map((asset) => new URL(asset).pathname));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!AGENDA.test(pathname) && !names.has(pathname)) await cache.delete(request);
  }
}

async function kept(pathname) {
  const cache = await caches.open(KEPT);
  return (await cache.match(pathname, { ignoreVary: true })) ?? Response.error();
}
