/** every-entry.js: XOR by each entry of the package, on one thread and, where there is shared memory, on two. */
import { load, loadExternal, loadWorker } from "./glassnet.js";
import { xor } from "./xor.js";

export const everyEntry = async () => ({
  main: await xor(load),
  fast: await xor(load, { fast: true }),
  threads: await xor(load, { threads: 2 }),
  external: await xor(loadExternal),
  worker: await xor(loadWorker),
  "threads of a worker": await xor(loadWorker, { threads: 2 }),
});
