/** TensorFlow.js: its own operations and optimizers without the layers above them, which are slower. */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers"; // registers the gradients
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import {
  layersOf,
  networks,
  numbers,
  oneHot,
  product,
  samplesOf,
  valuesOf,
} from "../support/work.js";

const convFilterGradient = "Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'";

export async function open({ folder, options: { backend } }) {
  tf.enableProdMode();
  if (backend === "wasm") {
    tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
    setWasmPaths(folder("node_modules/@tensorflow/tfjs-backend-wasm/dist/"));
  }
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no backend ${backend}`);
  const convolvesBackward = (network) =>
    backend !== "wasm" || !network.layers.some(({ type }) => type === "conv2d");
  return {
    gemm,
    conv,
    train: (task) =>
      convolvesBackward(networks[task.network]) ? train(task) : { cannot: convFilterGradient },
    infer,
  };
}

/** B is made anew for each product, as weights are after each step: what tfjs keeps of a B it knows would not serve. */
function gemm({ form, m, n, k, keepsB }) {
  const values = numbers(k * n, 2);
  const a = tf.tensor2d(numbers(m * k, 1), form === "TN" ? [k, m] : [m, k]);
  const makeB = () => tf.tensor2d(values, form === "NT" ? [n, k] : [k, n]);
  const kept = keepsB ? makeB() : undefined;
  const once = () => {
    const b = kept ?? makeB();
    const c = tf.matMul(a, b, form === "TN", form === "NT");
    if (!keepsB) b.dispose();
    return c;
  };
  return withTensors(once, [a, kept]);
}

function conv({ batch, input, filters, kernelSize, padding }) {
  const x = tf.tensor4d(numbers(batch * product(input), 1), [batch, ...input]);
  const shape = [kernelSize, kernelSize, input[2], filters];
  const kernel = tf.tensor4d(numbers(product(shape), 2), shape);
  return withTensors(() => tf.conv2d(x, kernel, 1, padding), [x, kernel]);
}

function withTensors(once, tensors) {
  return {
    output: () => tf.tidy(once).dataSync(),
    run(times) {
      for (; times > 0; times--) once().dispose();
    },
    drop: () => tensors.forEach((tensor) => tensor?.dispose()),
  };
}

/** The network as a function; softmax at its end is left to the loss. */
function networkOf(network) {
  const layers = layersOf(network).map((layer) => ({
    ...layer,
    w: layer.kernel && tf.variable(tf.tensor(valuesOf(layer.kernel), layer.kernel.shape)),
    b: layer.bias && tf.variable(tf.tensor1d(valuesOf(layer.bias))),
  }));
  const activate = { relu: tf.relu, sigmoid: tf.sigmoid, softmax: (z) => z };
  const forward = (x) =>
    layers.reduce((h, { type, w, b, activation, padding, poolSize, outputShape }) => {
      if (type === "dense") return activate[activation](tf.add(tf.matMul(h, w), b));
      if (type === "conv2d") return activate[activation](tf.add(tf.conv2d(h, w, 1, padding), b));
      if (type === "maxPooling2d") return tf.maxPool(h, poolSize, poolSize, "valid");
      return tf.reshape(h, [-1, ...outputShape]);
    }, x);
  const variables = layers.flatMap(({ w, b }) => (w ? [w, b] : []));
  const isClassifier = network.layers.at(-1).activation === "softmax";
  return {
    variables,
    logits: forward,
    outputs: (x) => (isClassifier ? tf.softmax(forward(x)) : forward(x)),
    loss: isClassifier ? tf.losses.softmaxCrossEntropy : tf.losses.meanSquaredError,
  };
}

const optimizers = {
  sgd: ({ learningRate }) => tf.train.sgd(learningRate),
  adam: ({ learningRate, epsilon }) => tf.train.adam(learningRate, 0.9, 0.999, epsilon),
};

function train({ network: name, optimizer: chosen, batch, batches }) {
  const network = networks[name];
  const { variables, logits, outputs, loss } = networkOf(network);
  const optimizer = optimizers[chosen.type](chosen);
  const { x, y, classes } = samplesOf(network, batch * batches);
  const [width, targets] = [product(network.input), classes ? oneHot(y, classes) : y];
  const rows = (values, i, wide) => values.subarray(i * batch * wide, (i + 1) * batch * wide);
  const data = Array.from({ length: batches }, (_, i) => ({
    x: tf.tensor(rows(x, i, width), [batch, ...network.input]),
    y: tf.tensor(rows(targets, i, classes || 1), [batch, classes || 1]),
  }));
  const step = (i) => {
    const { x, y } = data[i % batches];
    optimizer.minimize(() => loss(y, logits(x)), false, variables);
  };
  return {
    step,
    predict: () => tf.tidy(() => outputs(data[0].x).dataSync()),
    drop: () => tf.dispose([variables, data]),
  };
}

function infer({ network: name }) {
  const network = networks[name];
  const { variables, outputs } = networkOf(network);
  const { x } = samplesOf(network, 32);
  const width = product(network.input);
  const predict = (rows) =>
    tf.tidy(() => outputs(tf.tensor(rows, [rows.length / width, ...network.input])).dataSync());
  return {
    output: () => predict(x),
    run(times) {
      for (let i = 0; i < times; i++) predict(x.subarray((i % 32) * width, ((i % 32) + 1) * width));
    },
    drop: () => tf.dispose(variables),
  };
}
