/** golden-run.js: the runs of runs.js, written by the test, in this thread, in a worker and shared by two threads. */
import { load, loadWorker } from "./glassnet.js";
import { fnv1a } from "./numbers.js";
import { runs } from "./runs.js";

async function fingerprint(gn, { spec, x, y, ...options }) {
  const model = await gn.model(spec);
  await model.fit(Float32Array.from(x), Uint8Array.from(y), options);
  const hash = fnv1a(await model.getWeights());
  (gn.terminate ?? gn.dispose).call(gn);
  return hash;
}

/** The hashes of each run, by its name. */
export async function goldenRuns() {
  const hashes = {};
  for (const [name, run] of Object.entries(runs))
    hashes[name] = {
      thread: await fingerprint(await load(), run),
      worker: await fingerprint(await loadWorker(), run),
      "two threads": await fingerprint(await load({ threads: 2 }), run),
    };
  return hashes;
}
