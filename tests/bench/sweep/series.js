/**
 * series.js: what sweep.js goes through. A series is a list of points along one size; the cost of useful arithmetic
 * must not jump from one to the next. In a series of `variants` each point does the work of the first on other numbers,
 * and may not take longer.
 */

const dense = (units, activation = "relu") => ({ type: "dense", units, activation });
const softmax = dense(10, "softmax");
const conv = (filters) => ({
  type: "conv2d",
  filters,
  kernelSize: 3,
  padding: "same",
  activation: "relu",
});

const network = (input, layers, optimizer = "sgd") => ({
  input,
  layers,
  loss: "categoricalCrossentropy",
  optimizer,
  seed: 1,
});
const wide = (width) => network([width], [dense(width), dense(width), softmax]);
const mlp = (optimizer) => network([784], [dense(256), softmax], optimizer);
const images = (side, filters) =>
  network([side, side, 3], [conv(filters), conv(filters), { type: "flatten" }, softmax]);

const powers = (from, to) =>
  Array.from({ length: Math.log2(to / from) + 1 }, (_, i) => from * 2 ** i);
const around = (sizes) => sizes.flatMap((size) => [size - 1, size, size + 1, size + 2]);

/** A learning rate that leaves weights as they are: what is prepared lasts. */
const still = { type: "sgd", learningRate: 1e-30 };
const everywhere = (value) => (weights) => weights.map(() => value);

export const series = {
  "width, batch 32": powers(16, 4096).map((width) => ({ at: width, spec: wide(width), batch: 32 })),
  "width, beside multiples of the tile, batch 32": around([32, 48, 64, 128, 256]).map((width) => ({
    at: width,
    spec: wide(width),
    batch: 32,
  })),
  "depth of layers of 128, batch 32": powers(1, 32).map((depth) => ({
    at: depth,
    spec: network([128], [...Array.from({ length: depth }, () => dense(128)), softmax]),
    batch: 32,
  })),
  "batch, 784-256-10": powers(1, 1024).map((batch) => ({ at: batch, spec: mlp(), batch })),
  "batch, beside multiples of the tile": around([6, 12, 32, 96]).map((batch) => ({
    at: batch,
    spec: mlp(),
    batch,
  })),
  "image side, two convolutions of 16 filters, batch 8": [
    6, 8, 12, 16, 17, 24, 32, 33, 48, 64, 96,
  ].map((side) => ({ at: side, spec: images(side, 16), batch: 8 })),
  "filters, images of 24×24, batch 8": [4, 6, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 64].map(
    (filters) => ({ at: filters, spec: images(24, filters), batch: 8 }),
  ),
};

/**
 * `weights`: of a parameter's name its new values from its old; `before`: steps of training before they are set, and
 * idle ones after that; `scale`: of the inputs; `isCopied`: whether layers read a copy of the weights (src/denormals.c).
 */
export const variants = {
  "784-256-10, SGD, batch 32": [
    { at: "as it is", spec: mlp(still), batch: 32 },
    {
      at: "dead ReLUs",
      spec: mlp(still),
      batch: 32,
      weights: { "dense_1.bias": everywhere(-1e3) },
    },
    {
      at: "denormal kernel",
      spec: mlp(still),
      batch: 32,
      weights: { "dense_1.kernel": (w) => w.map((v) => v * 1e-38) },
      isCopied: true,
    },
    { at: "denormal inputs", spec: mlp(still), batch: 32, scale: 1e-39 },
    {
      at: "outputs certain to 1 in e¹⁰⁰",
      spec: mlp(still),
      batch: 32,
      weights: { "dense_2.bias": (b) => b.map((_, i) => (i === 3 ? 100 : 0)) },
    },
  ],
  "784-256-10, Adam, batch 32": [
    { at: "as it is", spec: mlp("adam"), batch: 32 },
    {
      at: "after 1,500 steps without a gradient in layer 1",
      spec: mlp("adam"),
      batch: 32,
      weights: { "dense_1.bias": everywhere(-1e3) },
      before: { steps: 10, idle: 1500 },
    },
  ],
};
