/** In the page of one file (vite.config.js here) the worker's script is carried inside and started from memory. */
import Host from "../../wasm/worker-host.js?worker&inline";

/** @type {import("../../wasm/worker.js").WorkerLoadOptions} */
export const workerOptions = { worker: () => new Host() };
