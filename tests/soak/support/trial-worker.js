/** trial-worker.js: workers on trial.wasm, in whose cores a trap can be set from here. */
import { Worker } from "node:worker_threads";
import { load } from "../../../wasm/worker.js";
import { trialModule } from "./trial-core.js";

export async function loadTrialWorker() {
  const worker = new Worker(new URL("./trial-host.js", import.meta.url));
  const gn = await load({ wasm: trialModule, worker: () => worker });
  return {
    gn,
    /** The next allocation traps. */
    trapNext: (trap) => worker.postMessage({ done: -1, trap }),
  };
}
