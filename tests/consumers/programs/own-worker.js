/** own-worker.js: a worker of the program's own, in a page or in Node, that trains with the package. */
import { load } from "./glassnet.js";
import { xor } from "./xor.js";

const port =
  globalThis.process?.getBuiltinModule?.("node:worker_threads")?.parentPort ?? globalThis;
xor(load).then((outcome) => port.postMessage(outcome));
