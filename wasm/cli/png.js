/** png.js: PNG files of every kind, read by the book: https://www.w3.org/TR/png/ */

import { crc32, inflateSync } from "node:zlib";

/**
 * @typedef {object} Header
 * @property {number} width
 * @property {number} height
 * @property {number} depth bits a sample
 * @property {number} type grey 0, colour 2, palette 3, grey with opacity 4, colour with opacity 6
 * @property {boolean} interlaced
 */

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const PALETTE = 3;

/** @type {Record<number, { channels: number, depths: number[] }>} */
const kinds = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

/** Passes over the picture: the first column and line of each, and the steps from one to the next. */
const straight = [[0, 0, 1, 1]];
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** @param {Uint8Array} bytes */
export const isPng = (bytes) =>
  bytes.length >= 33 && signature.every((byte, i) => byte === bytes[i]);

/**
 * The first chunk, which may be read before all is decoded.
 *
 * @param {Uint8Array} bytes
 * @returns {Header}
 */
export function pngHeader(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [depth, type, compression, filter, interlace] = bytes.subarray(24, 29);
  const isKnown = kinds[type]?.depths.includes(depth) && !compression && !filter && interlace <= 1;
  if (!isKnown) throw new Error("a kind of picture that PNG does not have");
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    depth,
    type,
    interlaced: interlace === 1,
  };
}

/**
 * The data of each chunk by its type, check sums compared; those of one type are joined.
 *
 * @param {Uint8Array} bytes
 */
function chunksOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** @type {Record<string, Uint8Array[]>} */
  const chunks = {};
  for (let at = signature.length; !chunks.IEND;) {
    if (at + 12 > bytes.length) throw new Error("it ends too early");
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) throw new Error("it ends too early");
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end))
      throw new Error("a check sum is wrong");
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    (chunks[type] ??= []).push(bytes.subarray(at + 8, end));
    at = end + 4;
  }
  return chunks;
}

/** Of left, above and above left, the one nearest to left + above − corner. @type {(a: number, b: number, c: number) => number} */
function paeth(left, above, corner) {
  const [toLeft, toAbove, toCorner] = [
    above - corner,
    left - corner,
    left + above - 2 * corner,
  ].map(Math.abs);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** What a filter adds to a byte, by the number at the beginning of the line. @type {((a: number, b: number, c: number) => number)[]} */
const filters = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

/**
 * A line without its filter, in place.
 *
 * @param {Uint8Array} line
 * @param {Uint8Array} above
 * @param {number} filter
 * @param {number} step bytes from one pixel to the next
 */
function unfilter(line, above, filter, step) {
  const predict = filters[filter];
  if (!predict) throw new Error("a line is filtered in a way that PNG does not know");
  for (let i = 0; filter && i < line.length; i++)
    line[i] += predict(i < step ? 0 : line[i - step], above[i], i < step ? 0 : above[i - step]);
}

/**
 * The samples of all pixels, row by row.
 *
 * @param {Header} header
 * @param {Uint8Array} packed
 */
function samplesOf({ width, height, depth, type, interlaced }, packed) {
  const { channels } = kinds[type];
  const passes = (interlaced ? adam7 : straight).map(([left, top, right, down]) => {
    const columns = Math.ceil((width - left) / right);
    const lines = columns > 0 ? Math.ceil((height - top) / down) : 0;
    return {
      left,
      top,
      right,
      down,
      columns,
      lines,
      size: Math.ceil((columns * channels * depth) / 8),
    };
  });
  const length = passes.reduce((sum, { lines, size }) => sum + Math.max(lines, 0) * (1 + size), 0);
  const raw = inflateSync(packed, { maxOutputLength: length });
  if (raw.length < length) throw new Error("it ends too early");

  const samples = new Uint16Array(width * height * channels);
  let at = 0;
  for (const { left, top, right, down, columns, lines, size } of passes) {
    let above = new Uint8Array(size);
    for (let k = 0; k < lines; k++, at += 1 + size) {
      const line = raw.subarray(at + 1, at + 1 + size);
      unfilter(line, above, raw[at], Math.ceil((channels * depth) / 8));
      above = line;
      const start = (top + k * down) * width + left;
      for (let i = 0; i < columns * channels; i++) {
        const to = (start + Math.floor(i / channels) * right) * channels + (i % channels);
        const bit = i * depth;
        samples[to] =
          depth === 16
            ? (line[2 * i] << 8) | line[2 * i + 1]
            : (line[bit >> 3] >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
      }
    }
  }
  return samples;
}

/**
 * The channels of each pixel, from 0 to `most`: grey, grey and opacity, colour, or colour and opacity. `clear` is the one
 * colour that is transparent.
 *
 * @param {Uint8Array} bytes
 * @returns {{ channels: number, most: number, data: ArrayLike<number>, clear?: number[] }}
 */
export function decodePng(bytes) {
  const header = pngHeader(bytes);
  const { IDAT, PLTE, tRNS } = chunksOf(bytes);
  const data = samplesOf(header, Buffer.concat(IDAT ?? []));
  const transparency = tRNS?.[0];
  if (header.type !== PALETTE) {
    const { channels } = kinds[header.type];
    const clear =
      transparency &&
      Array.from(
        { length: channels },
        (_, k) => (transparency[2 * k] << 8) | transparency[2 * k + 1],
      );
    return { channels, most: 2 ** header.depth - 1, data, clear };
  }
  const colours = PLTE?.[0] ?? [];
  const painted = Uint8Array.from({ length: 4 * data.length }, (_, i) => {
    const colour = data[i >> 2];
    if (3 * colour + 2 >= colours.length) throw new Error("a colour is not in the palette");
    return (i & 3) < 3 ? colours[3 * colour + (i & 3)] : (transparency?.[colour] ?? 255);
  });
  return { channels: 4, most: 255, data: painted };
}
