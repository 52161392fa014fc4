/**
 * What kernels.js measures, and how: in Node and in the page alike, so it uses nothing but what both have.
 *
 * A sample is a stretch of some milliseconds, between two readings of the processor's clock; medians are the caller's.
 */

import {
  convolutionFloats,
  convolutionName,
  convolutions,
  convolutionSamples,
  convolutionScratch,
  convolutionWork,
} from "./convolutions.js";

const SAMPLE = 0.004; // seconds of work in a sample, at least

/** In the order of `step` in kernels_exports.c: bytes read and written for a parameter. */
export const optimizers = { sgd: 12, adam: 28, rmsprop: 20, adagrad: 20 };
export const parameters = 101888; // of 784-128-10, rounded up

const forms = ["NN", "TN", "NT"];
const cubes = [64, 128, 256, 512];
const layers = [
  [32, 128, 784],
  [128, 128, 784],
  [64, 300, 784],
  [32, 10, 128],
  [128, 10, 128],
  [1, 128, 784],
  [1, 10, 128],
  [4, 4, 2],
];
export const products = [
  ...cubes.flatMap((size) => forms.map((form) => ({ form, m: size, n: size, k: size }))),
  // the three products of training a layer of k inputs and n outputs with batches of m
  ...layers.flatMap(([m, n, k]) => [
    { form: "NN", m, n, k },
    { form: "TN", m: k, n, k: m },
    { form: "NT", m, n: k, k: n },
  ]),
];

const softmax = (x, width) =>
  x.map((_, i) => {
    const row = x.subarray(i - (i % width), i - (i % width) + width);
    const most = Math.max(...row);
    return Math.exp(x[i] - most) / row.reduce((sum, v) => sum + Math.exp(v - most), 0);
  });
const columnSums = (x, width) =>
  x.slice(0, width).map((_, i) => x.filter((__, j) => j % width === i).reduce((a, b) => a + b, 0));

/** In the order of apply_once in kernels_exports.c; `expected` of x, where y was 1 everywhere. */
export const elementwise = [
  { name: "exp", expected: (x) => x.map(Math.exp) },
  { name: "log", expected: (x) => x.map(Math.log) },
  { name: "sigmoid", expected: (x) => x.map((v) => 1 / (1 + Math.exp(-v))) },
  { name: "tanh", expected: (x) => x.map(Math.tanh) },
  { name: "relu", expected: (x) => x.map((v) => Math.max(v, 0)) },
  { name: "softmax", rows: 32, width: 10, expected: softmax },
  { name: "rows_add", rows: 32, width: 128, expected: (x, w) => x.map((_, i) => 1 + x[i % w]) },
  { name: "rows_sum", rows: 32, width: 128, expected: columnSums },
  { name: "rows_sum", rows: 32, width: 10, expected: columnSums },
  { name: "max_abs", expected: (x) => [Math.max(...x.map(Math.abs))] },
  { name: "is_within", expected: () => [1] },
  { name: "copy", expected: (x) => x },
  { name: "copy", rows: 1, width: parameters, expected: (x) => x },
].map((entry) => ({ rows: 1, width: 8192, ...entry }));
const functions = [...new Set(elementwise.map(({ name }) => name))];

/** @param {BufferSource} bytes kernels.wasm */
export async function openKernels(bytes, only = "") {
  const { exports } = (await WebAssembly.instantiate(bytes)).instance;
  exports._initialize?.();
  const seconds = () => performance.now() / 1000;
  const floats = (at, count) => new Float32Array(exports.memory.buffer, at, count);

  function filled(count, seed) {
    const at = exports.take(count);
    floats(at, count).forEach((_, i, x) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      x[i] = 0.001 + (seed >>> 8) / 2 ** 24;
    });
    return at;
  }
  const largest = Math.max(
    ...products.flatMap(({ m, n, k }) => [m * k, k * n, m * n]),
    ...convolutions.map(convolutionFloats),
  );
  const [a, b, c] = [1, 2, 3].map((seed) => filled(largest, seed));
  const scratch = exports.take(
    Math.max(
      ...products.map(({ m, n, k }) => exports.gemm_scratch(m, n, k)),
      ...convolutions.map((c) => convolutionScratch(exports, c)),
    ),
  );
  const states = [filled(parameters, 4), filled(parameters, 5)];

  const work = {
    ceiling: (times) => exports.ceiling(0.5, 0.5, times),
    gemm: ({ form, m, n, k }) => {
      const which = forms.indexOf(form);
      return (times) => exports.gemm(which, m, n, k, a, b, c, scratch, times);
    },
    elementwise: ({ name, rows, width }) => {
      const which = functions.indexOf(name);
      return (times) => exports.apply(which, rows, width, a, c, times);
    },
    convolution: (entry) => convolutionWork(exports, entry, [a, b, c], scratch),
    step: (name) => {
      const which = Object.keys(optimizers).indexOf(name);
      return (times) => exports.step(which, parameters, a, b, ...states, times);
    },
  };

  /** Cycles a second: 3 of them to a dependent multiplication. */
  function clock() {
    const times = 20000;
    const start = seconds();
    exports.clock_chain(3, times);
    return (24 * times) / (seconds() - start);
  }

  /** How often to run something for a sample. Also warms it up. */
  function timesOf(run) {
    for (let times = 1; ; times *= 2) {
      const start = seconds();
      run(times);
      const taken = seconds() - start;
      if (taken > SAMPLE / 2) return Math.ceil((times * SAMPLE) / taken);
    }
  }

  /** Seconds and cycles of one run. */
  function sample(run, times) {
    const before = clock();
    const start = seconds();
    run(times);
    const taken = (seconds() - start) / times;
    return { seconds: taken, cycles: (taken * (before + clock())) / 2 };
  }

  const cases = [
    { name: "ceiling", run: work.ceiling },
    ...products.map((product) => ({ name: productName(product), run: work.gemm(product) })),
    ...elementwise.map((entry) => ({ name: elementwiseName(entry), run: work.elementwise(entry) })),
    ...convolutions.map((entry) => ({
      name: convolutionName(entry),
      run: work.convolution(entry),
    })),
    ...Object.keys(optimizers).map((name) => ({ name, run: work.step(name) })),
  ].filter(({ name }) => name === "ceiling" || new RegExp(only).test(name));

  return {
    /** Throws where a kernel is wrong. */
    check() {
      if (Math.abs(exports.ceiling(0.5, 0.5, 100) - 1) > 1e-6) throw new Error("the ceiling loop");
      for (const product of products) checkProduct(product, { exports, floats, a, b, c, scratch });
      for (const entry of elementwise) {
        const { rows, width, expected } = entry;
        const [x, y] = [floats(a, rows * width), floats(c, rows * width)];
        y.fill(1);
        work.elementwise(entry)(1);
        near(expected(x, width), y, elementwiseName(entry));
      }
      for (const entry of convolutions) {
        work.convolution(entry)(1);
        const n = convolutionFloats(entry);
        const sums = convolutionSamples(entry, floats(a, n), floats(b, n));
        const z = floats(c, n);
        near(
          [...sums.values()],
          [...sums.keys()].map((e) => z[e]),
          convolutionName(entry),
        );
      }
    },
    /** One round over all cases: → { name: { seconds, cycles } } */
    round() {
      const round = {};
      for (const entry of cases) {
        entry.times ??= timesOf(entry.run);
        round[entry.name] = sample(entry.run, entry.times);
      }
      return round;
    },
  };
}

function near(expected, got, what) {
  expected.forEach((value, i) => {
    const error = Math.abs(got[i] - value) / Math.max(1e-3, Math.abs(value));
    if (!(error < 1e-4)) throw new Error(`${what}[${i}] is ${got[i]}, not ${value}`);
  });
}

/** Against sums in double precision, some hundred elements of each product. */
function checkProduct(product, { exports, floats, a, b, c, scratch }) {
  const { form, m, n, k } = product;
  const [x, y, z] = [floats(a, m * k), floats(b, k * n), floats(c, m * n)];
  exports.gemm(forms.indexOf(form), m, n, k, a, b, c, scratch, 1);
  const [expected, got] = [[], []];
  for (let e = 0; e < m * n; e += 1 + Math.floor((m * n) / 97)) {
    const [i, j] = [Math.floor(e / n), e % n];
    let sum = 0;
    for (let p = 0; p < k; p++) {
      sum += x[form === "TN" ? p * m + i : i * k + p] * y[form === "NT" ? j * k + p : p * n + j];
    }
    expected.push(sum);
    got.push(z[e]);
  }
  near(expected, got, productName(product));
}

export const productName = ({ form, m, n, k }) => `${form} ${m}×${n}×${k}`;
export const elementwiseName = ({ name, rows, width }) => `${name} ${rows}×${width}`;
/** Operations of one turn of the ceiling loop; of a product. */
export const ceilingFlops = 96;
export const productFlops = ({ m, n, k }) => 2 * m * n * k;
