/** golden-runs.js: the runs of tests/golden/training*.json with their samples: nothing is left to chance but the seed. */
import { readFileSync } from "node:fs";
import { smallData } from "./models.js";

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url)));

/** A run's hash, spec, options, x and y. */
function goldenRun(name) {
  const golden = read(name);
  const width = golden.spec.input.reduce((a, b) => a * b);
  return { ...golden, ...smallData(golden.samples, 1, width) };
}

const quick = ["training", "training-augmented", "training-convolutional"];
export const goldenRuns = Object.fromEntries(quick.map((name) => [name, goldenRun(name)]));

/** 20,000 steps. */
export const longRun = goldenRun("training-long");

/** 100 steps of layers large enough for threads to share each. */
export const sharedRun = goldenRun("training-shared");

/** The weights after the run; for an instance of the thread or of a worker. */
export async function runGolden(gn, { spec, x, y, epochs, batchSize, augment }) {
  const model = await gn.model(spec);
  await model.fit(x, y, { epochs, batchSize, augment });
  return model.getWeights();
}
