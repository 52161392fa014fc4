/** trial-host.js: the worker's side (wasm/worker-host.js) on trial.wasm, which traps when a message says so; in Node or a page. */
import "../../../wasm/worker-host.js";

let last;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => (last = await instantiate(...args));

/** To the host it is the end of a call that it never made, which it passes over: { done: -1, trap }. */
const spring = ({ trap }) => trap && last.exports.trial_at(1, 0, trap);

const port = globalThis.process?.getBuiltinModule?.("node:worker_threads")?.parentPort;
if (port) port.on("message", spring);
else addEventListener("message", ({ data }) => spring(data));
