/** Convolutions forward, batches of 32. */

const sizes = [
  { input: [28, 28, 1], kernelSize: 5, filters: 6, padding: "same" },
  { input: [14, 14, 6], kernelSize: 5, filters: 16, padding: "valid" },
  { input: [32, 32, 32], kernelSize: 3, filters: 32, padding: "same" },
];

function multiplications({ batch, input: [height, width, channels], ...size }) {
  const { kernelSize, filters, padding } = size;
  const lost = padding === "same" ? 0 : kernelSize - 1;
  const pixels = batch * (height - lost) * (width - lost);
  return pixels * kernelSize * kernelSize * channels * filters;
}

export const topic = {
  title: "Convolution forward, batch 32, GFLOP/s",
  tasks: sizes.map((size) => ({
    kind: "conv",
    name: `${size.input.join("×")}, ${size.kernelSize}×${size.kernelSize} → ${size.filters}, ${size.padding}`,
    batch: 32,
    ...size,
  })),
  figure: (task, seconds) => (2 * multiplications(task)) / seconds / 1e9,
  goals: ["TensorFlow.js wasm", "onnxruntime-web"].map((peer) => ({
    ours: "glassnet",
    against: [peer],
  })),
};
