/**
 * The digits: 784-128-10, Adam 1e-3, batches of 32, on the original MNIST. Skipped where MNIST is absent.
 * GLASSNET_FULL=1 trains the five epochs of the published figure instead of one.
 */
import { afterAll, describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { fnv1a } from "./support/numbers.js";
import { mlp, mnistFolder, readMnist } from "./support/mnist.js";

const full = Boolean(process.env.GLASSNET_FULL);
const suite = mnistFolder ? describe : describe.skip;
const MINUTES = 60_000;

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
  },
);
