/**
 * digit.js: a drawing made into what MNIST's digits are.
 *
 * The digits of MNIST were cropped to their ink, scaled to fit 20 × 20 pixels with their proportions kept (which
 * made black and white into grey), and laid into 28 × 28 so that their centre of mass is in the middle. A network
 * that has seen only such digits recognises only such digits.
 */

import { ArgumentError, ShapeError } from "./errors.js";
import { plain, reading, shown } from "./options.js";

const FIELD = 28;
const BOX = 20;
// Measured over the 60,000 images: their centres of mass lie within half a pixel of pixel (14, 14), not of the
// middle of the field at (13.5, 13.5).
const CENTRE = 14;

/**
 * @typedef {object} Digit each stage on the way
 * @property {boolean} empty no ink: the other stages are empty too, and the image is black
 * @property {{ left: number, top: number, width: number, height: number }} box where the ink is in the drawing
 * @property {{ width: number, height: number, data: Uint8Array }} scaled the ink, its longer side 20 pixels
 * @property {{ x: number, y: number }} centre of mass of `scaled`, in its pixels
 * @property {{ x: number, y: number }} shift where the left top pixel of `scaled` lies in `image`
 * @property {Uint8Array} image 28 × 28 pixels, 0 … 255
 */

/**
 * The factor that makes the pixels 0 … 1: bytes end at 255, and so do numbers of which one is above 1.
 *
 * @param {ArrayLike<number>} pixels
 */
function scaleOf(pixels) {
  let most = pixels instanceof Uint8Array || pixels instanceof Uint8ClampedArray ? 255 : 1;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i];
    if (typeof value !== "number" || !(value >= 0 && value <= 255)) {
      throw new ArgumentError(
        `centreDigit: pixel ${i} is ${shown(value)}; pixels go from 0 to 1, or from 0 to 255`,
        {
          details: { index: i, value: plain(value) },
        },
      );
    }
    if (value > 1) most = 255;
  }
  return 1 / most;
}

/**
 * The smallest box around all that is brighter than black.
 *
 * @param {ArrayLike<number>} pixels
 * @param {number} width
 * @param {number} height
 */
function boxOf(pixels, width, height) {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[y * width + x] === 0) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (right < 0) return { left: 0, top: 0, width: 0, height: 0 };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * How much of each of `from` old pixels in a row goes into each of `to` new ones: the lengths that overlap, as
 * shares of the new pixel. Each new pixel is a mean over the area it covers.
 *
 * @param {number} from
 * @param {number} to
 * @returns {{ first: number, shares: number[] }[]}
 */
function overlaps(from, to) {
  const step = from / to;
  return Array.from({ length: to }, (_, i) => {
    const [begin, end] = [i * step, (i + 1) * step];
    const first = Math.floor(begin);
    const last = Math.min(Math.ceil(end), from);
    const shares = [];
    for (let k = first; k < last; k++)
      shares.push((Math.min(k + 1, end) - Math.max(k, begin)) / step);
    return { first, shares };
  });
}

/**
 * The box of the drawing, resampled to `width` × `height` bytes.
 *
 * @param {ArrayLike<number>} pixels
 * @param {number} stride
 * @param {Digit["box"]} box
 * @param {number} scale
 */
function resample(pixels, stride, box, scale) {
  const zoom = BOX / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * zoom));
  const height = Math.max(1, Math.round(box.height * zoom));
  const columns = overlaps(box.width, width);
  const rows = overlaps(box.height, height);
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const column = columns[i % width];
    const row = rows[Math.floor(i / width)];
    let sum = 0;
    row.shares.forEach((share, dy) => {
      const start = (box.top + row.first + dy) * stride + box.left + column.first;
      let line = 0;
      for (let dx = 0; dx < column.shares.length; dx++)
        line += column.shares[dx] * pixels[start + dx];
      sum += share * line;
    });
    return Math.round(255 * scale * sum);
  });
  return { width, height, data };
}

/**
 * The centre of mass.
 *
 * @param {Digit["scaled"]} image
 */
function centreOf({ width, data }) {
  let [mass, x, y] = [0, 0, 0];
  data.forEach((value, i) => {
    mass += value;
    x += value * (i % width);
    y += value * Math.floor(i / width);
  });
  return mass === 0 ? undefined : { x: x / mass, y: y / mass };
}

/** Where to begin so that `centre` comes to the middle; kept inside the field, should the ink be that lopsided. */
const place = (/** @type {number} */ centre, /** @type {number} */ size) =>
  Math.min(Math.max(Math.round(CENTRE - centre), 0), FIELD - size);

/**
 * Prepares a drawing, bright strokes on black, as MNIST's digits were prepared.
 *
 * @param {ArrayLike<number>} pixels grey values row by row, 0 … 255 or 0 … 1 (bytes are always 0 … 255)
 * @param {number} width
 * @param {number} height
 * @returns {Digit}
 */
export const centreDigit = (pixels, width, height) =>
  reading("the drawing", () => prepare(pixels, width, height));

/** @param {ArrayLike<number>} pixels @param {number} width @param {number} height @returns {Digit} */
function prepare(pixels, width, height) {
  for (const [name, size] of Object.entries({ width, height })) {
    if (Number.isSafeInteger(size) && size > 0) continue;
    throw new ArgumentError(
      `centreDigit: ${name} must be a whole number above 0, not ${shown(size)}`,
      {
        details: { field: name, value: plain(size) },
      },
    );
  }
  if (pixels?.length !== width * height) {
    throw new ShapeError(
      `centreDigit: ${width} × ${height} are ${width * height} pixels, got ${shown(pixels?.length)}`,
      {
        details: { expected: width * height, actual: plain(pixels?.length) },
      },
    );
  }
  const scale = scaleOf(pixels);
  const box = boxOf(pixels, width, height);
  const image = new Uint8Array(FIELD * FIELD);
  const nothing = { width: 0, height: 0, data: new Uint8Array(0) };
  const scaled = box.width === 0 ? nothing : resample(pixels, width, box, scale);
  const centre = centreOf(scaled);
  if (!centre)
    return { empty: true, box, scaled, centre: { x: 0, y: 0 }, shift: { x: 0, y: 0 }, image };

  const shift = { x: place(centre.x, scaled.width), y: place(centre.y, scaled.height) };
  for (let y = 0; y < scaled.height; y++) {
    const row = scaled.data.subarray(y * scaled.width, (y + 1) * scaled.width);
    image.set(row, (shift.y + y) * FIELD + shift.x);
  }
  return { empty: false, box, scaled, centre, shift, image };
}
