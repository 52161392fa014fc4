/**
 * The convolutions that kernels.js measures: their shapes, and what they must give.
 *
 * [height, width, channels], filters of size × size, images framed by `padding` zeros; batches of 32.
 */
const SAMPLES = 32;
const shapes = [
  { image: [28, 28, 1], size: 5, filters: 6, padding: 2 },
  { image: [14, 14, 6], size: 5, filters: 16, padding: 0 },
  { image: [5, 5, 16], size: 5, filters: 120, padding: 0 },
  { image: [28, 28, 1], size: 3, filters: 8, padding: 1 },
  { image: [32, 32, 3], size: 3, filters: 32, padding: 1 },
  { image: [14, 14, 16], size: 3, filters: 16, padding: 1 },
  { image: [14, 14, 16], size: 3, filters: 32, padding: 1, stride: 2 },
  { image: [32, 32, 32], size: 3, filters: 32, padding: 1 },
  { image: [32, 32, 32], size: 1, filters: 32, padding: 0 },
  { image: [8, 8, 128], size: 3, filters: 128, padding: 1 },
];

const forms = ["forward", "dW", "dX"];
export const convolutions = shapes.flatMap((shape) =>
  forms
    .filter((form) => form !== "dX" || shape.image[2] > 3) // nobody asks for it at the input
    .map((form) => ({ stride: 1, ...shape, form })),
);

const outOf = (side, { size, padding, stride }) =>
  Math.floor((side + 2 * padding - size) / stride) + 1;
const outputOf = (c) => [outOf(c.image[0], c), outOf(c.image[1], c), c.filters];
const product = (sizes) => sizes.reduce((a, b) => a * b, 1);
const weightsOf = ({ size, image, filters }) => [size, size, image[2], filters];

export const convolutionFloats = (c) =>
  Math.max(SAMPLES * product(c.image), SAMPLES * product(outputOf(c)), product(weightsOf(c)));
/** As if there were no zeros around the image. */
export const convolutionFlops = (c) =>
  2 * SAMPLES * product(outputOf(c)) * product([c.size, c.size, c.image[2]]);
export const convolutionName = ({ form, image, size, filters, stride }) =>
  `${form} ${image.join("×")} ${size}×${size}${stride > 1 ? `/${stride}` : ""}→${filters}`;

const numbersOf = ({ image: [height, width, channels], size, filters, padding, stride }) => [
  ...[height, width, channels, filters, size, stride, padding],
];

/** a, b, c: arrays of convolutionFloats; → run(times). The form's operands are read from a and b, c is written. */
export function convolutionWork(exports, c, [a, b, target], scratch) {
  const which = forms.indexOf(c.form);
  return (times) => exports.convolve(which, SAMPLES, ...numbersOf(c), a, b, target, scratch, times);
}

export const convolutionScratch = (exports, c) =>
  exports.convolve_scratch(SAMPLES, ...numbersOf(c));

/** Some hundred numbers of the result, in double precision, from the definition: [index, value]. */
export function convolutionSamples(c, a, b) {
  const [height, width, channels] = c.image;
  const [rows, columns, filters] = outputOf(c);
  const sums = new Map();
  const size = { forward: [rows, columns, filters], dW: weightsOf(c), dX: c.image }[c.form];
  const count = (c.form === "dW" ? 1 : SAMPLES) * product(size);
  for (let e = 0; e < count; e += 1 + Math.floor(count / 97)) sums.set(e, 0);
  for (let s = 0; s < SAMPLES; s++)
    for (let oy = 0; oy < rows; oy++)
      for (let ox = 0; ox < columns; ox++)
        for (let ky = 0; ky < c.size; ky++)
          for (let kx = 0; kx < c.size; kx++) {
            const [iy, ix] = [oy * c.stride + ky - c.padding, ox * c.stride + kx - c.padding];
            if (iy < 0 || ix < 0 || iy >= height || ix >= width) continue;
            const x = ((s * height + iy) * width + ix) * channels;
            const z = ((s * rows + oy) * columns + ox) * filters;
            const w = (ky * c.size + kx) * channels * filters;
            add(sums, c, { x, z, w, channels, filters }, a, b);
          }
  return sums;
}

/** One position of the window over one tap: what it adds to each of the wanted sums. */
function add(sums, { form }, { x, z, w, channels, filters }, a, b) {
  const from = { forward: z, dW: w, dX: x }[form];
  const width = { forward: filters, dW: channels * filters, dX: channels }[form];
  for (let e = from; e < from + width; e++) {
    if (!sums.has(e)) continue;
    const i = e - from;
    let sum = sums.get(e);
    if (form === "dW") sum += a[x + Math.floor(i / filters)] * b[z + (i % filters)];
    else if (form === "dX")
      for (let f = 0; f < filters; f++) sum += a[z + f] * b[w + i * filters + f];
    else for (let ch = 0; ch < channels; ch++) sum += a[x + ch] * b[w + ch * filters + i];
    sums.set(e, sum);
  }
}
