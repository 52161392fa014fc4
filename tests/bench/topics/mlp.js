/**
 * Training 784-128-10, relu and softmax, batches of 32, on inputs with as many zeros as written digits have; and on inputs
 * without any, for ours leaves out what is multiplied by 0.
 */
import { adam, sgd } from "../support/optimizers.js";

const task = (name, optimizer, network = "mlp") => ({
  kind: "train",
  name,
  network,
  optimizer,
  batch: 32,
  batches: 32,
});
/** Zeros are nothing special to them; and they would take a minute more. */
const without = ["TensorFlow.js cpu", "ConvNetJS", "brain.js"];

const goals = {
  SGD: [
    ["glassnet", "jax-js", 2.2],
    ["glassnet", "TensorFlow.js wasm", 8],
    ["glassnet", "PyTorch", 0.75],
    ["glassnet fast", "jax-js", 2.8],
    ["glassnet fast", "PyTorch", 0.95],
  ],
  Adam: [
    ["glassnet", "jax-js", 5],
    ["glassnet", "PyTorch", 1.2],
    ["glassnet fast", "jax-js", 6.5],
    ["glassnet fast", "PyTorch", 1.5],
  ],
  "SGD, no zeros": ["glassnet", "glassnet fast"].flatMap((ours) =>
    ["jax-js", "PyTorch"].map((peer) => [ours, peer]),
  ),
};

export const topic = {
  title: "Training 784-128-10, batches of 32, samples/s",
  tasks: [
    task("SGD", sgd),
    task("Adam", adam),
    { ...task("SGD, no zeros", sgd, "mlpWithoutZeros"), without },
  ],
  figure: ({ batch }, seconds) => batch / seconds,
  goals: Object.entries(goals).flatMap(([name, rows]) =>
    rows.map(([ours, peer, atLeast]) => ({
      ours,
      against: [peer],
      atLeast,
      of: (task) => task.name === name,
    })),
  ),
};
