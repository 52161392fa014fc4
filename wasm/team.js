/** team.js: the threads beside this one: workers that run thread.js on the memory of a build with threads. */

import { canShareMemory } from "./builds.js";
import { ArgumentError, OutOfMemoryError } from "./errors.js";
import { beside, startThread } from "./threads-of-node.js";

/** @typedef {{ threads: number, stop: () => void }} Team threads: how many there are, this one included */

/** A worker of the browser's kind or of Node's. @param {string} [script] @returns {any} */
function start(script) {
  if (typeof Worker !== "undefined") {
    // Bundlers look for just this form.
    return script
      ? new Worker(script, { type: "module" })
      : new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
  }
  return startThread(beside(script ?? "./thread.js", import.meta.url));
}

/** Whether this thread may sleep: a page's main thread may not. */
function maySleep() {
  try {
    return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1) === "not-equal";
  } catch {
    return false;
  }
}

/** Sends a worker its part, and waits until it is ready. @param {any} worker @param {import("./loader.js").Member} member */
function enlist(worker, member) {
  return new Promise((resolve, reject) => {
    const listen = (/** @type {string} */ type, /** @type {(event: any) => void} */ heard) =>
      worker.addEventListener ? worker.addEventListener(type, heard) : worker.on(type, heard);
    listen("message", resolve);
    listen("error", (event) => {
      const reason = event.message ?? "its script was not found or not allowed";
      const message = `a thread does not start: ${reason}. Serve the package's thread.js where threadScript says`;
      reject(new ArgumentError(message, { details: { field: "threads" } }));
    });
    worker.postMessage(member);
  });
}

/**
 * @param {Awaited<ReturnType<typeof import("./loader.js").openCore>>} core
 * @param {number} threads how many there are to be
 * @param {string} [script]
 * @returns {Promise<Team>}
 */
export async function startTeam({ exports, module, shared }, threads, script) {
  if (!shared || threads === 1 || !canShareMemory()) return { threads: 1, stop() {} };
  const workers = Array.from({ length: threads - 1 }, () => start(script));
  const stop = () => workers.forEach((worker) => worker.terminate());
  try {
    await Promise.all(
      workers.map((worker, i) => {
        const stack = exports.thread_stack();
        if (stack === 0) throw new OutOfMemoryError("the machine gave no memory to start a thread");
        return enlist(worker, { module, memory: shared, stack, worker: i + 1 });
      }),
    );
  } catch (error) {
    stop();
    throw error;
  }
  workers.forEach((worker) => worker.unref?.()); // in Node they keep no program alive
  exports.threads_set(threads, maySleep());
  return { threads, stop };
}
