/** One training step in PyTorch, which finds the derivatives by itself. */
import { fusedLoss } from "../../rules.js";
import { shortest } from "../../../../ui/number.js";
import { nested, stagesOf, text } from "./program.js";

/** What stands where there is no function for it: the gradient of a step is 0, that of sign is passed through. @type {Record<string, (z: string) => string>} */
const activations = {
  linear: (z) => z,
  sigmoid: (z) => `torch.sigmoid(${z})`,
  tanh: (z) => `torch.tanh(${z})`,
  relu: (z) => `torch.relu(${z})`,
  leakyRelu: (z) => `F.leaky_relu(${z}, 0.01)`,
  elu: (z) => `F.elu(${z})`,
  silu: (z) => `F.silu(${z})`,
  gelu: (z) => `F.gelu(${z})`,
  softplus: (z) => `F.softplus(${z})`,
  step: (z) => `(${z} > 0) + 0 * ${z}`,
  sign: (z) => `${z} + (torch.where(${z} >= 0, 1.0, -1.0) - ${z}).detach()`,
  softmax: (z) => `torch.softmax(${z}, 0)`,
};

/** @param {string} s the outputs or scores */
const perceptron = (s) => `torch.where(y * ${s} <= 0, -y * ${s}, 0.0).sum()`;

/** @type {Record<string, (p: string) => string>} */
const losses = {
  meanSquaredError: (p) => `F.mse_loss(${p}, y)`,
  halfSquaredError: (p) => `((${p} - y) ** 2).sum() / 2`,
  binaryCrossentropy: (p) => `-(torch.xlogy(y, ${p}) + torch.xlogy(1 - y, 1 - ${p})).mean()`,
  categoricalCrossentropy: (p) => `-torch.xlogy(y, ${p}).sum()`,
  perceptron,
};
/** With the activation before it, by the net input. @type {Record<string, (z: string) => string>} */
const fused = {
  binaryCrossentropy: (z) => `F.binary_cross_entropy_with_logits(${z}, y)`,
  categoricalCrossentropy: (z) => `F.cross_entropy(${z}, y)`,
  perceptron,
};

/** A number that Python takes for no integer. @param {number} value */
const float = (value) => shortest(value).replace(/^-?\d+$/, "$&.0");
const numbers = (/** @type {readonly (number | readonly number[])[]} */ list) =>
  nested(list, float);

/** @param {import("./program.js").Lesson} lesson */
export function pytorch({ places, say, ...given }) {
  const { network, x, y, lr } = given;
  const stages = stagesOf(given);
  const last = stages[stages.length - 1];
  const loss = fusedLoss(network)
    ? fused[network.loss](`z${last.n}`)
    : losses[network.loss](`a${last.n}`);
  const learned = stages.flatMap((s) => [`W${s.n}`, ...(s.bias && s.learned ? [`b${s.n}`] : [])]);
  const nets = stages.map(({ n }) => `z${n}`).join(", ");
  return text([
    "import torch",
    "import torch.nn.functional as F",
    "",
    "torch.set_default_dtype(torch.float64)",
    "",
    "def show(name, values):",
    `    print(name, *(f"{value:.${places}f}" for value in values.flatten().tolist()))`,
    "",
    `x = torch.tensor(${numbers(x)})`,
    `y = torch.tensor(${numbers(y)})`,
    `# ${say("kernel")}`,
    ...stages.flatMap(({ n, kernel, bias, learned }) => [
      `W${n} = torch.tensor(${numbers(kernel)}, requires_grad=True)`,
      bias &&
        `b${n} = torch.tensor(${numbers(bias)}, requires_grad=True)` +
          (learned ? "" : `  # ${say("fixed")}`),
    ]),
    "",
    `# ${say("forward")}`,
    ...stages.flatMap(({ n, activation, bias }) => [
      `z${n} = ${n === 1 ? "x" : `a${n - 1}`} @ W${n}${bias ? ` + b${n}` : ""}`,
      `a${n} = ${activations[activation](`z${n}`)}` +
        (activation === "sign" ? `  # ${say("through")}` : ""),
      `show("z${n}", z${n})`,
      `show("a${n}", a${n})`,
    ]),
    "",
    `# ${say("loss")}`,
    `L = ${loss}`,
    'show("L", L)',
    "",
    `# ${say("backward")}`,
    `for z in [${nets}]:`,
    "    z.retain_grad()",
    "L.backward()",
    ...[...stages]
      .reverse()
      .flatMap(({ n, bias }) => [
        `show("dz${n}", z${n}.grad)`,
        `show("dW${n}", W${n}.grad)`,
        bias && `show("db${n}", b${n}.grad)`,
      ]),
    "",
    `# ${say("update")}`,
    `torch.optim.SGD([${learned.join(", ")}], lr=${lr}).step()`,
    ...stages.flatMap(({ n, bias }) => [`show("W${n}", W${n})`, bias && `show("b${n}", b${n})`]),
  ]);
}
