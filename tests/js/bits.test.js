/** The run of tests/golden/training.json: the same weights, bit for bit, as natively and in the browser. */
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { smallData } from "./support/models.js";
import { fnv1a } from "./support/numbers.js";

const golden = JSON.parse(readFileSync(new URL("../golden/training.json", import.meta.url)));

async function run(gn) {
  const { x, y } = smallData(golden.samples);
  const model = await gn.model(golden.spec);
  await model.fit(x, y, { epochs: golden.epochs, batchSize: golden.batchSize });
  return fnv1a(await model.getWeights());
}

test("a run has the weights that it has in every build", async () => {
  expect(await run(await load())).toBe(golden.hash);
});

test("also in a worker", async () => {
  const gn = await loadWorker();
  expect(await run(gn)).toBe(golden.hash);
  gn.terminate();
});
