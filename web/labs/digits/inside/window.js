/**
 * The arithmetic of one window, written out so that each product can be seen: a convolution forward and both its
 * gradients, a pooling forward and back. The core computes the same; the stage shows that the numbers are equal.
 */

/** @typedef {import("./layers.js").Layer} Layer */
/** @typedef {{ i: number, j: number, y: number, x: number, isInside: boolean }} Tap  (i, j) in the window, (y, x) in the input */

/** Where a value stands in a block of height × width × channels. @param {{ shape: readonly number[] }} block @param {number} y @param {number} x @param {number} c */
export const placeIn = ({ shape: [, width, channels] }, y, x, c) => (y * width + x) * channels + c;

/** @param {import("./layers.js").Tensor} image @param {number} y @param {number} x @param {number} c */
export function pixel(image, y, x, c) {
  const [height, width] = image.shape;
  const isInside = y >= 0 && y < height && x >= 0 && x < width;
  return isInside ? image.data[placeIn(image, y, x, c)] : 0;
}

/** What the window at (row, col) lies on, row by row. @param {Layer} layer @param {number} row @param {number} col @returns {Tap[]} */
export function tapsAt({ window, input }, row, col) {
  const { size, strides, dilation, before } = /** @type {import("./layers.js").Window} */ (window);
  return Array.from({ length: size[0] * size[1] }, (_, at) => {
    const [i, j] = [Math.floor(at / size[1]), at % size[1]];
    const y = row * strides[0] - before[0] + i * dilation[0];
    const x = col * strides[1] - before[1] + j * dilation[1];
    const isInside = y >= 0 && y < input.shape[0] && x >= 0 && x < input.shape[1];
    return { i, j, y, x, isInside };
  });
}

/** How many output channels read each input channel, where a filter sees one channel only. @param {Layer} layer */
const multiplier = ({ type, parameters }) =>
  type === "depthwiseConv2d" ? parameters.kernel.shape[3] : 0;

/** The input channels that filter k sees. @param {Layer} layer @param {number} k */
export function channelsOf(layer, k) {
  const each = multiplier(layer);
  if (each) return [Math.floor(k / each)];
  return Array.from({ length: layer.input.shape[2] }, (_, c) => c);
}

/** w[i, j, c] of filter k. @param {Layer} layer @param {number} i @param {number} j @param {number} c @param {number} k */
export function placeOfWeight(layer, i, j, c, k) {
  const [, columns, inputs, outputs] = layer.parameters.kernel.shape;
  const last = multiplier(layer) ? k % outputs : k;
  return ((i * columns + j) * inputs + c) * outputs + last;
}

/** @param {Layer} layer @param {number} i @param {number} j @param {number} c @param {number} k @returns {number} */
export const weight = (layer, i, j, c, k) =>
  layer.parameters.kernel.value[placeOfWeight(layer, i, j, c, k)];

const sumOf = (/** @type {readonly { product: number }[]} */ terms) =>
  terms.reduce((sum, { product }) => sum + product, 0);

/** z[row, col, k] = Σ x·w + b, channel by channel. @param {Layer} layer @param {number} row @param {number} col @param {number} k */
export function convolve(layer, row, col, k) {
  const taps = tapsAt(layer, row, col);
  const channels = channelsOf(layer, k).map((c) => {
    const terms = taps.map((tap) => {
      const x = pixel(layer.input, tap.y, tap.x, c);
      const w = weight(layer, tap.i, tap.j, c, k);
      return { ...tap, value: x, weight: w, product: x * w };
    });
    return { c, terms, sum: sumOf(terms) };
  });
  const bias = layer.parameters.bias?.value[k] ?? 0;
  return { channels, bias, z: channels.reduce((sum, channel) => sum + channel.sum, bias) };
}

/**
 * ∂L/∂w[i, j, c, k] = Σ over the windows of δ[row, col, k] · x: every window used the same weight.
 *
 * @param {Layer} layer @param {number} i @param {number} j @param {number} c @param {number} k
 */
export function weightGradient(layer, i, j, c, k) {
  const { size, out } = /** @type {import("./layers.js").Window} */ (layer.window);
  const terms = Array.from({ length: out[0] * out[1] }, (_, at) => {
    const [row, col] = [Math.floor(at / out[1]), at % out[1]];
    const tap = tapsAt(layer, row, col)[i * size[1] + j];
    const value = pixel(layer.input, tap.y, tap.x, c);
    const delta = layer.delta?.[placeIn(layer, row, col, k)] ?? 0;
    return { ...tap, row, col, value, delta, product: value * delta };
  });
  return { terms, sum: sumOf(terms) };
}

/** The output pixels whose window lies over the input pixel (y, x), each with the tap that does. @param {Layer} layer @param {number} y @param {number} x */
export function windowsOver({ window }, y, x) {
  const { size, strides, dilation, before, out } = /** @type {import("./layers.js").Window} */ (
    window
  );
  /** @param {number} axis @param {number} at */
  const along = (axis, at) =>
    Array.from({ length: size[axis] }, (_, tap) => {
      const start = at + before[axis] - tap * dilation[axis];
      return { tap, position: start / strides[axis] };
    }).filter(
      ({ position }) => Number.isInteger(position) && position >= 0 && position < out[axis],
    );
  return along(0, y).flatMap((down) =>
    along(1, x).map((across) => ({
      i: down.tap,
      j: across.tap,
      row: down.position,
      col: across.position,
    })),
  );
}

/**
 * ∂L/∂x[y, x, c] = Σ over the filters and the outputs that saw the pixel of δ · w.
 *
 * @param {Layer} layer @param {number} y @param {number} x @param {number} c
 */
export function inputGradient(layer, y, x, c) {
  const over = windowsOver(layer, y, x);
  const filters = Array.from({ length: layer.shape[2] }, (_, k) => k)
    .filter((k) => channelsOf(layer, k).includes(c))
    .map((k) => {
      const terms = over.map((place) => {
        const delta = layer.delta?.[placeIn(layer, place.row, place.col, k)] ?? 0;
        const w = weight(layer, place.i, place.j, c, k);
        return { ...place, delta, weight: w, product: delta * w };
      });
      return { k, terms, sum: sumOf(terms) };
    });
  return { filters, sum: filters.reduce((sum, filter) => sum + filter.sum, 0) };
}

/** The core's own ∂L/∂x[y, x, c]; where other layers read that input too, theirs is in it and there is none to compare with. @param {Layer} layer @param {number} y @param {number} x @param {number} c */
export const coreInputGradient = ({ isAlone, input, inputGradient: core }, y, x, c) =>
  isAlone ? core?.[placeIn(input, y, x, c)] : undefined;

/** A pooling's window: what is in it, which wins, what comes of it. @param {Layer} layer @param {number} row @param {number} col @param {number} c */
export function pool(layer, row, col, c) {
  const taps = tapsAt(layer, row, col).map((tap) => ({
    ...tap,
    value: pixel(layer.input, tap.y, tap.x, c),
  }));
  const real = taps.filter(({ isInside }) => isInside);
  const winner = real.reduce((best, tap) => (tap.value > best.value ? tap : best), real[0]);
  const sum = real.reduce((total, { value }) => total + value, 0);
  const isMax = layer.type === "maxPooling2d";
  return { taps, winner, sum, count: real.length, a: isMax ? winner.value : sum / real.length };
}

/** What of the output's gradient each pixel of the window gets: all to the winner, or equal shares. @param {Layer} layer @param {number} row @param {number} col @param {number} c */
export function unpool(layer, row, col, c) {
  const { taps, winner, count } = pool(layer, row, col, c);
  const gradient = layer.delta?.[placeIn(layer, row, col, c)] ?? 0;
  /** @param {Tap} tap */
  const share = (tap) => {
    if (layer.type === "averagePooling2d") return tap.isInside ? gradient / count : 0;
    return tap.i === winner.i && tap.j === winner.j ? gradient : 0;
  };
  return { gradient, taps: taps.map((tap) => ({ ...tap, share: share(tap) })) };
}

/** ∂L/∂x of a pooling's input pixel: what it gets from every window over it. @param {Layer} layer @param {number} y @param {number} x @param {number} c */
export const pooledGradient = (layer, y, x, c) =>
  windowsOver(layer, y, x).reduce((sum, { i, j, row, col }) => {
    const tap = unpool(layer, row, col, c).taps.find((one) => one.i === i && one.j === j);
    return sum + (tap?.share ?? 0);
  }, 0);
