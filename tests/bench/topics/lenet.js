/** Training LeNet-5 with relu and maximum pooling, batches of 32. */
import { adam, sgd } from "../support/optimizers.js";

/** TensorFlow.js cpu, at some twenty samples a second, never leads and would take a minute. */
const without = ["TensorFlow.js cpu"];
const task = (name, optimizer) => ({
  kind: "train",
  name,
  network: "lenet",
  optimizer,
  batch: 32,
  batches: 8,
  without,
});
const browser = ["ConvNetJS", "jax-js", "TensorFlow.js wasm"];

export const topic = {
  title: "Training LeNet-5, batches of 32, samples/s",
  tasks: [task("SGD", sgd), task("Adam", adam)],
  figure: ({ batch }, seconds) => batch / seconds,
  goals: [
    { ours: "glassnet", against: browser, atLeast: 35 },
    { ours: "glassnet", against: ["PyTorch"], atLeast: 0.9 },
    { ours: "glassnet fast", against: ["PyTorch"], atLeast: 1.1 },
  ],
};
