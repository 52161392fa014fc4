/** Signed numbers as colours: from the page's surface towards blue where positive, towards orange where negative. */

import { theme } from "../../../state/theme.js";

/** @param {string} hex #rrggbb @returns {number[]} */
const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** @type {{ theme?: string, colours?: Record<"zero" | "positive" | "negative", number[]> }} */
const kept = {};

/** The page's colours, read once for each theme. @param {Element} element */
export function palette(element) {
  const now = theme.peek();
  if (kept.theme !== now || !kept.colours)
    Object.assign(kept, { theme: now, colours: read(element) });
  return /** @type {NonNullable<typeof kept.colours>} */ (kept.colours);
}

/** @param {Element} element */
function read(element) {
  const style = getComputedStyle(element);
  const [zero, positive, negative] = ["--sunken", "--positive", "--negative"].map((name) =>
    channels(style.getPropertyValue(name).trim()),
  );
  return { zero, positive, negative };
}

/**
 * Paints numbers, row by row, on a canvas of as many pixels; what is not a number stays clear.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} values
 * @param {number} most the size of number that has the full colour
 */
export function paint(canvas, values, most) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(canvas.width, canvas.height);
  const { zero, positive, negative } = palette(canvas);
  for (let at = 0; at < canvas.width * canvas.height; at++) {
    const value = values[at];
    if (!(value === value)) continue;
    const share = most > 0 ? Math.min(1, Math.abs(value) / most) : 0;
    const end = value < 0 ? negative : positive;
    for (let k = 0; k < 3; k++) image.data[4 * at + k] = zero[k] + (end[k] - zero[k]) * share;
    image.data[4 * at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
