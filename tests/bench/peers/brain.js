/** brain.js: plain JavaScript, one sample after the other; one activation in all layers, squared error. */
import brain from "brain.js";
import { layersOf, networks, product, samplesOf, valuesOf } from "../support/work.js";

export function open() {
  return { train };
}

/** Its network, with our first weights. */
function netOf(network, learningRate = 0.1) {
  const layers = layersOf(network);
  const sizes = [product(network.input), ...layers.map(({ units }) => units)];
  const net = new brain.NeuralNetwork({ activation: "sigmoid", learningRate });
  net.trainOpts.momentum = 0; // which its checks refuse
  net.sizes = sizes;
  net.initialize();
  layers.forEach(({ kernel, bias, units }, index) => {
    const [weights, biases] = [valuesOf(kernel), valuesOf(bias)];
    net.weights[index + 1].forEach((row, unit) => {
      for (let i = 0; i < row.length; i++) row[i] = weights[i * units + unit];
    });
    net.biases[index + 1].forEach((_, unit, all) => (all[unit] = biases[unit]));
  });
  return net;
}

function samplesFor(network, count) {
  const { x, y, classes } = samplesOf(network, count);
  const width = product(network.input);
  return Array.from({ length: count }, (_, i) => ({
    input: x.subarray(i * width, (i + 1) * width),
    output: classes ? Array.from({ length: classes }, (__, c) => +(c === y[i])) : [y[i]],
  }));
}

function train({ network: name, optimizer, batch, batches }) {
  if (optimizer.type !== "sgd") return { cannot: "measured with SGD alone" };
  const network = networks[name];
  if (network.layers.some(({ type }) => type !== "dense")) return { cannot: "no convolution" };
  const net = netOf(network, optimizer.learningRate);
  const samples = samplesFor(network, batch * batches);
  return {
    step(i) {
      const from = (i % batches) * batch;
      for (let s = from; s < from + batch; s++) net.trainPattern(samples[s], false);
    },
    predict: () =>
      Float32Array.from(samples.slice(0, batch).flatMap(({ input }) => [...net.runInput(input)])),
  };
}
