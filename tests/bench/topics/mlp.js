/** Training 784-128-10, relu and softmax, batches of 32. */
import { adam, sgd } from "../support/optimizers.js";

const task = (name, optimizer) => ({
  kind: "train",
  name,
  network: "mlp",
  optimizer,
  batch: 32,
  batches: 32,
});
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
};

export const topic = {
  title: "Training 784-128-10, batches of 32, samples/s",
  tasks: [task("SGD", sgd), task("Adam", adam)],
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
