/**
 * image.js: a digit out of a PNG file.
 */

import { inflateSync } from "node:zlib";
// Only the reader of PNG.sync.read(): the rest of the package would be bundled with it.
import parsePng from "pngjs/lib/parser-sync.js";
import { FormatError, LimitError, centreDigit } from "../index.js";

const MAX_PIXELS = 2 ** 25;

/** @param {string} path @param {string} what @param {unknown} [cause] */
const bad = (path, what, cause) =>
  new FormatError(`${path}: ${what}`, { details: { format: "png", path }, cause });

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Refuses what is no PNG file, or would take too much memory, by the first chunk: https://www.w3.org/TR/png/#11IHDR
 *
 * @param {string} path
 * @param {Uint8Array} bytes
 */
function checkHeader(path, bytes) {
  if (bytes.length < 33 || !signature.every((byte, i) => byte === bytes[i]))
    throw bad(path, "this is not a PNG picture");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0) throw bad(path, "the picture has no pixels");
  if (width * height > MAX_PIXELS) {
    const message = `${width} × ${height} pixels are more than ${MAX_PIXELS}; make the picture smaller`;
    throw new LimitError(`${path}: ${message}`, {
      details: { format: "png", path, limit: MAX_PIXELS },
    });
  }
}

const IDAT = 0x49444154; // "IDAT", the chunks in which the pixels are

/**
 * Refuses what the parser must not see: it takes whatever lies in memory for pixels that are not there, and unpacks without end
 * what is interlaced.
 *
 * @param {string} path
 * @param {Uint8Array} bytes with a header that is right
 */
function checkPixels(path, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const packed = [];
  for (let at = 8, length; at + 12 <= bytes.length; at += 12 + length) {
    length = view.getUint32(at);
    if (view.getUint32(at + 4) === IDAT) packed.push(bytes.subarray(at + 8, at + 8 + length));
  }
  // Eight bytes a pixel at most, and one or two more for each line of each pass.
  const maxOutputLength = 8 * width * height + 4 * height + 32;
  try {
    inflateSync(Buffer.concat(packed), { maxOutputLength });
  } catch (cause) {
    const { message } = /** @type {Error} */ (cause);
    throw bad(path, `the pixels of this PNG picture cannot be unpacked (${message})`, cause);
  }
}

/**
 * Greys from 0 to 255, with white behind what is transparent.
 *
 * @param {Uint8Array} data red, green, blue and opacity of each pixel
 */
const greysOf = (data) =>
  Float32Array.from({ length: data.length / 4 }, (_, i) => {
    const [red, green, blue, opacity] = data.subarray(4 * i, 4 * i + 4);
    const grey = 0.299 * red + 0.587 * green + 0.114 * blue; // Rec. 601
    return (opacity / 255) * grey + 255 - opacity;
  });

/**
 * What the border of a picture is like: the median of its pixels.
 *
 * @param {Float32Array} greys
 * @param {number} width
 * @param {number} height
 */
function borderOf(greys, width, height) {
  const border = greys.filter((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  return border.sort()[border.length >> 1];
}

/**
 * Light strokes on black. Ink is what stands out from the background by more than a third of what stands out most, so
 * that paper and noise, as a photograph has them, become black; a clean drawing keeps its greys.
 *
 * @param {Float32Array} greys
 * @param {number} background
 */
function inkOf(greys, background) {
  const isDark = background < 128;
  const contrast = greys.map((grey) => Math.max(isDark ? grey - background : background - grey, 0));
  const most = contrast.reduce((a, b) => Math.max(a, b), 0);
  if (most < 32) return new Float32Array(greys.length);
  const isClean = background === 0 || background === 255;
  const floor = isClean ? 0 : most / 3;
  return contrast.map((value) =>
    isClean ? value : (255 * Math.max(value - floor, 0)) / (most - floor),
  );
}

/**
 * The digit in a picture, as MNIST has its digits.
 *
 * @param {string} path for the messages
 * @param {Uint8Array} bytes of the file
 * @returns {{ empty: boolean, image: Uint8Array }}
 */
export function readDigit(path, bytes) {
  checkHeader(path, bytes);
  checkPixels(path, bytes);
  let png;
  try {
    png = parsePng(Buffer.from(bytes), {});
  } catch (cause) {
    throw bad(path, `this PNG picture is damaged (${/** @type {Error} */ (cause).message})`, cause);
  }
  const { width, height } = png;
  const greys = greysOf(png.data);
  const background = borderOf(greys, width, height);
  const ink = inkOf(greys, background);
  if (width === 28 && height === 28 && background < 128) {
    return { empty: ink.every((value) => value === 0), image: Uint8Array.from(greys, Math.round) };
  }
  return centreDigit(ink, width, height);
}
