/** jax-js: a whole training step in one jit, which is much faster than its operations one by one. */
import { channelsFirst, channelsLast, kernelChannelsFirst, transposed } from "../support/layout.js";
import {
  layersOf,
  networks,
  numbers,
  oneHot,
  product,
  samplesOf,
  valuesOf,
} from "../support/work.js";

let jax, np;

export async function open() {
  // With workers it takes all cores, and small work becomes slower: one thread, as for everyone.
  globalThis.Worker = undefined;
  jax = await import("@jax-js/jax");
  np = jax.numpy;
  await jax.init("wasm");
  return { gemm, conv, train, infer };
}

const array = (values, shape) => np.array(values).reshape(shape);

function gemm({ form, m, n, k }) {
  const a = array(numbers(m * k, 1), form === "TN" ? [k, m] : [m, k]);
  const b = array(numbers(k * n, 2), form === "NT" ? [n, k] : [k, n]);
  const multiply = jax.jit((a, b) =>
    np.matmul(form === "TN" ? np.matrixTranspose(a) : a, form === "NT" ? np.matrixTranspose(b) : b),
  );
  return withArrays(() => multiply(a.ref, b.ref), [a, b, multiply]);
}

function conv({ batch, input, filters, kernelSize, padding }) {
  const shape = [batch, ...input];
  const [height, width, channels] = input;
  const kernelShape = [kernelSize, kernelSize, channels, filters];
  const x = array(channelsFirst(numbers(product(shape), 1), shape), [
    batch,
    channels,
    height,
    width,
  ]);
  const kernel = array(transposed(numbers(product(kernelShape), 2), kernelShape, [3, 2, 0, 1]), [
    filters,
    channels,
    kernelSize,
    kernelSize,
  ]);
  const convolve = jax.jit((x, kernel) => jax.lax.conv(x, kernel, [1, 1], padding.toUpperCase()));
  return withArrays(() => convolve(x.ref, kernel.ref), [x, kernel, convolve], channelsLast);
}

function withArrays(once, things, laidOut = (values) => values) {
  return {
    async output() {
      const result = once();
      const shape = result.shape;
      return laidOut(await result.data(), shape);
    },
    async run(times) {
      for (; times > 0; times--) {
        const result = once();
        await jax.blockUntilReady(result);
        result.dispose();
      }
    },
    drop: () => things.forEach((thing) => thing.dispose()),
  };
}

/** A list of kernels and biases, and the network as a function of them. */
function networkOf(network) {
  const layers = layersOf(network);
  const parameters = layers.flatMap(({ type, kernel, bias, units }, index) => {
    if (!kernel) return [];
    const values = kernelChannelsFirst(layers, index, valuesOf(kernel));
    const [height, width, channels, filters] = kernel.shape;
    const isDense = type === "dense";
    return [
      array(values, isDense ? kernel.shape : [filters, channels, height, width]),
      array(valuesOf(bias), isDense ? [units] : [1, filters, 1, 1]),
    ];
  });
  const activate = { relu: jax.nn.relu, sigmoid: jax.nn.sigmoid, softmax: (z) => z };
  function logits(parameters, x) {
    let next = 0;
    return layers.reduce((h, { type, activation, padding, poolSize, outputShape }) => {
      if (type === "flatten") return h.reshape([-1, ...outputShape]);
      if (type === "maxPooling2d") return pool(h, poolSize);
      const [w, b] = [parameters[next++], parameters[next++]];
      const z = type === "dense" ? np.dot(h, w) : jax.lax.conv(h, w, [1, 1], padding.toUpperCase());
      return activate[activation](z.add(b));
    }, x);
  }
  return { parameters, logits };
}

function pool(h, size) {
  const [batch, channels, height, width] = h.shape;
  return np.max(h.reshape([batch, channels, height / size, size, width / size, size]), [3, 5]);
}

const isClassifier = (network) => network.layers.at(-1).activation === "softmax";
const inputOf = (network, x, batch) =>
  network.input.length === 3
    ? array(channelsFirst(x, [batch, ...network.input]), [
        batch,
        ...channelsFirstShape(network.input),
      ])
    : array(x, [batch, ...network.input]);
const channelsFirstShape = ([height, width, channels]) => [channels, height, width];

function lossOf(network, logits) {
  if (isClassifier(network)) {
    return (parameters, x, y) => {
      const batch = x.shape[0];
      return jax.nn
        .logSoftmax(logits(parameters, x))
        .mul(y)
        .sum()
        .mul(-1 / batch);
    };
  }
  return (parameters, x, y) => np.square(logits(parameters, x).sub(y)).mean();
}

/** (parameters, state, gradients) → [parameters, state]; all arguments are used up. */
const updates = {
  sgd: ({ learningRate }) => ({
    start: () => [],
    update: (parameters, state, gradients) => [
      parameters.map((w, i) => w.sub(gradients[i].mul(learningRate))),
      state,
    ],
  }),
  adam: ({ learningRate, epsilon }) => ({
    start: (parameters) => [
      ...parameters.map((w) => np.zeros(w.shape)),
      ...parameters.map((w) => np.zeros(w.shape)),
      np.array(1),
      np.array(1),
    ],
    update(parameters, state, gradients) {
      const count = parameters.length;
      const m = gradients.map((g, i) => state[i].mul(0.9).add(g.ref.mul(0.1)));
      const v = gradients.map((g, i) => state[count + i].mul(0.999).add(np.square(g).mul(0.001)));
      const [p1, p2] = [state[2 * count].mul(0.9), state[2 * count + 1].mul(0.999)]; // βᵗ
      const [c1, c2] = [np.subtract(1, p1.ref), np.subtract(1, p2.ref)];
      const next = parameters.map((w, i) => {
        const root = np.sqrt(v[i].ref.div(c2.ref)).add(epsilon);
        return w.sub(m[i].ref.div(c1.ref).div(root).mul(learningRate));
      });
      c1.dispose();
      c2.dispose();
      return [next, [...m, ...v, p1, p2]];
    },
  }),
};

function train({ network: name, optimizer, batch, batches }) {
  const network = networks[name];
  const built = networkOf(network);
  let { parameters } = built;
  const { start, update } = updates[optimizer.type](optimizer);
  let state = start(parameters);
  const gradientsOf = jax.grad(lossOf(network, built.logits));
  const next = jax.jit((parameters, state, x, y) =>
    update(
      parameters,
      state,
      gradientsOf(
        parameters.map((w) => w.ref),
        x,
        y,
      ),
    ),
  );
  const { x, y, classes } = samplesOf(network, batch * batches);
  const [width, targets] = [product(network.input), classes ? oneHot(y, classes) : y];
  const rows = (values, i, wide) => values.slice(i * batch * wide, (i + 1) * batch * wide);
  const data = Array.from({ length: batches }, (_, i) => ({
    x: inputOf(network, rows(x, i, width), batch),
    y: array(rows(targets, i, classes || 1), [batch, classes || 1]),
  }));
  const predict = outputsOf(network, built.logits);
  async function step(i) {
    const { x, y } = data[i % batches];
    [parameters, state] = next(parameters, state, x.ref, y.ref);
    await jax.blockUntilReady(parameters[0]);
  }
  return {
    step,
    predict: () =>
      predict(
        parameters.map((w) => w.ref),
        data[0].x.ref,
      ).data(),
    drop: () => [...parameters, ...state].forEach((w) => w.dispose()),
  };
}

const outputsOf = (network, logits) =>
  jax.jit((parameters, x) =>
    isClassifier(network) ? jax.nn.softmax(logits(parameters, x)) : logits(parameters, x),
  );

function infer({ network: name }) {
  const network = networks[name];
  const { parameters, logits } = networkOf(network);
  const predict = outputsOf(network, logits);
  const { x } = samplesOf(network, 32);
  const width = product(network.input);
  const outputs = (rows) =>
    predict(
      parameters.map((w) => w.ref),
      inputOf(network, rows, rows.length / width),
    ).data();
  return {
    output: () => outputs(x),
    async run(times) {
      for (let i = 0; i < times; i++)
        await outputs(x.slice((i % 32) * width, ((i % 32) + 1) * width));
    },
  };
}
