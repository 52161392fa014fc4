/**
 * What a network makes of each place, as colours on a canvas: blue where positive, orange where negative, the paper's colour
 * between; or of the likeliest class its own colour, the fuller the surer.
 */

/** @typedef {readonly number[]} Rgb */

/** @param {string} hex #rrggbb @returns {Rgb} */
const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** The page's colours as they are now, by the names of custom properties. @param {Element} element */
export function palette(element) {
  const style = getComputedStyle(element);
  return (/** @type {string} */ name) => channels(style.getPropertyValue(`--${name}`).trim());
}

/** So full is the fullest colour, that samples can be told from their ground. */
const fullest = 0.62;

/** @typedef {(values: ArrayLike<number>, at: number) => readonly [number, number]} Shade  of the values from `at` on: which colour, and how much of it, 0 … 1 */

/** A signed quantity: colour 0 above `middle`, 1 below; `most` away from it is the full colour. @param {number} middle @param {number} most @returns {Shade} */
export const signed = (middle, most) => (values, at) => {
  const away = values[at] - middle;
  return [away < 0 ? 1 : 0, Math.min(1, Math.abs(away) / most)];
};

/** The likeliest of so many classes. @param {number} classes @returns {Shade} */
export const likeliest = (classes) => (values, at) => {
  let best = 0;
  for (let k = 1; k < classes; k++) if (values[at + k] > values[at + best]) best = k;
  return [best, (values[at + best] - 1 / classes) / (1 - 1 / classes)];
};

/**
 * Paints a canvas of as many pixels as there are places, which stand row by row from the bottom.
 * @param {HTMLCanvasElement} canvas
 * @param {{ values: ArrayLike<number>, stride?: number, offset?: number, shade: Shade, colours: readonly Rgb[], paper: Rgb }} picture
 *   stride, offset: where in the values a place's are
 */
export function paint(canvas, { values, stride = 1, offset = 0, shade, colours, paper }) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { width, height } = canvas;
  const image = context.createImageData(width, height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const [colour, share] = shade(values, (row * width + column) * stride + offset);
      const pixel = 4 * ((height - 1 - row) * width + column);
      const part = share * fullest;
      for (let k = 0; k < 3; k++)
        image.data[pixel + k] = paper[k] + (colours[colour][k] - paper[k]) * part;
      image.data[pixel + 3] = 255;
    }
  context.putImageData(image, 0, 0);
}
