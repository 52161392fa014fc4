/**
 * Who takes part. `module` is the peer's file in this folder (none: a process of its own), `places` where it runs.
 * `variants`: in what its training of a network differs from ours, where it cannot do otherwise; the check then trains
 * ours in the same way. `tolerance` of that check where it is not the usual one. `only`: the topics that it takes part
 * in, where that is not all.
 */
const everywhere = ["Node", "Chromium"];
/** Another build of ours may be measured: DIST=… */
const dist = process.env.DIST ?? "dist";
const oneByOne = { batch: 1 };

export const peers = [
  { name: "glassnet", module: "glassnet", places: everywhere, options: { dist } },
  {
    name: "glassnet, 2 threads",
    module: "glassnet",
    places: everywhere,
    options: { dist, threads: 2 },
    only: ["threads"],
  },
  {
    name: "glassnet fast",
    module: "glassnet",
    places: everywhere,
    options: { dist, fast: true },
    only: ["gemm", "conv", "mlp", "lenet", "latency"],
  },
  {
    name: "TensorFlow.js wasm",
    module: "tfjs",
    places: everywhere,
    options: { backend: "wasm" },
  },
  { name: "TensorFlow.js cpu", module: "tfjs", places: everywhere, options: { backend: "cpu" } },
  { name: "jax-js", module: "jax", places: everywhere },
  { name: "onnxruntime-web", module: "onnxruntime", places: everywhere },
  {
    name: "ConvNetJS",
    module: "convnetjs",
    places: everywhere,
    variants: { xor: { output: "linear", loss: "halfSquaredError" } },
  },
  {
    name: "brain.js",
    module: "brain",
    places: everywhere,
    variants: {
      mlp: { hidden: "sigmoid", output: "sigmoid", loss: "halfSquaredError", ...oneByOne },
      xor: { loss: "halfSquaredError", ...oneByOne },
    },
  },
  {
    name: "synaptic",
    module: "synaptic",
    places: everywhere,
    // A hidden neuron's error is computed with weights that the step has already changed.
    variants: { xor: { loss: "binaryCrossentropy", ...oneByOne } },
    tolerance: 0.01,
  },
  { name: "PyTorch", places: ["native"] },
];
