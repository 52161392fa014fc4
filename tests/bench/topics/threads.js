/** Two threads against one, ours. */
import { adam, sgd } from "../support/optimizers.js";

const [one, two] = ["glassnet", "glassnet, 2 threads"];
const lenet = (batch) => ({
  kind: "train",
  name: `LeNet-5, Adam, batch ${batch}`,
  network: "lenet",
  optimizer: adam,
  batch,
  batches: 8,
});
const perceptron = (network, sizes, batch) => ({
  kind: "train",
  name: `${sizes}, SGD, batch ${batch}`,
  network,
  optimizer: sgd,
  batch,
  batches: 8,
});
const isLarge = ({ batch, network }) => network === "lenet" && batch >= 64;
const isWide = ({ network }) => network === "wide";

export const topic = {
  title: "Two threads: training, samples/s",
  peers: [one, two],
  tasks: [
    ...[32, 64, 128].map(lenet),
    perceptron("wide", "512-512-512-10", 512), // products of 512×512×512
    ...[32, 256].map((batch) => perceptron("mlp", "784-128-10", batch)),
    {
      kind: "train",
      name: "XOR, batch 4",
      network: "xor",
      optimizer: { type: "sgd", learningRate: 0.1 },
      batch: 4,
      batches: 1,
    },
  ],
  figure: ({ batch }, seconds) => batch / seconds,
  goals: [
    { ours: two, against: [one], atLeast: 1.6, of: isLarge },
    { ours: two, against: [one], atLeast: 1.8, of: isWide },
    { ours: two, against: [one], atLeast: 0.97, of: (task) => !isLarge(task) && !isWide(task) },
  ],
};
