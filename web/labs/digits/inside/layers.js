/** The layers of a network as this stage shows them: what flows in, what comes out, and where a window lies. */

/**
 * @typedef {{ size: number[], strides: number[], dilation: number[], before: number[], out: number[] }} Window
 *   each [down, across]; before: rows and columns of padding above and at the left; out: how many positions
 * @typedef {{ data: Float32Array, shape: number[] }} Tensor of one sample
 * @typedef {object} Layer
 * @property {string} name
 * @property {string} type
 * @property {any} spec as the network's description has it
 * @property {Tensor} input
 * @property {boolean} isAlone whether no other layer reads that input, so that its gradient is ours alone
 * @property {Float32Array} [inputGradient] that is ∂L/∂x, as the core has it
 * @property {number[]} shape of the output
 * @property {Float32Array} z
 * @property {Float32Array} output
 * @property {Float32Array} [delta] that is ∂L/∂z
 * @property {Record<string, any>} parameters
 * @property {Window} [window]
 */

/** @param {number | number[] | null | undefined} value @param {number[]} [fallback] @returns {number[]} */
function pair(value, fallback = [1, 1]) {
  if (value === null || value === undefined) return fallback;
  const list = [value].flat();
  return list.length === 1 ? [list[0], list[0]] : list;
}

const windowed = ["conv2d", "depthwiseConv2d", "maxPooling2d", "averagePooling2d"];

/** @param {string} type */
export const isConvolution = (type) => type === "conv2d" || type === "depthwiseConv2d";
/** @param {string} type */
export const isPooling = (type) => type === "maxPooling2d" || type === "averagePooling2d";

/**
 * Where the window lies. The number of positions is the core's; with "same" the padding that they need is shared
 * between both ends, the odd row or column going to the far one.
 *
 * @param {any} spec @param {number[]} inShape @param {number[]} outShape @returns {Window | undefined}
 */
export function windowOf(spec, inShape, outShape) {
  if (!windowed.includes(spec.type)) return undefined;
  const size = pair(spec.kernelSize ?? spec.poolSize, [2, 2]);
  const strides = pair(spec.strides, isPooling(spec.type) ? size : [1, 1]);
  const dilation = pair(spec.dilationRate);
  const before = [0, 1].map((axis) => {
    if (spec.padding !== "same") return 0;
    const extent = (size[axis] - 1) * dilation[axis] + 1;
    const needed = (outShape[axis] - 1) * strides[axis] + extent - inShape[axis];
    return Math.max(0, needed) >> 1;
  });
  return { size, strides, dilation, before, out: outShape.slice(0, 2) };
}

/** @param {number[]} shape */
export const isImage = (shape) => shape.length === 3;

/**
 * @param {any} spec of the model
 * @param {Tensor} input
 * @param {any} trace of one sample
 * @returns {Layer[]}
 */
export function layersOf(spec, input, trace) {
  /** @type {any[]} */
  const traced = trace.layers;
  /** @param {number} at @returns {string[]} */
  const readBy = (at) =>
    [spec.layers[at].inputs ?? (at === 0 ? "input" : traced[at - 1].name)].flat();
  const readers = traced.flatMap((_, at) => readBy(at));
  return traced.map((layer, at) => {
    const [name] = readBy(at);
    const source = traced.find((other) => other.name === name);
    const from = source ? { data: source.output, shape: source.outputShape } : input;
    return {
      name: layer.name,
      type: layer.type,
      spec: spec.layers[at],
      input: from,
      isAlone: readers.filter((reader) => reader === name).length === 1,
      inputGradient: source ? source.outputGradient : trace.inputGradient,
      shape: layer.outputShape,
      z: layer.preactivation,
      output: layer.output,
      delta: layer.delta,
      parameters: layer.parameters,
      window: windowOf(spec.layers[at], from.shape, layer.outputShape),
    };
  });
}

/** One channel of an image, row by row. @param {ArrayLike<number>} data @param {number[]} shape @param {number} channel */
export function channelOf(data, [height, width, channels], channel) {
  const picture = new Float32Array(height * width);
  for (let at = 0; at < picture.length; at++) picture[at] = data[at * channels + channel];
  return picture;
}

/** The largest size of a number in it: what a scale of colours reaches to. @param {ArrayLike<number>} data */
export function largest(data) {
  let most = 0;
  for (let at = 0; at < data.length; at++) most = Math.max(most, Math.abs(data[at]));
  return most;
}
