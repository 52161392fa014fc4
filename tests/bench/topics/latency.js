/** One image through a network, from a Float32Array to one, the call included. */

const task = (name, network) => ({ kind: "infer", name, network });

export const topic = {
  title: "One image, call included, µs",
  tasks: [task("784-128-10", "mlp"), task("LeNet-5", "lenet")],
  figure: (_, seconds) => seconds * 1e6,
  lessIsBetter: true,
  goals: [
    ["784-128-10", 0.6],
    ["LeNet-5", 0.7],
  ].map(([name, atMost]) => ({
    ours: "glassnet",
    against: ["onnxruntime-web"],
    atMost,
    of: (task) => task.name === name,
  })),
};
