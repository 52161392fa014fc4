/** differences.js: backpropagation held against differences of the loss, where those can be trusted. */
import { ShapeError } from "glassnet";
import { numbers } from "./numbers.js";
import { layerOf } from "./specs.js";

/** Between the two lies what float32 and a difference of finite width make of a right gradient. */
export const TOLERANCE = 1e-3;

export const dense = (units, activation = "linear", more = {}) => ({
  type: "dense",
  units,
  activation,
  ...more,
});

const product = (shape) => shape.reduce((a, b) => a * b);

/** No weight within a difference's reach of 0, where the penalty |w| has its kink. */
const awayFromZero = (weights) =>
  Object.fromEntries(
    Object.entries(weights).map(([name, w]) => [name, w.map((v) => (v < 0 ? v - 0.1 : v + 0.1))]),
  );

/** How far two lists of derivatives are apart at most, measured as checkGradients measures errors. */
export function apart(some, others) {
  const floor = 0.01 * Math.max(...some.map(Math.abs));
  const relative = (a, b) => Math.abs(a - b) / Math.max(Math.abs(a) + Math.abs(b), floor);
  return Math.max(...some.map((value, i) => relative(value, others[i])));
}

const numericOf = ({ parameters }) => parameters.map(({ numeric }) => numeric);

const WIDTHS = [0.16, 0.08, 0.04, 0.02, 0.01];

/**
 * The best that differences of a float32 loss can do. Richardson: of two of fourth order, D(ε) and D(ε/2),
 * (16·D(ε/2) − D(ε)) / 15 is of sixth. A large ε cuts higher derivatives off, at a small one the loss has no digits left:
 * each parameter takes the width at which two neighbours agree best.
 */
export function bestDifferences(model, x, y, options) {
  const byWidth = WIDTHS.map((epsilon) =>
    numericOf(model.checkGradients(x, y, { ...options, epsilon })),
  );
  const extrapolated = byWidth
    .slice(1)
    .map((closer, k) => closer.map((d, i) => (16 * d - byWidth[k][i]) / 15));
  return extrapolated[0].map((_, i) => {
    const values = extrapolated.map((list) => list[i]);
    const steps = values.slice(1).map((value, k) => Math.abs(value - values[k]));
    return values[steps.indexOf(Math.min(...steps))];
  });
}

/** The check of one model, and how far its differences move when they are taken half as wide. */
function checkOnce(gn, spec, seed, samples, y, { epsilon = 0.01, ...options } = {}) {
  const model = gn.model({ loss: "meanSquaredError", ...spec, seed });
  model.setWeights(awayFromZero(model.getWeights()));
  const x = numbers(samples * product(model.inputShape), { seed });
  const targets = y ?? numbers(samples * product(model.outputShape), { seed: 6 });
  const result = model.checkGradients(x, targets, { epsilon, ...options });
  const closer = model.checkGradients(x, targets, { epsilon: epsilon / 2, ...options });
  model.dispose();
  return { result, moved: apart(numericOf(result), numericOf(closer)) };
}

/**
 * The check by the first seed whose differences can be trusted: they stay when taken half as wide. They do not where a
 * kink is within reach (a net input near 0 before a ReLU, two numbers nearly alike under a maximum), nor where the loss
 * rounds them off.
 */
export function checkGradients(gn, spec, samples, y, { tries = 300, ...options } = {}) {
  for (let seed = 1; ; seed++) {
    const { result, moved } = checkOnce(gn, spec, seed, samples, y, options);
    if (moved <= TOLERANCE || seed === tries) return result;
  }
}

/** Whether layers fit each other, or one of them wants other shapes. */
function isPossible(gn, layers) {
  try {
    gn.model({ input: [5], layers }).dispose();
    return true;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}

/** A small network through a layer of a type: on two tensors of twelve numbers a sample or, where it asks for them, on two images. */
export function throughLayer(gn, type) {
  const kind = gn.schema.layers.kinds.find((known) => known.type === type);
  const layer = layerOf(kind, ["here", "there"]);
  const through = (shape) => [
    dense(product(shape), "tanh"),
    { type: "reshape", targetShape: shape, name: "here" },
    dense(shape.at(-1), "tanh", { name: "there" }),
    { ...layer, inputs: layer.inputs ?? "there" },
    { type: "flatten" },
    dense(2),
  ];
  return {
    input: [5],
    layers: [through([12]), through([4, 3, 3])].find((layers) => isPossible(gn, layers)),
  };
}
