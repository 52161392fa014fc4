/** page.js: the program of a page: every entry, and a worker of its own. What comes of them is left in `outcome`. */
import { everyEntry } from "./every-entry.js";

function ownWorker() {
  const worker = new Worker(new URL("./own-worker.js", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`own worker: ${message}`));
  });
}

globalThis.outcome = everyEntry()
  .then(async (outcome) => ({ ...outcome, "own worker": await ownWorker() }))
  .catch((error) => ({ error: `${error.stack ?? error}` }));
