/**
 * What a network makes of each place, as colours on a canvas: blue where positive, orange where negative, the paper's colour
 * between; or of the likeliest class its own colour, the fuller the surer.
 */

/** @typedef {readonly number[]} Rgb */

/** @param {string} hex #rrggbb @returns {Rgb} */
const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** @type {Map<string, Rgb>} */
const known = new Map();

/** One of the page's colours, a custom property, as it is in a theme. @param {Element} element @param {string} name @param {string} theme */
export function colourOf(element, name, theme) {
  const key = `${theme} ${name}`;
  const colour =
    known.get(key) ?? channels(getComputedStyle(element).getPropertyValue(`--${name}`).trim());
  known.set(key, colour); // to ask for each of forty maps at each frame would be slow
  return colour;
}

/** So full is the fullest colour, that samples can be told from their ground. */
const fullest = 0.62;

/**
 * How the values of a place, from `at` on, are shown: in which of the colours, and how much of it, 0 … 1.
 * @typedef {object} Shade
 * @property {(values: ArrayLike<number>, at: number) => number} colour
 * @property {(values: ArrayLike<number>, at: number, colour: number) => number} share
 */

/** A signed quantity: colour 0 above `middle`, 1 below; `most` away from it is the full colour. @param {number} middle @param {number} most @returns {Shade} */
export const signed = (middle, most) => ({
  colour: (values, at) => (values[at] < middle ? 1 : 0),
  share: (values, at) => Math.min(1, Math.abs(values[at] - middle) / most),
});

/** The likeliest of so many classes. @param {number} classes @returns {Shade} */
export const likeliest = (classes) => ({
  colour(values, at) {
    let best = 0;
    for (let k = 1; k < classes; k++) if (values[at + k] > values[at + best]) best = k;
    return best;
  },
  share: (values, at, k) => (values[at + k] - 1 / classes) / (1 - 1 / classes),
});

/** The probability of one class, in its own colour. @param {number} k @returns {Shade} */
export const oneClass = (k) => ({ colour: () => k, share: (values, at) => values[at] });

/**
 * Paints a canvas from a grid of `columns` places a row, row by row from the bottom, of which every so many-th is taken.
 * @param {HTMLCanvasElement} canvas
 * @param {{ values: ArrayLike<number>, stride?: number, offset?: number, shade: Shade, colours: readonly Rgb[], paper: Rgb }} picture
 *   stride, offset: where in the values a place's are
 * @param {number} columns @param {number} every
 */
export function paint(canvas, picture, columns, every) {
  const { values, stride = 1, offset = 0, shade, colours, paper } = picture;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { width, height } = canvas;
  const { data } = context.createImageData(width, height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = every * (row * columns + column) * stride + offset;
      const which = shade.colour(values, at);
      const part = fullest * shade.share(values, at, which);
      const pixel = 4 * ((height - 1 - row) * width + column);
      for (let k = 0; k < 3; k++)
        data[pixel + k] = paper[k] + (colours[which][k] - paper[k]) * part;
      data[pixel + 3] = 255;
    }
  context.putImageData(new ImageData(data, width, height), 0, 0);
}
