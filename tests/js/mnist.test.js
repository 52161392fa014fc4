/**
 * The digits, on the original MNIST: 784-128-10, Adam 1e-3, batches of 32; and each known small network on a part of it.
 * Skipped where MNIST is absent. GLASSNET_FULL=1 trains the five epochs of the published figure instead of one.
 */
import { afterAll, describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { leNet5, smallDenseNet, smallInception, smallResNet } from "glassnet/networks";
import { load as loadWorker } from "glassnet/worker";
import { fnv1a } from "./support/numbers.js";
import { mlp, mnistFolder, readMnist } from "./support/mnist.js";

const full = Boolean(process.env.GLASSNET_FULL);
const suite = mnistFolder ? describe : describe.skip;
const MINUTES = 60_000;

/** The digits that a network gets right after three short epochs on 2,000 of them, as a share of 1,000 others. */
async function learnFew(gn, network) {
  const few = async (part, count) => {
    const { x, y } = await readMnist(part);
    return gn.dataset({ x: x.slice(0, 784 * count), y: y.slice(0, count), scale: 1 / 255 });
  };
  const [data, held] = [await few("train", 2000), await few("test", 1000)];
  // Moving averages that can follow in 375 steps.
  const layers = network.layers.map((layer) =>
    layer.type === "batchNormalization" ? { ...layer, momentum: 0.9 } : layer,
  );
  const schedule = { type: "cosine", over: 3 };
  const optimizer = { type: "adam", learningRate: 3e-3, schedule };
  const model = gn.model({ ...network, layers, optimizer, seed: 1 });
  await model.fit(data, { epochs: 3, batchSize: 16 });
  const { accuracy } = model.evaluate(held);
  for (const each of [data, held, model]) each.dispose();
  return accuracy;
}

suite(
  mnistFolder ? "MNIST" : "MNIST (absent: set GLASSNET_MNIST to the folder of its four files)",
  () => {
    const workers = [];
    afterAll(() => workers.forEach((gn) => gn.terminate()));

    test(
      full
        ? "five epochs reach 97.5 % of the test images"
        : "one epoch reaches 95 % of the test images",
      async () => {
        const gn = await load();
        const [train, held] = await Promise.all(["train", "test"].map(readMnist));
        const data = gn.dataset({ ...train, scale: 1 / 255 });
        const test = gn.dataset({ ...held, scale: 1 / 255 });
        expect([train.y.length, held.y.length]).toEqual([60_000, 10_000]);
        const model = gn.model(mlp);
        const results = await model.fit(data, {
          epochs: full ? 5 : 1,
          batchSize: 32,
          validation: test,
        });
        const { accuracy } = model.evaluate(test);
        if (full)
          console.log(`test accuracy ${accuracy}, weights ${fnv1a(model.getWeights())}`, results);
        expect(results.at(-1).validationAccuracy).toBe(accuracy);
        expect(accuracy).toBeGreaterThanOrEqual(full ? 0.975 : 0.95);
      },
      10 * MINUTES,
    );

    test(
      "the worker arrives at the same weights, bit for bit",
      async () => {
        const { x, y } = await readMnist("train");
        const some = { x: x.slice(0, 6000 * 784), y: y.slice(0, 6000), scale: 1 / 255 };
        const hashes = [];
        for (const open of [load, loadWorker]) {
          const gn = await open();
          if (open === loadWorker) workers.push(gn);
          const model = await gn.model(mlp);
          await model.fit(await gn.dataset(some), { epochs: 2, batchSize: 32 });
          hashes.push(fnv1a(await model.getWeights()));
        }
        expect(hashes[1]).toBe(hashes[0]);
      },
      2 * MINUTES,
    );

    // What no linear classifier reaches on so few digits, and no network whose convolutions do not learn (65 %).
    const BOUND = 0.88;

    test("a linear classifier does not reach the bound of the small networks", async () => {
      const classes = { type: "dense", units: 10, activation: "softmax" };
      const layers = [{ type: "flatten" }, classes];
      const linear = { input: [28, 28, 1], layers, loss: "categoricalCrossentropy" };
      expect(await learnFew(await load(), linear)).toBeLessThan(BOUND);
    });

    test.each([
      ["leNet5", leNet5()],
      ["smallResNet", smallResNet({ filters: 8 })],
      ["smallInception", smallInception()],
      ["smallDenseNet", smallDenseNet()],
    ])(
      "%s learns from 2,000 digits what a linear classifier cannot",
      async (_, network) => {
        expect(await learnFew(await load(), network)).toBeGreaterThan(BOUND);
      },
      3 * MINUTES,
    );
  },
);
