/** The gradient check over the whole registry: a kind that is registered is met here unasked. */
import { describe, expect, test } from "@jest/globals";
import { load, ShapeError } from "glassnet";
import { numbers } from "./support/numbers.js";
import { layerOf } from "./support/specs.js";

const gn = await load();
const TOLERANCE = 1e-3;

/** A threshold's gradient is a convention, not a derivative: `sign` passes it on, so a difference cannot confirm it. */
const conventions = ["sign"];

const typesOf = (family) => gn.schema[family].kinds.map(({ type }) => type);
const dense = (units, activation = "linear", more = {}) => ({
  type: "dense",
  units,
  activation,
  ...more,
});
const signs = (count) => numbers(count, { seed: 8 }).map((v) => (v >= 0 ? 1 : -1));

/** No weight within a difference's reach of 0, where the penalty |w| has its kink. */
const awayFromZero = (weights) =>
  Object.fromEntries(
    Object.entries(weights).map(([name, w]) => [name, w.map((v) => (v < 0 ? v - 0.1 : v + 0.1))]),
  );

/** Whether layers fit each other, or one of them wants other shapes. */
function isPossible(layers) {
  try {
    gn.model({ input: [5], layers }).dispose();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    return false;
  }
}

const product = (shape) => shape.reduce((a, b) => a * b);

/** How far two sets of differences are apart, measured as checkGradients measures errors. */
function apart({ parameters: some }, { parameters: others }) {
  const floor = 0.01 * Math.max(...some.map(({ numeric }) => Math.abs(numeric)));
  const relative = ({ numeric: a }, { numeric: b }) =>
    Math.abs(a - b) / Math.max(Math.abs(a) + Math.abs(b), floor);
  return Math.max(...some.map((parameter, i) => relative(parameter, others[i])));
}

/** The check of one model, and how far its differences move when they are taken half as wide. */
function checkOnce(spec, seed, samples, y, { epsilon = 0.01, ...options } = {}) {
  const model = gn.model({ loss: "meanSquaredError", ...spec, seed });
  model.setWeights(awayFromZero(model.getWeights()));
  const x = numbers(samples * product(model.inputShape), { seed });
  const targets = y ?? numbers(samples * product(model.outputShape), { seed: 6 });
  const result = model.checkGradients(x, targets, { epsilon, ...options });
  const closer = model.checkGradients(x, targets, { epsilon: epsilon / 2, ...options });
  model.dispose();
  return { result, moved: apart(result, closer) };
}

/**
 * The largest error, by the first seed whose differences can be trusted: they stay when taken half as wide. They do not
 * where a kink is within reach (a net input near 0 before a ReLU, two numbers nearly alike under a maximum), nor where
 * the loss rounds them off.
 */
function check(spec, samples, y, options) {
  for (let seed = 1; ; seed++) {
    const { result, moved } = checkOnce(spec, seed, samples, y, options);
    if (seed < 300 && moved > TOLERANCE) continue;
    for (const { relativeError } of result.parameters)
      expect(relativeError).toBeLessThanOrEqual(result.maxRelativeError);
    return result.maxRelativeError;
  }
}

describe("backpropagation agrees with differences", () => {
  test.each(typesOf("layers"))("through the layer %s", (type) => {
    const kind = gn.schema.layers.kinds.find((known) => known.type === type);
    const layer = layerOf(kind, ["here", "there"]);
    // Two tensors of twelve numbers a sample or, for a layer that asks for them, two images.
    const through = (shape) => [
      dense(product(shape), "tanh"),
      { type: "reshape", targetShape: shape, name: "here" },
      dense(shape.at(-1), "tanh", { name: "there" }),
      { ...layer, inputs: layer.inputs ?? "there" },
      { type: "flatten" },
      dense(2),
    ];
    const layers = [through([12]), through([4, 3, 3])].find(isPossible);
    expect(check({ input: [5], layers }, 3, undefined, { epsilon: 0.03 })).toBeLessThan(TOLERANCE);
  });

  test.each(typesOf("activations").filter((type) => !conventions.includes(type)))(
    "through the activation %s",
    (type) => {
      expect(check({ input: [3], layers: [dense(5, type), dense(2)] }, 7)).toBeLessThan(TOLERANCE);
    },
  );

  const targets = {
    binaryCrossentropy: ["sigmoid", "bits"],
    categoricalCrossentropy: ["softmax", "bits"],
    perceptron: ["linear", "signs"],
  };
  test.each(typesOf("losses"))("from the loss %s, as mean and as sum", (type) => {
    const [activation, form] = targets[type] ?? ["tanh", "numbers"];
    const bits = Uint8Array.from({ length: 7 }, (_, i) => i % 3);
    const oneHot = Float32Array.from({ length: 21 }, (_, k) =>
      Number(bits[Math.floor(k / 3)] === k % 3),
    );
    const y = { bits: oneHot, signs: signs(21), numbers: undefined }[form];
    for (const reduction of ["mean", "sum"]) {
      const spec = {
        input: [4],
        layers: [dense(5, "tanh"), dense(3, activation)],
        loss: { type, reduction },
      };
      expect(check(spec, 7, y)).toBeLessThan(TOLERANCE);
    }
  });

  test.each(typesOf("regularizers"))("with the regularizer %s", (type) => {
    const more = { kernelRegularizer: type, biasRegularizer: type };
    expect(
      check({ input: [3], layers: [dense(4, "tanh", more), dense(2, "linear", more)] }, 5),
    ).toBeLessThan(TOLERANCE);
  });

  test("through a network of everything at once", () => {
    const layers = [
      dense(6, "tanh"),
      { type: "reshape", targetShape: [4, 3, 6] },
      dense(5, "silu", { useBias: false }),
      { type: "flatten" },
      dense(7, "gelu", { kernelRegularizer: "l2" }),
      { type: "dropout", rate: 0.4 },
      { type: "activation", activation: "softplus" },
      dense(3, "softmax"),
    ];
    const y = Uint8Array.from({ length: 5 }, (_, i) => i % 3);
    const spec = {
      input: [2, 6, 1],
      layers: [{ type: "reshape", targetShape: [12, 1] }, ...layers],
      loss: "categoricalCrossentropy",
    };
    expect(check(spec, 5, y, { epsilon: 0.03 })).toBeLessThan(TOLERANCE);
  });
});

describe("the check finds what is wrong", () => {
  test("sign's passed-on gradient is not the derivative, and shows", () => {
    expect(check({ input: [3], layers: [dense(5, "sign"), dense(2)] }, 7)).toBeGreaterThan(0.1);
  });

  test("each parameter has its analytic and its numeric derivative, named by tensor and index", () => {
    const model = gn.model({ input: [3], layers: [dense(2)], loss: "meanSquaredError", seed: 1 });
    const [x, y] = [numbers(9), numbers(6)];
    const { gradients } = model.gradients(x, y);
    const { parameters } = model.checkGradients(x, y, { epsilon: 1e-2 });
    expect(parameters).toHaveLength(8);
    for (const { name, index, analytic, numeric } of parameters) {
      expect(analytic).toBe(gradients[name][index]);
      expect(Math.abs(numeric - analytic)).toBeLessThan(1e-3 * Math.max(1, Math.abs(analytic)));
    }
  });

  test("in training mode dropout draws the same units for each difference", () => {
    const layers = [dense(8, "tanh"), { type: "dropout", rate: 0.5 }, dense(2)];
    const model = gn.model({ input: [3], layers, loss: "meanSquaredError", seed: 1 });
    const { maxRelativeError } = model.checkGradients(numbers(15), numbers(10), { training: true });
    expect(maxRelativeError).toBeLessThan(TOLERANCE);
  });
});
