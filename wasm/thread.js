/**
 * thread.js: a thread beside the one that called load({ threads }): another instance of the module, on the same memory,
 * with a stack of its own. It says that it is ready, then works until it is terminated (wasm/threads.c).
 */

import { instantiate } from "./loader.js";

/** @type {any} */
const port =
  globalThis.process?.getBuiltinModule?.("node:worker_threads")?.parentPort ?? globalThis;

/** @param {import("./loader.js").Member} member */
async function work({ module, memory, stack, worker }) {
  const exports = /** @type {any} */ (await instantiate(module, memory));
  exports.__stack_pointer.value = stack;
  port.postMessage("ready");
  try {
    exports.thread_run(worker);
  } finally {
    exports.thread_crashed(); // it never returns otherwise
  }
}

if (port === globalThis) port.onmessage = (/** @type {MessageEvent} */ event) => work(event.data);
else port.once("message", work);
