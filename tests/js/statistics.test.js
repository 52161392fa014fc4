/** Statistics of layers, held against the numbers that trace() hands out. */
import { expect, test } from "@jest/globals";
import { load } from "glassnet";
import { load as loadWorker } from "glassnet/worker";
import { fnv1a, numbers } from "./support/numbers.js";
import { small, smallData } from "./support/models.js";

const gn = await load();
const { x, y } = smallData(23);
const spec = {
  ...small,
  layers: [
    { type: "reshape", targetShape: [5] },
    { type: "dense", units: 31, activation: "relu", trainable: true },
    { type: "dense", units: 17, activation: { type: "tanh" } },
    ...small.layers,
  ],
};

/** The figures of an array, the plain way. */
function figures(values, [low, high] = []) {
  const v = Array.from(values);
  const share = (test) => v.filter(test).length / v.length;
  const mean = v.reduce((a, b) => a + b, 0) / v.length;
  const margin = high - low < Infinity ? 0.01 * (high - low) : 0;
  return {
    mean,
    standardDeviation: Math.sqrt(v.reduce((a, b) => a + (b - mean) ** 2, 0) / v.length),
    norm: Math.hypot(...v),
    zeros: share((a) => a === 0),
    ...(low !== undefined && { saturated: share((a) => a <= low + margin || a >= high - margin) }),
  };
}
const near = (wanted) =>
  Object.fromEntries(Object.entries(wanted).map(([name, v]) => [name, expect.closeTo(v, 8)]));
const bounds = [undefined, [0, Infinity], [-1, 1], [-1, 1], [0, 1]];

test("are those of trace's arrays: outputs, errors, parameters and gradients", () => {
  const model = gn.model(spec);
  const inputs = x.map((v) => 3 * v);
  const layers = model.statistics(inputs, y);
  const traced = model.trace(inputs, y).layers;
  expect(layers).toHaveLength(traced.length);
  layers.forEach((layer, i) => {
    const { name, type, output, delta, parameters } = traced[i];
    expect(layer).toEqual({
      name,
      type,
      output: near(figures(output, bounds[i])),
      delta: near(figures(delta)),
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([key, { value, gradient }]) => [
          key,
          { value: near(figures(value)), gradient: near(figures(gradient)) },
        ]),
      ),
    });
  });
  expect(layers[1].output.saturated).toBe(layers[1].output.zeros);
  expect(layers[1].output.zeros).toBeGreaterThan(0.2);
  expect(layers[2].output.saturated).toBeLessThan(1);
});

test("while training are those of the last batch, at its weights, and change nothing", async () => {
  const options = { epochs: 2, batchSize: 23, shuffle: false };
  const [asked, plain] = [gn.model(spec), gn.model(spec)];
  const wanted = gn.model(spec);
  const validation = { x: numbers(10), y: [0, 1] };
  const results = await asked.fit(x, y, { ...options, statistics: true, validation });
  for (const { statistics } of results) {
    const traced = wanted.trace(x, y).layers;
    wanted.trainOnBatch(x, y);
    const weights = wanted.getWeights();
    expect(statistics[0].delta).toBeUndefined(); // nothing before it learns
    expect(statistics[1].output).toEqual(near(figures(traced[1].output, bounds[1])));
    expect(statistics[3].delta).toEqual(near(figures(traced[3].delta)));
    expect(statistics[3].parameters.kernel.value).toEqual(near(figures(weights["dense_3.kernel"])));
    const { gradient } = traced[3].parameters.kernel;
    expect(statistics[3].parameters.kernel.gradient).toEqual(near(figures(gradient)));
  }
  const without = await plain.fit(x, y, options);
  expect(without[0].statistics).toBeUndefined();
  expect(fnv1a(asked.getWeights())).toBe(fnv1a(plain.getWeights()));
});

test("of a network on the path for tiny ones are those of the same network beside it", async () => {
  const layers = [
    { type: "dense", units: 5, activation: "relu", name: "hidden" },
    { type: "dense", units: 3, activation: "softmax", name: "out" },
  ];
  const first = { type: "activation", activation: "linear", name: "same" }; // takes the general path
  const tiny = gn.model({ ...small, input: [5], layers });
  const general = gn.model({ ...small, input: [5], layers: [first, ...layers] });
  general.setWeights(tiny.getWeights());
  const samples = smallData(24);
  const options = { epochs: 3, batchSize: 8, statistics: true };
  const [own, others] = [
    await tiny.fit(samples.x, samples.y, options),
    await general.fit(samples.x, samples.y, options),
  ];
  expect(fnv1a(tiny.getWeights())).toBe(fnv1a(general.getWeights()));
  own.forEach(({ statistics }, epoch) => {
    const wanted = others[epoch].statistics.slice(1);
    for (const [i, { output, delta, parameters }] of statistics.entries()) {
      expect(output).toEqual(near(wanted[i].output));
      expect(delta).toEqual(near(wanted[i].delta));
      expect(parameters).toEqual(wanted[i].parameters);
    }
  });
});

test("go through a worker", async () => {
  const worker = await loadWorker();
  const model = await worker.model(spec);
  expect(await model.statistics(x, y, { training: true })).toEqual(gn.model(spec).statistics(x, y));
  worker.terminate();
});
