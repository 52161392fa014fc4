/**
 * numeric.js: numbers that are not finite. (1) NaN and the infinities come in at every place that takes numbers. (2) They come
 * about: trainings whose steps are too long, under every optimizer, and finite weights whose output is not. A NumericError says
 * so, and where; no answer holds such a number; and the weights stay those of the step before, bit for bit. (3) What is at
 * the edge and has an answer gets it: samples all alike under a normalization, certain and wrong probabilities.
 */
import { NumericError, load } from "../../wasm/index.js";
import { fnv1a } from "../js/support/numbers.js";
import { graph, networks } from "./support/networks.js";
import { lineOf, soak } from "./support/soak.js";

const gn = await load();

/** Whether there is no other number in it, however deep. @param {any} value */
const allFinite = (value) =>
  typeof value === "number"
    ? Number.isFinite(value)
    : Object(value) !== value || Object.values(value).every(allFinite);

const errorOf = async (use) => {
  try {
    return { value: await use() };
  } catch (error) {
    return { error };
  }
};

/** Places that take numbers; each gets them spoiled. */
const { x, y } = graph.data;
const places = {
  "predict x": (model, bad) => model.predict(bad(x)),
  "trace x": (model, bad) => model.trace(bad(x), y),
  "trace y": (model, bad) => model.trace(x, bad(y)),
  "evaluate x": (model, bad) => model.evaluate(bad(x), y),
  "evaluate y": (model, bad) => model.evaluate(x, bad(y)),
  "evaluate sampleWeight": (model, bad) =>
    model.evaluate(x, y, { sampleWeight: bad([1, 1, 1, 1, 1, 1, 1, 1]) }),
  "trainOnBatch x": (model, bad) => model.trainOnBatch(bad(x), y),
  "trainOnBatch y": (model, bad) => model.trainOnBatch(x, bad(y)),
  "fit x": (model, bad) => model.fit(bad(x), y),
  "fit y": (model, bad) => model.fit(x, bad(y)),
  "fit validation": (model, bad) => model.fit(x, y, { validation: { x: bad(x), y } }),
  "gradients x": (model, bad) => model.gradients(bad(x), y),
  "statistics x": (model, bad) => model.statistics(bad(x), y),
  "checkGradients y": (model, bad) => model.checkGradients(x, bad(y)),
  "learningRateRange x": (model, bad) => model.learningRateRange(bad(x), y),
  "dataset x": (model, bad) => gn.dataset({ x: bad(x), y }),
  "dataset mean": (model, bad) => gn.dataset({ x, y, mean: bad([0, 0, 0, 0]) }),
  setWeights: (model, bad) => model.setWeights({ "left.bias": bad([1, 2, 3, 4, 5, 6]) }),
  applyGradients: (model, bad) =>
    model.applyGradients({
      ...model.gradients(x, y).gradients,
      "left.bias": bad([1, 2, 3, 4, 5, 6]),
    }),
};

async function comeIn() {
  const faults = [];
  const model = gn.model(graph.spec);
  const before = fnv1a(model.getWeights());
  let count = 0;
  for (const [place, use] of Object.entries(places))
    for (const bad of [NaN, Infinity, -Infinity]) {
      count++;
      const spoiled = (values) => Float32Array.from(values, (v, i) => (i === 3 ? bad : v));
      const { error } = await errorOf(() => use(model, spoiled));
      if (!(error instanceof NumericError)) faults.push(`${bad} in ${place}: ${lineOf(error)}`);
      if (fnv1a(model.getWeights()) !== before) faults.push(`${bad} in ${place}: weights changed`);
    }
  return { faults, count };
}

const optimizers = gn.schema.optimizers.kinds.map(({ type }) => type);
/** Learning rates and how large the samples are; of a batch of four, so that an epoch has two steps. */
const strides = [
  { learningRate: 1e3, size: 1 },
  { learningRate: 1e6, size: 1e6 },
  { learningRate: 1e6, size: 1e18 },
];
const EPOCHS = 40;
const BATCH = 4;

/** The batch of two that a step takes. */
function batchOf({ x, y }, step) {
  const part = (values) => {
    const length = values.length / 2;
    return values.slice((step % 2) * length, (step % 2) * length + length);
  };
  return [part(x), part(y)];
}

/** What is wrong with a training that has to end well or with a NumericError. */
async function diverge(spec, data) {
  const model = gn.model(spec);
  const { value, error } = await errorOf(() =>
    model.fit(data.x, data.y, { epochs: EPOCHS, batchSize: BATCH, shuffle: false }),
  );
  const wrong = [];
  if (!allFinite(model.getWeights())) wrong.push("its weights are not finite");
  if (!error)
    return { ended: false, wrong: allFinite(value) ? wrong : ["its history is not finite"] };
  const { epoch, batch } = error.details ?? {};
  if (!(error instanceof NumericError && epoch >= 1 && batch >= 1 && error.layer))
    return { ended: true, wrong: [lineOf(error)] };
  if (model.steps !== 2 * (epoch - 1) + batch - 1)
    wrong.push(`${model.steps} steps made, though batch ${batch} of epoch ${epoch} is to blame`);
  const replay = gn.model(spec);
  for (let step = 0; step < model.steps; step++) replay.trainOnBatch(...batchOf(data, step));
  if (fnv1a(replay.getWeights()) !== fnv1a(model.getWeights()))
    wrong.push("its weights are not those of the step before");
  model.reset();
  if (fnv1a(model.getWeights()) !== fnv1a(gn.model(spec).getWeights()))
    wrong.push("no fresh start");
  return { ended: true, wrong };
}

async function comeAbout() {
  const faults = [];
  let [count, ended] = [0, 0];
  for (const [name, { spec, data }] of Object.entries(networks))
    for (const type of optimizers)
      for (const { learningRate, size } of strides) {
        const large = { x: data.x.map((v) => v * size), y: data.y };
        const result = await diverge({ ...spec, optimizer: { type, learningRate } }, large);
        count++;
        ended += Number(result.ended);
        const at = `${name}, ${type} by ${learningRate}, samples of ${size}`;
        faults.push(...result.wrong.map((what) => `${at}: ${what}`));
      }
  if (ended < count / 4) faults.push(`only ${ended} of ${count} trainings diverged`);
  return { faults, count, ended };
}

/** One layer, with these weights, that is to give these numbers, or a NumericError when none are given. */
const one = (layer, input, rest = {}) => ({ input: [input], layers: [layer], seed: 1, ...rest });
const output = (units, activation) => ({ type: "dense", units, activation, name: "out" });
const sure = (logit) => ({ "out.kernel": [logit, -logit], "out.bias": [0, 0] });
const edges = {
  "samples all alike under batchNormalization": () => {
    const model = gn.model(one({ type: "batchNormalization" }, 3, { loss: "meanSquaredError" }));
    return [
      model.trainOnBatch(new Float32Array(12).fill(1e30), new Float32Array(12)),
      model.getWeights(),
    ];
  },
  "features all alike under layerNormalization": () => {
    const model = gn.model(one({ type: "layerNormalization" }, 3, { loss: "meanSquaredError" }));
    return [
      model.trainOnBatch(new Float32Array(12).fill(-1e30), new Float32Array(12)),
      model.getWeights(),
    ];
  },
  ...Object.fromEntries(
    [1e4, 1e20, 3e38].flatMap((logit) => [
      [
        `softmax, certain and wrong by ${logit}`,
        () => {
          const model = gn.model(one(output(2, "softmax"), 1, { loss: "categoricalCrossentropy" }));
          model.setWeights(sure(logit / 2));
          return [model.evaluate([[1]], [1]), model.predict([[1]]), model.gradients([[1]], [1])];
        },
      ],
      [
        `sigmoid, certain and wrong by ${logit}`,
        () => {
          const model = gn.model(one(output(1, "sigmoid"), 1, { loss: "binaryCrossentropy" }));
          model.setWeights({ "out.kernel": [logit], "out.bias": [0] });
          return [model.evaluate([[1]], [0]), model.predict([[1]]), model.gradients([[1]], [0])];
        },
      ],
    ]),
  ),
};

/** Finite weights whose output is not: refused by every call that learns from it or judges it. predict() shows it. */
const overflows = {
  evaluate: (model) => model.evaluate([[1e30]], [1]),
  trainOnBatch: (model) => model.trainOnBatch([[1e30]], [1]),
  fit: (model) => model.fit([[1e30]], [1]),
  gradients: (model) => model.gradients([[1e30]], [1]),
  trace: (model) => model.trace([[1e30]], [1]),
  checkGradients: (model) => model.checkGradients([[1e30]], [1]),
};

async function atTheEdge() {
  const faults = [];
  for (const [edge, use] of Object.entries(edges)) {
    const { value, error } = await errorOf(use);
    if (error || !allFinite(value))
      faults.push(`${edge}: ${error ? lineOf(error) : JSON.stringify(value)}`);
  }
  for (const [call, use] of Object.entries(overflows)) {
    const model = gn.model(one(output(1, "linear"), 1, { loss: "meanSquaredError" }));
    model.setWeights({ "out.kernel": [1e30], "out.bias": [0] });
    const { error } = await errorOf(() => use(model));
    if (model.predict([[1e30]])[0] !== Infinity) faults.push("predict() hides an infinite output");
    if (!(error instanceof NumericError && error.layer === "out"))
      faults.push(`an output beyond float32, ${call}: ${lineOf(error)}`);
  }
  return { faults, count: Object.keys(edges).length + Object.keys(overflows).length };
}

await soak("numeric", async () => {
  const [input, training, edge] = [await comeIn(), await comeAbout(), await atTheEdge()];
  const figure =
    `${input.count} numbers that are not finite refused where they come in; ${training.count} trainings with steps too long, ${training.ended} of them ` +
    `ended by a NumericError with epoch, batch and layer, weights as before that step; ${edge.count} cases at the edge of float32`;
  return { figure, faults: [...input.faults, ...training.faults, ...edge.faults] };
});
