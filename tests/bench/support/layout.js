/** layout.js: our tensors (NHWC, kernels [height, width, in, out]) as those peers want them who put channels first. */

/** The axes of a tensor in another order: `order[i]` is the old place of the new axis i. */
export function transposed(values, shape, order) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const sizes = order.map((axis) => shape[axis]);
  const steps = order.map((axis) => strides[axis]);
  const result = new Float32Array(values.length);
  const place = sizes.map(() => 0);
  for (let i = 0, from = 0; i < result.length; i++) {
    result[i] = values[from];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++place[axis] < sizes[axis]) break;
      from -= steps[axis] * sizes[axis];
      place[axis] = 0;
    }
  }
  return result;
}

export const channelsFirst = (x, [batch, height, width, channels]) =>
  transposed(x, [batch, height, width, channels], [0, 3, 1, 2]);
export const channelsLast = (x, [batch, channels, height, width]) =>
  transposed(x, [batch, channels, height, width], [0, 2, 3, 1]);

/**
 * First weights as peers with channels first hold them: kernels of convolutions [out, in, height, width]; the rows of the
 * dense layer behind `flatten` in the order channel, row, column.
 */
export function kernelChannelsFirst(layers, index, values) {
  const layer = layers[index];
  if (layer.type === "conv2d") return transposed(values, layer.kernel.shape, [3, 2, 0, 1]);
  const before = layers[index - 1];
  if (before?.type !== "flatten") return values;
  return transposed(values, [...before.inputShape, layer.units], [2, 0, 1, 3]);
}
