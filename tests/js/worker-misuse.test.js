/** The worker's two sides when callers ask for what cannot be sent, or for what lives elsewhere. */
import { afterAll, describe, expect, test } from "@jest/globals";
import { ArgumentError, load } from "glassnet/worker";
import { errorOf, expectRefusal } from "./support/refusal.js";
import { regression } from "./support/models.js";

const gn = await load();
const other = await load();
const model = await gn.model(regression);
const [x, y] = [
  [
    [1, 2],
    [2, 3],
  ],
  [1, 2],
];
afterAll(() => {
  for (const one of [gn, other]) one.terminate();
});

/** Refused, and the worker goes on. */
async function refused(use, says) {
  expectRefusal(await errorOf(use), { Class: ArgumentError, says });
  await expect(model.predict([1, 2])).resolves.toHaveLength(1);
}

describe("what is refused, while the worker lives on", () => {
  test("a function in place of a number", () =>
    refused(() => model.fit(x, y, { epochs: () => 1 }), /epochs is function/));

  test("what cannot be sent", () =>
    refused(() => gn.model({ ...regression, seed: Symbol("seed") }), /cannot|no worker/));

  test("a spec in a circle", async () => {
    const circle = { ...regression };
    circle.layers = [circle];
    await refused(() => gn.model(circle), /circle/);
  });

  test("a data set of another worker, whatever its number", async () => {
    const data = await gn.dataset({ x, y });
    const stranger = await other.model(regression);
    for (let i = 0; i < 4; i++) await other.dataset({ x, y });
    expectRefusal(await errorOf(() => stranger.evaluate(data)), {
      Class: ArgumentError,
      says: /another load/,
    });
  });

  test("functions among the options of load(); null are none", async () => {
    const third = await load(null);
    third.terminate();
    await refused(() => load({ threads: () => 1 }), /no worker/);
  });
});

describe("a listener", () => {
  test("is heard where the options stand second and undefined third", async () => {
    const heard = [];
    const data = await gn.dataset({ x, y });
    await model.fit(data, { onProgress: ({ epoch }) => void heard.push(epoch) }, undefined);
    expect(heard).toEqual([1]);
  });

  test.each([1, 3])("that throws ends a training of %i epochs with its error", async (epochs) => {
    const onProgress = () => {
      throw new RangeError("mine");
    };
    await expect(model.fit(x, y, { epochs, onProgress })).rejects.toThrow(new RangeError("mine"));
    await expect(model.fit(x, y)).resolves.toHaveLength(1);
  });

  test("that never returns does not outlast an abort", async () => {
    const controller = new AbortController();
    const onProgress = () => {
      setTimeout(() => controller.abort());
      return new Promise(() => {});
    };
    const training = model.fit(x, y, { signal: controller.signal, onProgress });
    await expect(training).rejects.toMatchObject({ name: "AbortError" });
  });
});
