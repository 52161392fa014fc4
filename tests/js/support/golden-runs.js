/** golden-runs.js: the runs of tests/golden/training*.json with their samples: nothing is left to chance but the seed. */
import { readFileSync } from "node:fs";
import { smallData } from "./models.js";

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url)));

/** Each with its hash, its spec, its options, and x and y. */
export const goldenRuns = Object.fromEntries(
  ["training", "training-augmented", "training-convolutional"].map((name) => {
    const golden = read(name);
    const width = golden.spec.input.reduce((a, b) => a * b);
    return [name, { ...golden, ...smallData(golden.samples, 1, width) }];
  }),
);

/** The weights after the run; for an instance of the thread or of a worker. */
export async function runGolden(gn, { spec, x, y, epochs, batchSize, augment }) {
  const model = await gn.model(spec);
  await model.fit(x, y, { epochs, batchSize, augment });
  return model.getWeights();
}
