/** How the page's worker is started: from its own file. @type {import("../../wasm/worker.js").WorkerLoadOptions} */
export const workerOptions = {};
