/**
 * image.js: a digit out of a PNG file.
 */

import { FormatError, GlassnetError, LimitError, centreDigit } from "../index.js";
import { decodePng, isPng, pngHeader } from "./png.js";

const MAX_PIXELS = 2 ** 25;

/** @param {string} path @param {string} what @param {unknown} [cause] */
const bad = (path, what, cause) =>
  new FormatError(`${path}: ${what}`, { details: { format: "png", path }, cause });

/**
 * Refuses what would take too much memory, before any of it is taken.
 *
 * @param {string} path
 * @param {{ width: number, height: number }} header
 */
function checkSize(path, { width, height }) {
  if (width === 0 || height === 0) throw bad(path, "the picture has no pixels");
  if (width * height > MAX_PIXELS) {
    throw new LimitError(
      `${path}: ${width} × ${height} pixels are more than ${MAX_PIXELS}; make the picture smaller`,
      {
        details: { format: "png", path, limit: MAX_PIXELS },
      },
    );
  }
}

/**
 * Greys from 0 to 255, with white behind what is transparent.
 *
 * @param {ReturnType<typeof decodePng>} png
 */
function greysOf({ channels, most, data, clear }) {
  const hasColour = channels >= 3;
  const hasOpacity = channels % 2 === 0;
  return Float32Array.from({ length: data.length / channels }, (_, i) => {
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
  if (!isPng(bytes)) throw bad(path, "this is not a PNG picture");
  let width, height, greys;
  try {
    ({ width, height } = pngHeader(bytes));
    checkSize(path, { width, height });
    greys = greysOf(decodePng(bytes));
  } catch (cause) {
    if (cause instanceof GlassnetError) throw cause;
    throw bad(path, `this PNG picture is damaged (${/** @type {Error} */ (cause).message})`, cause);
  }
  const background = borderOf(greys, width, height);
  const ink = inkOf(greys, background);
  if (width === 28 && height === 28 && background < 128) {
    return { empty: ink.every((value) => value === 0), image: Uint8Array.from(greys, Math.round) };
  }
  return centreDigit(ink, width, height);
}
