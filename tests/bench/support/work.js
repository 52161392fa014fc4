/**
 * work.js: the numbers and networks that every benchmark and every peer works on. pytorch.py has `numbers` once more,
 * for the same values in Python.
 */

/** `count` numbers in [low, high), each a hash of its place and the seed. */
export function numbers(count, seed, low = 0, high = 1) {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca77);
    h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
    h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
    values[i] = low + (high - low) * ((((h ^ (h >>> 15)) >>> 8) + 0.5) / 2 ** 24);
  }
  return values;
}

const dense = (units, activation) => ({ type: "dense", units, activation });
const conv2d = (filters, padding) => ({
  type: "conv2d",
  filters,
  kernelSize: 5,
  padding,
  activation: "relu",
});
const pool = { type: "maxPooling2d", poolSize: 2 };

const mlp = {
  input: [784],
  layers: [dense(128, "relu"), dense(10, "softmax")],
  loss: "categoricalCrossentropy",
};

/** As specs of ours, without optimizer and seed. `zeros`: their share of the inputs, else as in written digits. */
export const networks = {
  mlp,
  mlpWithoutZeros: { ...mlp, zeros: 0 },
  lenet: {
    input: [28, 28, 1],
    layers: [
      conv2d(6, "same"),
      pool,
      conv2d(16, "valid"),
      pool,
      { type: "flatten" },
      dense(120, "relu"),
      dense(84, "relu"),
      dense(10, "softmax"),
    ],
    loss: "categoricalCrossentropy",
  },
  wide: {
    input: [512],
    layers: [dense(512, "relu"), dense(512, "relu"), dense(10, "softmax")],
    loss: "categoricalCrossentropy",
  },
  xor: {
    input: [2],
    layers: [dense(4, "sigmoid"), dense(1, "sigmoid")],
    loss: "meanSquaredError",
  },
};

const product = (shape) => shape.reduce((a, b) => a * b, 1);

/** The shape after a layer. */
function shapeAfter(layer, shape) {
  const [height, width, channels] = shape;
  switch (layer.type) {
    case "dense":
      return [layer.units];
    case "conv2d": {
      const lost = layer.padding === "same" ? 0 : layer.kernelSize - 1;
      return [height - lost, width - lost, layer.filters];
    }
    case "maxPooling2d":
      return [Math.floor(height / layer.poolSize), Math.floor(width / layer.poolSize), channels];
    default:
      return [product(shape)];
  }
}

/**
 * The layers of a network with their shapes and, where they learn, how to make their first weights: a kernel uniform in
 * ±√(6 / (in + out)), a bias in ±0.1. Plain JSON, for pytorch.py too.
 */
export function layersOf(network) {
  let shape = network.input;
  return network.layers.map((layer, index) => {
    const inputShape = shape;
    shape = shapeAfter(layer, inputShape);
    const described = { ...layer, inputShape, outputShape: shape, zeros: network.zeros ?? ZEROS };
    const out = layer.units ?? layer.filters;
    if (out === undefined) return described;
    const kernelShape =
      layer.type === "dense"
        ? [inputShape[0], out]
        : [layer.kernelSize, layer.kernelSize, inputShape[2], out];
    const limit = Math.sqrt(6 / (product(kernelShape) / out + out));
    return {
      ...described,
      kernel: { shape: kernelShape, seed: 100 + 2 * index, limit },
      bias: { shape: [out], seed: 101 + 2 * index, limit: 0.1 },
    };
  });
}

/** What was once made is kept, so that the cold start of a peer is not that of these lines. */
const kept = new Map();
function once(key, make) {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key);
}

/** The first values of a kernel or bias that layersOf describes. */
export const valuesOf = ({ shape, seed, limit }) =>
  once(`${shape} ${seed}`, () => numbers(product(shape), seed, -limit, limit));

/** The share of pixels that are 0 in written digits: 0.81 in those of MNIST. */
const ZEROS = 0.8;

/** Samples like written digits, as far as a processor can tell, by their size and their zeros. */
function digits(count, inputShape, classes, zeros = ZEROS) {
  const x = numbers(count * product(inputShape), 1).map((v) =>
    Math.max(0, (v - zeros) / (1 - zeros)),
  );
  return { x, y: Uint8Array.from(numbers(count, 2), (v) => Math.floor(v * classes)), classes };
}

/** The truth table again and again. */
function truthTable(count) {
  const row = (i) => [i & 1, (i >> 1) & 1];
  const index = Array.from({ length: count }, (_, i) => i);
  return {
    x: Float32Array.from(index.flatMap(row)),
    y: Float32Array.from(index, (i) => row(i)[0] ^ row(i)[1]),
    classes: 0,
  };
}

/** { x, y, classes }: y holds class indices, or where classes is 0 the targets themselves. */
export function samplesOf(network, count) {
  const outputs = network.layers.at(-1).units;
  return once(`${network.input} ${count} ${network.zeros}`, () =>
    outputs > 1 ? digits(count, network.input, outputs, network.zeros) : truthTable(count),
  );
}

/** Row `i` of 1 and 0 for each class index. */
export function oneHot(y, classes) {
  const rows = new Float32Array(y.length * classes);
  y.forEach((label, i) => (rows[i * classes + label] = 1));
  return rows;
}

export { product };
