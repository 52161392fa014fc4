/** glassnet itself: products and convolutions by the kernels of kernels.wasm, the rest through the public interface. */
import {
  layersOf,
  networks,
  numbers,
  oneHot,
  product,
  samplesOf,
  valuesOf,
} from "../support/work.js";

const forms = ["NN", "TN", "NT"];

/** @param {{ read: (path: string) => Promise<BufferSource>, options: any }} place */
export async function open({ read, options: { dist, ...options } }) {
  const { load } = await import(`../../../${dist}/index.js`);
  const gn = await load(options);
  return {
    features: gn.features,
    gemm: async (task) => gemm(await openKernels(read, options), task),
    conv: async (task) => conv(await openKernels(read, options), task),
    train: (task) => train(gn, task),
    infer: (task) => infer(gn, task),
  };
}

/** A model of the network with the weights that every peer begins with. */
function modelOf(gn, network, optimizer = "sgd") {
  const { input, layers, loss } = network;
  const model = gn.model({ input, layers, loss, optimizer, seed: 1 });
  const values = layersOf(network).flatMap(({ kernel, bias }) =>
    kernel ? [valuesOf(kernel), valuesOf(bias)] : [],
  );
  const names = Object.keys(model.getWeights());
  model.setWeights(Object.fromEntries(names.map((name, i) => [name, values[i]])));
  return model;
}

/** The kernels of the build that load() chose. */
async function openKernels(read, { fast }) {
  const bytes = await read(`build/wasm/kernels-${fast ? "fast" : "core"}.wasm`);
  const { exports } = (await WebAssembly.instantiate(bytes)).instance;
  exports._initialize?.();
  return exports;
}

/** Where in the kernels' memory `count` numbers of a stream lie. */
function filled(kernels, count, seed) {
  const at = kernels.take(count);
  new Float32Array(kernels.memory.buffer, at, count).set(numbers(count, seed));
  return at;
}

const writing = (kernels, at, count, run) => ({
  output() {
    run(1);
    return new Float32Array(kernels.memory.buffer, at, count);
  },
  run,
});

function gemm(kernels, { form, m, n, k }) {
  const [a, b, c] = [m * k, k * n, m * n].map((count, i) => filled(kernels, count, i + 1));
  const scratch = kernels.take(kernels.gemm_scratch(m, n, k));
  const which = forms.indexOf(form);
  const run = (times) => kernels.gemm(which, m, n, k, a, b, c, scratch, times);
  return writing(kernels, c, m * n, run);
}

function conv(kernels, { batch, input, filters, kernelSize, padding }) {
  if (!kernels.convolve) return { cannot: "its kernels are not exported" };
  const around = padding === "same" ? (kernelSize - 1) / 2 : 0;
  const shape = [batch, ...input, filters, kernelSize, 1, around];
  const x = filled(kernels, batch * product(input), 1);
  const w = filled(kernels, kernelSize * kernelSize * input[2] * filters, 2);
  const side = (size) => size + 2 * around - kernelSize + 1;
  const count = batch * side(input[0]) * side(input[1]) * filters;
  const z = filled(kernels, count, 3);
  const scratch = kernels.take(kernels.convolve_scratch(...shape));
  const run = (times) => kernels.convolve(0, ...shape, x, w, z, scratch, times);
  return writing(kernels, z, count, run);
}

/** A network as a peer trains it that cannot do otherwise. */
function varied({ layers, ...network }, { hidden, output, loss = network.loss }) {
  const activations = layers.map((_, i) => (i === layers.length - 1 ? output : hidden));
  return {
    ...network,
    loss,
    layers: layers.map((layer, i) => ({
      ...layer,
      activation: activations[i] ?? layer.activation,
    })),
  };
}

function train(gn, { network: name, variant = {}, optimizer, batch, batches }) {
  const network = varied(networks[name], variant);
  const model = modelOf(gn, network, optimizer);
  const count = batch * batches;
  const { x, y } = targetsFor(network, samplesOf(network, count));
  const width = product(network.input);
  const rows = (values, i, wide) => values.subarray(i * batch * wide, (i + 1) * batch * wide);
  const part = (i) => ({
    x: rows(x, i % batches, width),
    y: rows(y, i % batches, y.length / count),
  });
  // An epoch of many steps: a truth table is repeated.
  const repeat = x.length > 1000 ? 1 : 10000;
  const again = (values) => repeated(values, repeat);
  let all;
  const options = { batchSize: variant.batch ?? batch, shuffle: false };
  return {
    first: () => model.trainOnBatch(part(0).x, part(0).y),
    async step(i) {
      const data = gn.dataset(part(i));
      await model.fit(data, options);
      data.dispose();
    },
    predict: () => model.predict(x.subarray(0, batch * width)),
    unit: repeat * batches,
    run(times) {
      all ??= gn.dataset({ x: again(x), y: again(y) });
      return model.fit(all, { ...options, epochs: times });
    },
    drop() {
      model.dispose();
      all?.dispose();
    },
  };
}

/** Squared errors want rows of 1 and 0 where cross-entropy takes class indices. */
const targetsFor = ({ loss }, { x, y, classes }) => ({
  x,
  y: classes && loss !== "categoricalCrossentropy" ? oneHot(y, classes) : y,
});

function repeated(values, times) {
  const all = new values.constructor(values.length * times);
  for (let i = 0; i < times; i++) all.set(values, i * values.length);
  return all;
}

function infer(gn, { network: name }) {
  const network = networks[name];
  const model = modelOf(gn, network);
  const width = product(network.input);
  const { x } = samplesOf(network, 32);
  const image = (i) => x.subarray((i % 32) * width, ((i % 32) + 1) * width);
  return {
    output: () => model.predict(x),
    run(times) {
      for (let i = 0; i < times; i++) model.predict(image(i));
    },
    drop: () => model.dispose(),
  };
}
