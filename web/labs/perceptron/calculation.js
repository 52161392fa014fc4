/** The numbers, all from the worker. */
import { withModel } from "../../state/computed.js";

/** @typedef {import("./samples.js").Sample} Sample */
/** @typedef {{ picked: number, w: number[], b: number, wrong: number[] }} Row  wrong: the samples misclassified with w, b */

/** Iterations at most, since without a separating line there is no last one. */
export const longest = 200;

/** One dense unit of two inputs. @param {string} activation @param {object} more */
const unit = (activation, more) => ({
  input: [2],
  layers: [{ type: "dense", units: 1, activation, kernelInitializer: "zeros" }],
  ...more,
});

/** @param {any} model */
async function weightsOf(model) {
  const { "dense_1.kernel": w, "dense_1.bias": b } = await model.getWeights();
  return { w: [...w], b: b[0] };
}

/**
 * Rosenblatt's rule on the samples picked one after the other; from then on, if `toEnd`, on the first that is
 * misclassified. A pick that is not misclassified ends the table.
 * @param {{ samples: Sample[], picks: number[], rate: number, toEnd?: boolean }} run @returns {Promise<Row[]>}
 */
export const learn = ({ samples, picks, rate, toEnd }) =>
  withModel(
    unit("linear", { loss: "perceptron", optimizer: { type: "sgd", learningRate: rate } }),
    async (model) => {
      /** @type {Row[]} */
      const rows = [];
      for (let picked = -1; ;) {
        const scores = await model.predict(samples.map(({ x }) => x));
        const wrong = samples.flatMap(({ y }, i) => (y * scores[i] <= 0 ? [i] : []));
        rows.push({ picked, ...(await weightsOf(model)), wrong });
        const next = picks[rows.length - 1] ?? (toEnd ? wrong[0] : undefined);
        if (next === undefined || !wrong.includes(next) || rows.length > longest) return rows;
        picked = next;
        await model.trainOnBatch([samples[next].x], Float32Array.of(samples[next].y));
      }
    },
  );

/** A threshold unit's answers. @param {{ samples: Sample[], w: number[], b: number }} neuron @returns {Promise<number[]>} */
export const fire = ({ samples, w, b }) =>
  withModel(unit("step", {}), async (model) => {
    await model.setWeights({ "dense_1.kernel": w, "dense_1.bias": [b] });
    return [...(await model.predict(samples.map(({ x }) => x)))];
  });

/** @typedef {{ w: number[], b: number, loss: number }} Update */
/**
 * What the next update is made of: the samples that it is on, with target t, output z and error δ, and the change of
 * the weights, η times the mean of δx.
 * @typedef {{ rows: { index: number, t: number, z: number, delta: number }[], w: number[], b: number }} Next
 */

/** @param {any} model @param {number[][]} x @param {Float32Array} target @param {number} start @param {number} rate @returns {Promise<Next>} */
async function nextOf(model, x, target, start, rate) {
  const trace = await model.trace(x, target);
  const [{ output, delta, parameters }] = trace.layers;
  const rows = Array.from(target, (t, i) => ({
    index: start + i,
    t,
    z: output[i],
    delta: -delta[i] * target.length, // the core's is ∂E/∂net of the mean; the course's is its negative, of one sample
  }));
  const [b] = parameters.bias.gradient;
  return { rows, w: Array.from(parameters.kernel.gradient, (g) => -rate * g), b: -rate * b };
}

/**
 * The delta rule, `updates` times on the next `batch` samples in order; E = mean of ½(t − z)² over all.
 * @param {{ samples: Sample[], activation: string, rate: number, batch: number, updates: number }} run
 * @returns {Promise<{ list: Update[], next: Next }>}
 */
export const descend = ({ samples, activation, rate, batch, updates }) =>
  withModel(
    unit(activation, { loss: "halfSquaredError", optimizer: { type: "sgd", learningRate: rate } }),
    async (model) => {
      const low = activation === "sigmoid" ? 0 : -1;
      const x = samples.map((s) => s.x);
      const target = Float32Array.from(samples, (s) => (s.y > 0 ? 1 : low));
      /** @type {Update[]} */
      const list = [];
      for (let start = 0; ;) {
        const { loss } = await model.evaluate(x, target);
        list.push({ ...(await weightsOf(model)), loss });
        const end = Math.min(start + batch, x.length);
        const [some, those] = [x.slice(start, end), target.slice(start, end)];
        if (list.length > updates)
          return { list, next: await nextOf(model, some, those, start, rate) };
        await model.trainOnBatch(some, those);
        start = end % x.length;
      }
    },
  );

/** @typedef {{ outputs: number[], grid: number[], lines: { w: number[], b: number }[], loss: number }} WayOut */

/**
 * Two ways out of XOR: the added feature x₁x₂, or a hidden layer.
 * @param {{ samples: Sample[], way: "feature" | "hidden", units: number, seed: number, at: (readonly number[])[] }} run
 *   at: where else the output is wanted @returns {Promise<WayOut>}
 */
export function escape({ samples, way, units, seed, at }) {
  const isFeature = way === "feature";
  const hidden = isFeature ? [] : [{ type: "dense", units, activation: "tanh" }];
  const input = (/** @type {readonly number[]} */ [a, b]) => (isFeature ? [a, b, a * b] : [a, b]);
  const spec = {
    input: [isFeature ? 3 : 2],
    layers: [...hidden, { type: "dense", units: 1, activation: "sigmoid" }],
    loss: "binaryCrossentropy",
    optimizer: { type: "adam", learningRate: 0.1 },
    seed,
  };
  return withModel(spec, async (model) => {
    const x = samples.map((s) => input(s.x));
    const y = Uint8Array.from(samples, (s) => (s.y > 0 ? 1 : 0));
    await model.fit(x, y, { epochs: 300, batchSize: 4 });
    const { loss } = await model.evaluate(x, y);
    const { "dense_1.kernel": kernel, "dense_1.bias": bias } = await model.getWeights();
    const lines = isFeature
      ? []
      : [...bias].map((b, k) => ({ w: [kernel[k], kernel[units + k]], b }));
    const outputs = [...(await model.predict(x))];
    return { outputs, lines, loss, grid: [...(await model.predict(at.map(input)))] };
  });
}
