/** One training step written out in NumPy, its derivatives by hand. */
import { fusedLoss } from "../../rules.js";
import { nested, stagesOf, text } from "./program.js";

const sigmoid = ["def sigmoid(z):", "    return 1 / (1 + np.exp(-z))"];
const normal = [
  "# Φ and φ of the standard normal distribution",
  "Phi = np.vectorize(lambda z: (1 + math.erf(z / math.sqrt(2))) / 2)",
  "phi = lambda z: np.exp(-z * z / 2) / math.sqrt(2 * math.pi)",
];
const softmax = ["def softmax(z):", "    e = np.exp(z - z.max())", "    return e / e.sum()"];
const xlogy = [
  "# 0 · ln 0 is 0",
  "def xlogy(x, y):",
  "    return np.where(x == 0, 0, x * np.log(np.where(x == 0, 1, y)))",
];

/**
 * value: a of z; slope: f′ of z and a; needs: what must be defined before.
 * @type {Record<string, { value: string, slope: string, needs?: string[] }>}
 */
const activations = {
  linear: { value: "z", slope: "1" },
  sigmoid: { value: "sigmoid(z)", slope: "a * (1 - a)", needs: sigmoid },
  tanh: { value: "np.tanh(z)", slope: "(1 - a**2)" },
  relu: { value: "np.maximum(0, z)", slope: "(z > 0)" },
  leakyRelu: { value: "np.where(z > 0, z, 0.01 * z)", slope: "np.where(z > 0, 1, 0.01)" },
  elu: { value: "np.where(z > 0, z, np.expm1(z))", slope: "np.where(z > 0, 1, np.exp(z))" },
  silu: {
    value: "z * sigmoid(z)",
    slope: "sigmoid(z) * (1 + z * (1 - sigmoid(z)))",
    needs: sigmoid,
  },
  gelu: { value: "z * Phi(z)", slope: "(Phi(z) + z * phi(z))", needs: normal },
  softplus: { value: "np.logaddexp(0, z)", slope: "sigmoid(z)", needs: sigmoid },
  step: { value: "np.where(z > 0, 1, 0)", slope: "0" },
  sign: { value: "np.where(z >= 0, 1, -1)", slope: "1" },
  softmax: { value: "softmax(z)", slope: "", needs: softmax },
};

/**
 * By the output p and the target y; where the loss is one function with the last activation, by the net input z.
 * @type {Record<string, { value: string, slope: string, needs?: string[] }>}
 */
const losses = {
  meanSquaredError: { value: "np.mean((p - y) ** 2)", slope: "2 * (p - y) / y.size" },
  halfSquaredError: { value: "np.sum((p - y) ** 2) / 2", slope: "p - y" },
  binaryCrossentropy: {
    value: "-np.mean(xlogy(y, p) + xlogy(1 - y, 1 - p))",
    slope: "((1 - y) / (1 - p) - y / p) / y.size",
    needs: xlogy,
  },
  categoricalCrossentropy: { value: "-np.sum(xlogy(y, p))", slope: "-y / p", needs: xlogy },
  perceptron: {
    value: "np.sum(np.where(y * p <= 0, -y * p, 0))",
    slope: "np.where(y * p <= 0, -y, 0)",
  },
};
/** The same with the activation before it: value by z, error = ∂L/∂z. @type {Record<string, { value: string, error: string }>} */
const fused = {
  binaryCrossentropy: {
    value: "np.mean(np.logaddexp(0, z) - y * z)",
    error: "(p - y) / y.size",
  },
  categoricalCrossentropy: {
    value: "z.max() + np.log(np.sum(np.exp(z - z.max()))) - y @ z",
    error: "p - y",
  },
  perceptron: {
    value: "np.sum(np.where(y * z <= 0, -y * z, 0))",
    error: "np.where(y * z <= 0, -y, 0)",
  },
};

/** The letters of a formula with the layer's number, or another name. @param {string} formula @param {Record<string, string>} names */
const named = (formula, names) =>
  formula.replace(/\b[zap]\b(?!\()/g, (letter) => names[letter] ?? letter);

/** @param {string} name @param {string} slope @param {number} n */
const error = (name, slope, n) => {
  if (name === "softmax") return `a${n} * (da${n} - a${n} @ da${n})`;
  if (slope === "1") return `da${n}`;
  return `da${n} * ${named(slope, { z: `z${n}`, a: `a${n}` })}`;
};

const before = (/** @type {number} */ n) => (n === 1 ? "x" : `a${n - 1}`);

/**
 * A layer on the way back: its errors, and the gradients of its weights and biases.
 * @param {import("./program.js").Stage} stage @param {{ loss: string, isFused: boolean, ends: Record<string, string>, say: import("./program.js").Lesson["say"] }} context
 *   ends: the names of the last layer's z and a
 */
function backward({ n, last, activation, bias, learned }, { loss, isFused, ends, say }) {
  return [
    !last && `da${n} = W${n + 1} @ dz${n + 1}`,
    last && !isFused && `da${n} = ${named(losses[loss].slope, ends)}`,
    last && isFused
      ? `dz${n} = ${named(fused[loss].error, ends)}  # ${say("cancelled")}`
      : `dz${n} = ${error(activation, activations[activation].slope, n)}`,
    `dW${n} = np.outer(${before(n)}, dz${n})`,
    `show("dz${n}", dz${n})`,
    `show("dW${n}", dW${n})`,
    bias && `show("db${n}", dz${n})${learned ? "" : `  # ${say("fixed")}`}`,
  ];
}

/** @param {import("./program.js").Lesson} lesson */
export function numpy({ places, say, ...given }) {
  const { network, x, y, lr } = given;
  const stages = stagesOf(given);
  const last = stages[stages.length - 1];
  const isFused = fusedLoss(network) !== undefined;
  const loss = (isFused ? fused : losses)[network.loss];
  const ends = { z: `z${last.n}`, p: `a${last.n}` };
  const needs = new Set([
    ...stages.map(({ activation }) => activations[activation].needs),
    isFused ? undefined : losses[network.loss].needs,
  ]);
  needs.delete(undefined);
  const context = { loss: network.loss, isFused, ends, say };
  return text([
    needs.has(normal) && "import math",
    "import numpy as np",
    "",
    ...[...needs].flatMap((lines = []) => [...lines, ""]),
    "def show(name, values):",
    `    print(name, *(f"{value:.${places}f}" for value in np.ravel(values)))`,
    "",
    `x = np.array(${nested(x)})`,
    `y = np.array(${nested(y)})`,
    `rate = ${lr}`,
    `# ${say("kernel")}`,
    ...stages.flatMap(({ n, kernel, bias }) => [
      `W${n} = np.array(${nested(kernel)})`,
      bias && `b${n} = np.array(${nested(bias)})`,
    ]),
    "",
    `# ${say("forward")}`,
    ...stages.flatMap(({ n, activation, bias }) => [
      `z${n} = ${before(n)} @ W${n}${bias ? ` + b${n}` : ""}`,
      `a${n} = ${named(activations[activation].value, { z: `z${n}` })}`,
      `show("z${n}", z${n})`,
      `show("a${n}", a${n})`,
    ]),
    "",
    `# ${say("loss")}`,
    `L = ${named(loss.value, ends)}`,
    'show("L", L)',
    "",
    `# ${say("backward")}`,
    ...[...stages].reverse().flatMap((stage) => backward(stage, context)),
    "",
    `# ${say("update")}`,
    ...stages.flatMap(({ n, bias, learned }) => [
      `W${n} = W${n} - rate * dW${n}`,
      bias && learned && `b${n} = b${n} - rate * dz${n}`,
      `show("W${n}", W${n})`,
      bias && `show("b${n}", b${n})`,
    ]),
  ]);
}
