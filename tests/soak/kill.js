/**
 * kill.js: one training whose worker is killed in the middle of every epoch, at a moment chosen by chance. Each time a new
 * worker opens the last checkpoint, which save() gave at the end of the epoch before, and trains the epoch again. Weights,
 * batch statistics, the optimizer's averages, the schedule, dropout, shuffling and augmentation must end bit for bit as
 * they do undisturbed.
 */
import { CrashError, load } from "../../wasm/index.js";
import { load as loadInWorker } from "../../wasm/worker.js";
import { generator } from "../js/support/mutate.js";
import { classes, fnv1a, numbers } from "../js/support/numbers.js";
import { grouped, lineOf, soak } from "./support/soak.js";

const COUNT = 400;
const spec = {
  input: [8, 8, 1],
  layers: [
    { type: "conv2d", filters: 8, kernelSize: 3, padding: "same" },
    { type: "batchNormalization" },
    { type: "activation", activation: "relu" },
    { type: "dropout", rate: 0.2 },
    { type: "flatten" },
    { type: "dense", units: 3, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer: { type: "adam", schedule: { type: "exponential", rate: 0.999, by: "step" } },
  seed: 11,
};
const x = numbers(COUNT * 64, { seed: 12 });
const y = classes(COUNT, 3, 13);
const epoch = {
  epochs: 1,
  batchSize: 8,
  augment: [{ type: "shift" }, { type: "noise", standardDeviation: 0.05 }],
};

/** The hash of the weights after each epoch, undisturbed, and how long one takes. */
async function undisturbed(epochs) {
  const model = (await load()).model(spec);
  const hashes = [];
  const start = performance.now();
  for (let i = 0; i < epochs; i++) {
    await model.fit(x, y, epoch);
    hashes.push(fnv1a(model.getWeights()));
  }
  return { hashes, milliseconds: (performance.now() - start) / epochs };
}

/** Goes on with the training and kills its worker while an epoch is under way: what the training says. */
async function goOnAndKill(gn, model, after) {
  const training = model.fit(x, y, { ...epoch, epochs: 1000 }).then(
    () => undefined,
    (error) => error,
  );
  await new Promise((resolve) => setTimeout(resolve, after));
  gn.terminate();
  return training;
}

await soak("kill", async ({ short }) => {
  const kills = short ? 20 : 200;
  const random = generator(14);
  const { hashes, milliseconds } = await undisturbed(kills);
  const faults = [];
  let checkpoint;
  for (let i = 0; i < kills; i++) {
    const gn = await loadInWorker();
    const model = checkpoint ? await gn.open(checkpoint) : await gn.model(spec);
    await model.fit(x, y, epoch);
    const hash = fnv1a(await model.getWeights());
    if (hash !== hashes[i])
      faults.push(`epoch ${i + 1} ends with ${hash}, undisturbed with ${hashes[i]}`);
    checkpoint = await model.save();
    const error = await goOnAndKill(gn, model, 2 * random() * milliseconds);
    if (!(error instanceof CrashError)) faults.push(`killed: ${lineOf(error)}`);
  }
  const figure = `${grouped(kills)} workers killed in the middle of an epoch; resumed from the last checkpoint, every epoch has the weights of an undisturbed training`;
  return { figure, faults };
});
