/**
 * The page without a network: every file of this build is kept when the page is first opened, and handed out from
 * there. The build fills in the two constants (plugin.js). A new build waits until the reader asks for it
 * (register.js), so that a page never mixes the files of two.
 */
const VERSION = "";
/** @type {string[]} */
const FILES = [];

const worker = /** @type {any} */ (globalThis);
const mine = `glassnet-${VERSION}`;

worker.addEventListener("install", (/** @type {any} */ event) => {
  const requests = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(mine).then((cache) => cache.addAll(requests)));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((n) => n.startsWith("glassnet-") && n !== mine);
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

worker.addEventListener("message", (/** @type {any} */ { data }) => {
  if (data === "take over") worker.skipWaiting();
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  if (event.request.method !== "GET") return;
  const kept = caches
    .open(mine)
    .then((cache) => cache.match(event.request, { ignoreSearch: true }));
  event.respondWith(kept.then((answer) => answer ?? fetch(event.request)));
});
