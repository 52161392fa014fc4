/** The smallest training there is: what a step costs beside its arithmetic. */

export const topic = {
  title: "Training XOR, 2-4-1 with sigmoids, SGD, batches of 4, steps/s",
  tasks: [
    {
      kind: "train",
      name: "XOR",
      network: "xor",
      optimizer: { type: "sgd", learningRate: 0.1 },
      batch: 4,
      batches: 1,
    },
  ],
  figure: (_, seconds) => 1 / seconds,
  goals: [
    { ours: "glassnet", against: ["synaptic"], atLeast: 2 },
    { ours: "glassnet", against: ["TensorFlow.js wasm"], atLeast: 1000 },
  ],
};
