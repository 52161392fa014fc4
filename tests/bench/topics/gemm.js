/** Products in the three forms of training: X·W, Xᵀ·dY, dY·Wᵀ. */

const cubes = [64, 128, 256, 512].map((size) => [size, size, size]);
/** Batch, outputs and inputs of layers. */
const layers = [
  [32, 128, 784],
  [128, 128, 784],
  [64, 300, 784],
  [32, 10, 128],
];
const products = [
  ...cubes.flatMap(([m, n, k]) => ["NN", "TN", "NT"].map((form) => ({ form, m, n, k }))),
  ...layers.flatMap(([m, n, k]) => [
    { form: "NN", m, n, k },
    { form: "TN", m: k, n, k: m },
    { form: "NT", m, n: k, k: n },
  ]),
];
const task = (product) => ({
  kind: "gemm",
  name: `${product.form} ${product.m}×${product.n}×${product.k}`,
  ...product,
});
/** B as in the call before, which lets TensorFlow.js wasm keep what it has packed; in training B is new each time. */
const kept = (product) => ({
  ...task(product),
  name: `${task(product).name}, the same B`,
  keepsB: true,
  without: ["TensorFlow.js cpu", "jax-js", "onnxruntime-web", "PyTorch"],
});

const large = [128, 256, 512].map((size) => `${size}×${size}×${size}`);
const isLarge = ({ name }) =>
  /(128×128×784|784×128×128|128×784×128)$/.test(name) || large.some((size) => name.endsWith(size));

export const topic = {
  title: "Products m×n×k, GFLOP/s, packing included",
  tasks: [...products.map(task), ...[4, 7, 13].map((i) => kept(products[i - 1]))],
  figure: ({ m, n, k }, seconds) => (2 * m * n * k) / seconds / 1e9,
  goals: [
    { ours: "glassnet", against: ["TensorFlow.js wasm"], atLeast: 1.15, of: isLarge },
    { ours: "glassnet fast", against: ["TensorFlow.js wasm"], atLeast: 1.5, of: isLarge },
    { ours: "glassnet", against: ["jax-js"], of: isLarge },
    { ours: "glassnet", against: ["onnxruntime-web"], of: isLarge },
  ],
};
