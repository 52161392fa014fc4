/** synaptic: plain JavaScript compiled for each network, one sample after the other; sigmoids and cross-entropy. */
import synaptic from "synaptic";
import { layersOf, networks, samplesOf, valuesOf } from "../support/work.js";

export function open() {
  return { train };
}

function netOf(network) {
  const layers = layersOf(network);
  const sizes = [network.input[0], ...layers.map(({ units }) => units)];
  const net = new synaptic.Architect.Perceptron(...sizes);
  const neurons = [net.layers.input, ...net.layers.hidden, net.layers.output].map(
    ({ list }) => list,
  );
  layers.forEach(({ kernel, bias, units }, index) => {
    const [weights, biases] = [valuesOf(kernel), valuesOf(bias)];
    neurons[index + 1].forEach((neuron, unit) => {
      neuron.bias = biases[unit];
      for (const { from, weight, ...connection } of Object.values(neuron.connections.inputs)) {
        const row = neurons[index].indexOf(from);
        neuron.connections.inputs[connection.ID].weight = weights[row * units + unit] ?? weight;
      }
    });
  });
  return net;
}

function train({ network: name, optimizer, batch, batches }) {
  if (optimizer.type !== "sgd" || name !== "xor")
    return { cannot: "measured on small networks with SGD alone" };
  const net = netOf(networks[name]);
  const { x, y } = samplesOf(networks[name], batch * batches);
  const samples = Array.from(y, (target, i) => ({
    input: [x[2 * i], x[2 * i + 1]],
    output: [target],
  }));
  return {
    step(i) {
      const from = (i % batches) * batch;
      for (let s = from; s < from + batch; s++) {
        net.activate(samples[s].input);
        net.propagate(optimizer.learningRate, samples[s].output);
      }
    },
    predict: () =>
      Float32Array.from(samples.slice(0, batch).map(({ input }) => net.activate(input)[0])),
  };
}
