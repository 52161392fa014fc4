// Transfer: a network that knows the digits 0 to 4 learns 5 to 9 from five samples of each.
// Usage: node transfer.js FOLDER_OF_THE_FOUR_FILES
import { readFileSync } from "node:fs";
import { load, readIdx } from "glassnet";

const gn = await load();
const [, , folder = "mnist"] = process.argv;
const read = async (name) => (await readIdx(readFileSync(`${folder}/${name}.gz`))).data;
const images = {
  train: await read("train-images-idx3-ubyte"),
  test: await read("t10k-images-idx3-ubyte"),
};
const labels = {
  train: await read("train-labels-idx1-ubyte"),
  test: await read("t10k-labels-idx1-ubyte"),
};

/** The first `count` of each of the digits first … first+4, which are the classes 0 to 4. */
function digits(set, first, count) {
  const left = [count, count, count, count, count];
  const chosen = [...labels[set].keys()].filter((i) => left[labels[set][i] - first]-- > 0);
  const x = chosen.flatMap((i) => [...images[set].subarray(i * 784, (i + 1) * 784)]);
  const y = Uint8Array.from(chosen, (i) => labels[set][i] - first);
  return gn.dataset({ x: Uint8Array.from(x), y, scale: 1 / 255 });
}

const head = { type: "dense", units: 5, activation: "softmax" };
const spec = {
  input: [28, 28, 1],
  layers: [
    { type: "conv2d", filters: 8, kernelSize: 5, activation: "relu" },
    { type: "maxPooling2d", poolSize: 2 },
    { type: "conv2d", filters: 16, kernelSize: 5, activation: "relu" },
    { type: "maxPooling2d", poolSize: 2 },
    { type: "flatten" },
    head,
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", learningRate: 2e-3 },
  seed: 1,
};
const old = gn.model(spec);
await old.fit(digits("train", 0, 2000), { epochs: 2 });

const few = digits("train", 5, 5);
const test = digits("test", 5, 300);
const models = {
  "from nothing": gn.model(spec),
  "frozen layers under a new head": gn.transfer(old, { layers: [head] }),
  "all layers trained on": gn.transfer(old, { layers: [head], freeze: false }),
};
for (const [name, model] of Object.entries(models)) {
  await model.fit(few, { epochs: 40, batchSize: 5 });
  const { accuracy, f1 } = model.evaluate(test, { metrics: ["f1"] });
  console.log(
    `${name}: accuracy ${(100 * accuracy).toFixed(1)} %, F1 ${(100 * f1.macro).toFixed(1)} %`,
  );
}

/* Output:
from nothing: accuracy 67.6 %, F1 66.8 %
frozen layers under a new head: accuracy 77.8 %, F1 77.5 %
all layers trained on: accuracy 75.9 %, F1 75.4 %
*/
