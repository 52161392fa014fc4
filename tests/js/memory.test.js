/** Nothing is allocated while a batch is trained, and all that was taken comes back. */
import { describe, expect, test } from "@jest/globals";
import { load } from "glassnet";
import * as networks from "glassnet/networks";
import { classes, numbers } from "./support/numbers.js";
import { everyOptimizer, small, smallData } from "./support/models.js";

const gn = await load();
const { x, y } = smallData(32);

describe("training", () => {
  test.each(everyOptimizer.map((o) => [o.type ?? o, o]))(
    "1,000 steps of %s allocate nothing",
    (_, optimizer) => {
      const layers = [small.layers[0], { type: "dropout", rate: 0.2 }, small.layers[1]];
      const model = gn.model({ ...small, layers, optimizer });
      model.trainOnBatch(x, y);
      const before = gn.memory();
      for (let step = 0; step < 1000; step++) model.trainOnBatch(x, y);
      expect(gn.memory()).toEqual(before);
      expect(before.allocations).toBeGreaterThan(0);
      expect(model.steps).toBe(1001);
      model.dispose();
    },
  );

  // Pictures nearly as small as each network takes them.
  test.each([
    ["leNet5", 12],
    ["smallResNet", 6],
    ["smallInception", 6],
    ["smallDenseNet", 8],
  ])("1,000 steps of %s allocate nothing", (name, side) => {
    const model = gn.model(networks[name]({ input: [side, side, 1], classes: 3 }));
    const pictures = numbers(4 * side * side);
    const labels = classes(4, 3);
    model.trainOnBatch(pictures, labels);
    const before = gn.memory();
    for (let step = 0; step < 1000; step++) model.trainOnBatch(pictures, labels);
    expect(gn.memory()).toEqual(before);
    expect(model.steps).toBe(1001);
    model.dispose();
  });

  test("epoch after epoch allocates nothing after the first", async () => {
    const model = gn.model(small);
    const data = gn.dataset({ x, y });
    const options = { epochs: 1, batchSize: 7, validation: data };
    await model.fit(data, options);
    const before = gn.memory();
    await model.fit(data, { ...options, epochs: 200 });
    expect(gn.memory()).toEqual(before);
  });

  test("predicting, evaluating and looking in turn allocates nothing after the first time", () => {
    const model = gn.model(small);
    const look = () => [
      model.predict(x),
      model.evaluate(x, y),
      model.gradients(x, y),
      model.trace(x, y),
      model.getWeights(),
    ];
    look();
    const before = gn.memory();
    for (let turn = 0; turn < 100; turn++) look();
    expect(gn.memory()).toEqual(before);
  });

  test("predicting a hundred thousand samples needs no memory for all of them", () => {
    const model = gn.model(small);
    const data = gn.dataset({ x: numbers(5 * 100_000) });
    const before = gn.memory().bytes;
    model.predict(data);
    expect(gn.memory().bytes - before).toBeLessThan(4 << 20);
    data.dispose();
  });
});

describe("lifetimes", () => {
  test("10,000 models made, trained and disposed of leave nothing", () => {
    const cycle = () => {
      const model = gn.model(small);
      model.trainOnBatch(x, y);
      model.dispose();
    };
    cycle();
    const { allocations: _, ...before } = gn.memory();
    for (let turn = 0; turn < 10_000; turn++) cycle();
    expect(gn.memory()).toMatchObject(before);
  });

  test("so do data sets, saved files and failed calls", () => {
    const cycle = () => {
      const model = gn.model(small);
      const data = gn.dataset({ x, y });
      gn.open(model.save()).dispose();
      expect(() => model.trainOnBatch(x, y.slice(1))).toThrow();
      expect(() => gn.model({ ...small, layers: [{ type: "dense", units: 0 }] })).toThrow();
      data.dispose();
      model.dispose();
    };
    cycle();
    const { allocations: _, ...before } = gn.memory();
    for (let turn = 0; turn < 300; turn++) cycle();
    expect(gn.memory()).toMatchObject(before);
  });

  test("room is used again: large models in turn need the room of one", () => {
    const sizes = [300, 100, 200, 400, 50].map((units) => ({
      input: [1000],
      layers: [{ type: "dense", units }],
    }));
    const { bytes } = gn.memory();
    for (let turn = 0; turn < 40; turn++) gn.model(sizes[turn % 5]).dispose();
    expect(gn.memory().bytes).toBe(bytes);
  });
});
