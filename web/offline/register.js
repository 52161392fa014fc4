/** Keeps the page for use without a network, and says when a newer one is ready. */
import { signal } from "@preact/signals";

/** The newer page's worker, which waits to be asked. @type {import("@preact/signals").Signal<ServiceWorker | undefined>} */
export const newer = signal(undefined);

/** The newer page takes this one's place. */
export function takeNewer() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  newer.value?.postMessage("take over");
}

/** Not while the first view is on its way. */
export function keepOffline() {
  if (!import.meta.env.PROD || !navigator.serviceWorker || !/^http/.test(location.protocol)) return;
  addEventListener("load", async () => {
    try {
      const registration = await navigator.serviceWorker.register("./service-worker.js");
      const look = () => {
        if (registration.waiting && navigator.serviceWorker.controller)
          newer.value = registration.waiting;
      };
      look();
      registration.addEventListener("updatefound", () =>
        registration.installing?.addEventListener("statechange", look),
      );
    } catch {
      /* a browser that forbids it: the page works while there is a network */
    }
  });
}
