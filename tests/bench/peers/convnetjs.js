/** ConvNetJS: plain JavaScript, one sample after the other; no Adam, and no padding but zeros on all sides. */
import convnetjs from "convnetjs";
import { layersOf, networks, numbers, product, samplesOf, valuesOf } from "../support/work.js";

export function open() {
  return { conv, train, infer };
}

function volume(values, [height, width, channels]) {
  const v = new convnetjs.Vol(width, height, channels, 0);
  v.w.set(values);
  return v;
}

const imageShape = (shape) => (shape.length === 3 ? shape : [1, 1, ...shape]);
const padOf = ({ padding, kernelSize }) => (padding === "same" ? (kernelSize - 1) / 2 : 0);

function conv({ batch, input, filters, kernelSize, padding }) {
  const [in_sy, in_sx, in_depth] = input;
  const pad = padOf({ padding, kernelSize });
  const size = { in_sx, in_sy, in_depth, sx: kernelSize, filters, pad, stride: 1, bias_pref: 0 };
  const layer = new convnetjs.ConvLayer(size);
  setFilters(layer, numbers(kernelSize * kernelSize * in_depth * filters, 2));
  const x = numbers(batch * product(input), 1);
  const images = Array.from({ length: batch }, (_, i) =>
    volume(x.subarray(i * product(input), (i + 1) * product(input)), input),
  );
  const once = () => images.map((image) => layer.forward(image, false).w);
  return {
    output: () => Float32Array.from(once().flatMap((w) => [...w])),
    run(times) {
      for (; times > 0; times--) once();
    },
  };
}

/** A kernel [height, width, in, out] into filters [height, width, in]. */
function setFilters(layer, values) {
  const count = layer.filters.length;
  layer.filters.forEach((filter, f) => {
    for (let i = 0; i < filter.w.length; i++) filter.w[i] = values[i * count + f];
  });
}

function netOf(network) {
  const [out_sy, out_sx, out_depth] = imageShape(network.input);
  const definitions = [{ type: "input", out_sx, out_sy, out_depth }];
  const layers = layersOf(network);
  for (const layer of layers) {
    const { type, units, filters, kernelSize, poolSize, activation } = layer;
    if (activation === "softmax") definitions.push({ type: "softmax", num_classes: units });
    else if (layer === layers.at(-1)) definitions.push({ type: "regression", num_neurons: units });
    else if (type === "dense") definitions.push({ type: "fc", num_neurons: units, activation });
    else if (type === "conv2d")
      definitions.push({ type: "conv", sx: kernelSize, filters, pad: padOf(layer), activation });
    else if (type === "maxPooling2d") definitions.push({ type: "pool", sx: poolSize, stride: 2 });
  }
  const net = new convnetjs.Net();
  net.makeLayers(definitions);
  const learning = net.layers.filter(({ filters }) => filters);
  layers
    .filter(({ kernel }) => kernel)
    .forEach(({ kernel, bias }, i) => {
      setFilters(learning[i], valuesOf(kernel));
      learning[i].biases.w.set(valuesOf(bias));
    });
  return net;
}

function imagesOf({ x }, network) {
  const width = product(network.input);
  return Array.from({ length: x.length / width }, (_, i) =>
    volume(x.subarray(i * width, (i + 1) * width), imageShape(network.input)),
  );
}

function train({ network: name, optimizer, batch, batches }) {
  if (optimizer.type !== "sgd") return { cannot: "the released package has no Adam" };
  const network = networks[name];
  const net = netOf(network);
  const trainer = new convnetjs.Trainer(net, {
    method: "sgd",
    learning_rate: optimizer.learningRate,
    momentum: 0,
    batch_size: batch,
  });
  const { x, y, classes } = samplesOf(network, batch * batches);
  const images = imagesOf({ x }, network);
  const targets = classes ? y : Array.from(y, (target) => [target]);
  return {
    step(i) {
      const from = (i % batches) * batch;
      for (let s = from; s < from + batch; s++) trainer.train(images[s], targets[s]);
    },
    predict: () =>
      Float32Array.from(images.slice(0, batch).flatMap((image) => [...net.forward(image).w])),
  };
}

function infer({ network: name }) {
  const net = netOf(networks[name]);
  const { x } = samplesOf(networks[name], 32);
  const images = imagesOf({ x }, networks[name]);
  return {
    output: () => Float32Array.from(images.flatMap((image) => [...net.forward(image).w])),
    run(times) {
      for (let i = 0; i < times; i++) net.forward(images[i % 32]);
    },
  };
}
