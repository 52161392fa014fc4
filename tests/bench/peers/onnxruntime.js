/** onnxruntime-web: runs networks that others trained. Each call copies its inputs and outputs: that is its interface. */
import * as ort from "onnxruntime-web";
import { channelsFirst, channelsLast, kernelChannelsFirst, transposed } from "../support/layout.js";
import { onnxModel } from "../support/onnx.js";
import { layersOf, networks, numbers, product, samplesOf, valuesOf } from "../support/work.js";

export function open({ folder }) {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = folder("node_modules/onnxruntime-web/dist/");
  return { gemm, conv, infer };
}

const session = (graph) =>
  ort.InferenceSession.create(onnxModel(graph), { executionProviders: ["wasm"] });
const tensor = (values, shape) => new ort.Tensor("float32", values, shape);

async function gemm({ form, m, n, k }) {
  const [a, b] = [form === "TN" ? [k, m] : [m, k], form === "NT" ? [n, k] : [k, n]];
  const attributes = { transA: +(form === "TN"), transB: +(form === "NT") };
  const open = await session({
    nodes: [{ type: "Gemm", inputs: ["a", "b"], output: "y", attributes }],
    inputs: [
      { name: "a", shape: a },
      { name: "b", shape: b },
    ],
    outputs: [{ name: "y", shape: [m, n] }],
  });
  return running(open, { a: tensor(numbers(m * k, 1), a), b: tensor(numbers(k * n, 2), b) });
}

const convolution = (from, weights, output, { kernelSize, padding }) => ({
  type: "Conv",
  inputs: [from, ...weights],
  output,
  attributes: {
    kernel_shape: [kernelSize, kernelSize],
    auto_pad: padding === "same" ? "SAME_UPPER" : "VALID",
  },
});

async function conv({ batch, input, filters, kernelSize, padding }) {
  const [height, width, channels] = input;
  const lost = padding === "same" ? 0 : kernelSize - 1;
  const kernelShape = [kernelSize, kernelSize, channels, filters];
  const values = transposed(numbers(product(kernelShape), 2), kernelShape, [3, 2, 0, 1]);
  const shape = [batch, channels, height, width];
  const outputShape = [batch, filters, height - lost, width - lost];
  const open = await session({
    nodes: [convolution("x", ["w"], "y", { kernelSize, padding })],
    weights: [{ name: "w", shape: [filters, channels, kernelSize, kernelSize], values }],
    inputs: [{ name: "x", shape }],
    outputs: [{ name: "y", shape: outputShape }],
  });
  const x = tensor(channelsFirst(numbers(product(shape), 1), [batch, ...input]), shape);
  return running(open, { x }, (y) => channelsLast(y, outputShape));
}

function running(open, feeds, laidOut = (y) => y) {
  return {
    output: async () => laidOut((await open.run(feeds)).y.data),
    async run(times) {
      for (; times > 0; times--) await open.run(feeds);
    },
    drop: () => open.release(),
  };
}

/** The layers as nodes; an activation is a node of its own, and ort fuses them. */
function graphOf(network, batch) {
  const layers = layersOf(network);
  const [nodes, weights] = [[], []];
  let from = "x";
  const add = (type, inputs, attributes) => {
    nodes.push({ type, inputs: [from, ...inputs], output: `y${nodes.length}`, attributes });
    from = nodes.at(-1).output;
  };
  layers.forEach((layer, index) => {
    const { type, kernel, bias, activation, poolSize } = layer;
    if (type === "flatten") add("Flatten", []);
    if (type === "maxPooling2d")
      add("MaxPool", [], { kernel_shape: [poolSize, poolSize], strides: [poolSize, poolSize] });
    if (!kernel) return;
    const values = kernelChannelsFirst(layers, index, valuesOf(kernel));
    const [height, width, channels, filters] = kernel.shape;
    const shape = type === "dense" ? kernel.shape : [filters, channels, height, width];
    const names = [`w${index}`, `b${index}`];
    weights.push({ name: names[0], shape, values });
    weights.push({ name: names[1], shape: bias.shape, values: valuesOf(bias) });
    if (type === "dense") add("Gemm", names);
    else {
      nodes.push(convolution(from, names, `y${nodes.length}`, layer));
      from = nodes.at(-1).output;
    }
    add({ relu: "Relu", sigmoid: "Sigmoid", softmax: "Softmax" }[activation], []);
  });
  nodes.at(-1).output = "y";
  return {
    nodes,
    weights,
    inputs: [{ name: "x", shape: inputShape(network, batch) }],
    outputs: [{ name: "y", shape: [batch, ...layers.at(-1).outputShape] }],
  };
}

const inputShape = ({ input }, batch) =>
  input.length === 3 ? [batch, input[2], input[0], input[1]] : [batch, ...input];

async function infer({ network: name }) {
  const network = networks[name];
  const open = await session(graphOf(network, 1));
  const { x } = samplesOf(network, 32);
  const width = product(network.input);
  const one = async (i) => {
    const rows = x.slice((i % 32) * width, ((i % 32) + 1) * width);
    // of one channel: rows, columns, channel are channel, rows, columns
    return (await open.run({ x: tensor(rows, inputShape(network, 1)) })).y.data;
  };
  return {
    async output() {
      const rows = [];
      for (let i = 0; i < 32; i++) rows.push(...(await one(i)));
      return Float32Array.from(rows);
    },
    async run(times) {
      for (let i = 0; i < times; i++) await one(i);
    },
    drop: () => open.release(),
  };
}
