/** journey.js: a run that meets everything chance and order have a hand in. */
import { fnv1a, numbers } from "./numbers.js";
import { smallData } from "./models.js";

const { x, y } = smallData(100);

/** Trains by every road there is; → the hash of the weights. For an instance of the thread or of a worker. */
export async function journey(instance, spec) {
  const model = await instance.model(spec);
  await model.trainOnBatch(x, y, { sampleWeight: numbers(100, { seed: 4, low: 0 }) });
  await model.fit(x, y, { epochs: 3, batchSize: 7, validation: smallData(20, 5) });
  const data = await instance.dataset({
    x: Uint8Array.from(x, (v) => 128 + 100 * v),
    y,
    scale: 1 / 128,
    mean: 1,
    std: 0.5,
  });
  await model.fit(data, { epochs: 2, batchSize: 32 });
  return fnv1a(await model.getWeights());
}
