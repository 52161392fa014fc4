/**
 * What training.js measures: training through the public interface, in Node and in the page alike.
 */

const xor = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
];

const mlp = (optimizer) => ({
  input: [784],
  layers: [
    { type: "dense", units: 128, activation: "relu" },
    { type: "dense", units: 10, activation: "softmax" },
  ],
  loss: "categoricalCrossentropy",
  optimizer,
  seed: 1,
});

/** Bytes that look like images at the processor's level: a fifth of them is not 0. */
function images(count) {
  let seed = 1;
  const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;
  const x = Uint8Array.from({ length: count * 784 }, () => (next() % 5 ? 0 : next() & 255));
  const y = Uint8Array.from({ length: count }, () => next() % 10);
  return { x, y, scale: 1 / 255 };
}

/** `samples`: as for gn.dataset; `options`: as for train. A loss that training must get below. */
export const cases = {
  "MLP 784-128-10, SGD, batch 32": {
    spec: mlp({ type: "sgd", learningRate: 0.01 }),
    samples: () => images(6400),
    options: { batchSize: 32 },
    loss: 2.4,
  },
  "MLP 784-128-10, Adam, batch 32": {
    spec: mlp({ type: "adam", learningRate: 1e-3 }),
    samples: () => images(6400),
    options: { batchSize: 32 },
    loss: 2.4,
  },
  // The truth table again and again, each batch all of it: an epoch of many steps.
  "XOR 2-4-1, SGD, batch 4": {
    spec: {
      input: [2],
      layers: [
        { type: "dense", units: 4, activation: "sigmoid" },
        { type: "dense", units: 1, activation: "sigmoid" },
      ],
      loss: "meanSquaredError",
      optimizer: { type: "sgd", learningRate: 1 },
      seed: 1,
    },
    samples: () => repeated(50000),
    options: { batchSize: 4, shuffle: false },
    loss: 0.26,
  },
};

function repeated(times) {
  const x = new Float32Array(times * 8);
  const y = new Float32Array(times * 4);
  for (let i = 0; i < times * 4; i++) {
    const [a, b, result] = xor[i % 4];
    x.set([a, b], 2 * i);
    y[i] = result;
  }
  return { x, y };
}

/** @param {any} gn the core of dist/index.js */
export function openTraining(gn) {
  const open = Object.entries(cases).map(([name, { spec, samples, options, loss }]) => {
    const given = samples();
    const count = given.y.length;
    return { name, model: gn.model(spec), data: gn.dataset(given), count, options, loss };
  });
  return {
    /** One epoch of each case: → { name: samples a second } */
    async round() {
      const round = {};
      for (const { name, model, data, count, options, loss } of open) {
        const start = performance.now();
        for await (const epoch of model.train(data, options)) {
          if (!(epoch.loss < loss)) throw new Error(`${name}: the loss is ${epoch.loss}`);
        }
        round[name] = (1000 * count) / (performance.now() - start);
      }
      return round;
    },
  };
}
