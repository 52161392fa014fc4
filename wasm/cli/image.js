/**
 * image.js: a digit out of a PNG file.
 */

import { convertIndexedToRgb, decode, hasPngSignature } from "fast-png";
import { FormatError, LimitError, centreDigit } from "../index.js";

/** @typedef {import("fast-png").DecodedPng} DecodedPng */

const MAX_PIXELS = 2 ** 25;

/** @param {string} path @param {string} what @param {unknown} [cause] */
const bad = (path, what, cause) =>
  new FormatError(`${path}: ${what}`, { details: { format: "png", path }, cause });

/**
 * Refuses what the decoder would not refuse, by the first chunk: https://www.w3.org/TR/png/#11IHDR
 *
 * @param {string} path
 * @param {Uint8Array} bytes
 */
function checkHeader(path, bytes) {
  if (bytes.length < 33 || !hasPngSignature(bytes)) throw bad(path, "this is not a PNG picture");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height, depth, interlaced] = [
    view.getUint32(16),
    view.getUint32(20),
    bytes[24],
    bytes[28],
  ];
  if (width === 0 || height === 0) throw bad(path, "the picture has no pixels");
  if (width * height > MAX_PIXELS) {
    throw new LimitError(
      `${path}: ${width} × ${height} pixels are more than ${MAX_PIXELS}; make the picture smaller`,
      {
        details: { format: "png", path, limit: MAX_PIXELS },
      },
    );
  }
  if (interlaced && depth < 8)
    throw bad(path, "interlaced with less than 8 bits is not read; save it without interlacing");
}

/**
 * The channels of each pixel as bytes: grey, or grey and opacity, or colour, or colour and opacity.
 *
 * @param {DecodedPng} png
 * @returns {{ channels: number, data: ArrayLike<number>, most: number }}
 */
function channelsOf(png) {
  const { depth, channels, data, palette, transparency } = png;
  if (palette && channels === 1)
    return { channels: palette[0].length, data: convertIndexedToRgb(png), most: 255 };
  if (depth < 8) {
    // Packed greys are indices into a palette of greys.
    const most = 2 ** depth - 1;
    const greys = Array.from({ length: most + 1 }, (_, k) => [
      k,
      transparency?.[0] === k ? 0 : most,
    ]);
    return {
      channels: 2,
      data: convertIndexedToRgb({ ...png, palette: /** @type {any} */ (greys) }),
      most,
    };
  }
  return { channels, data, most: 2 ** depth - 1 };
}

/**
 * Greys from 0 to 255, with white behind what is transparent.
 *
 * @param {DecodedPng} png
 */
function greysOf(png) {
  const { channels, data, most } = channelsOf(png);
  const hasColour = channels >= 3;
  const hasOpacity = channels % 2 === 0;
  const clear = png.palette || png.depth < 8 ? undefined : png.transparency; // the one colour that is transparent
  return Float32Array.from({ length: png.width * png.height }, (_, i) => {
    const at = i * channels;
    const colours = hasColour ? [data[at], data[at + 1], data[at + 2]] : [data[at]];
    const luminance = hasColour
      ? 0.299 * colours[0] + 0.587 * colours[1] + 0.114 * colours[2]
      : colours[0]; // Rec. 601
    const isClear = clear !== undefined && colours.every((colour, k) => colour === clear[k]);
    const opacity = isClear ? 0 : hasOpacity ? data[at + channels - 1] / most : 1;
    return 255 * (opacity * (luminance / most) + 1 - opacity);
  });
}

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
  let png, greys;
  try {
    png = decode(bytes, { checkCrc: true });
    greys = greysOf(png);
  } catch (cause) {
    throw bad(path, `this PNG picture is damaged (${/** @type {Error} */ (cause).message})`, cause);
  }
  const { width, height } = png;
  const background = borderOf(greys, width, height);
  const ink = inkOf(greys, background);
  if (width === 28 && height === 28 && background < 128) {
    return { empty: ink.every((value) => value === 0), image: Uint8Array.from(greys, Math.round) };
  }
  return centreDigit(ink, width, height);
}
