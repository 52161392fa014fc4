/** golden-run.js: the run of golden.js, written by the test, in this thread, in a worker and shared by two threads. */
import { load, loadWorker } from "./glassnet.js";
import { golden } from "./golden.js";
import { fnv1a } from "./numbers.js";

async function fingerprint(gn) {
  const { spec, x, y, ...options } = golden;
  const model = await gn.model(spec);
  await model.fit(Float32Array.from(x), Uint8Array.from(y), options);
  const hash = fnv1a(await model.getWeights());
  (gn.terminate ?? gn.dispose).call(gn);
  return hash;
}

export const goldenRun = async () => ({
  thread: await fingerprint(await load()),
  worker: await fingerprint(await loadWorker()),
  "two threads": await fingerprint(await load({ threads: 2 })),
});
