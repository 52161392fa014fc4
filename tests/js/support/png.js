/** png.js: PNG files of every kind, written by the book: https://www.w3.org/TR/png/ */

import { crc32, deflateSync } from "node:zlib";

const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

export const [GREY, COLOUR, PALETTE, GREY_ALPHA, COLOUR_ALPHA] = [0, 2, 3, 4, 6];

function chunk(type, data) {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  Buffer.from(data).copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** Columns and lines of each pass: first and step. */
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

/** A line of `count` samples, `depth` bits each. */
function packed(samples, depth) {
  const line = Buffer.alloc(Math.ceil((samples.length * depth) / 8));
  samples.forEach((value, i) => {
    const bit = i * depth;
    if (depth === 16) line.writeUInt16BE(value, 2 * i);
    else line[bit >> 3] |= value << (8 - depth - (bit & 7));
  });
  return line;
}

function paeth(a, b, c) {
  const distances = [a, b, c].map((value) => Math.abs(a + b - c - value));
  return [a, b, c][distances.indexOf(Math.min(...distances))];
}

/** The line with its filter before it. */
function filtered(line, above, filter, step) {
  const predict = [() => 0, (a) => a, (a, b) => b, (a, b) => Math.floor((a + b) / 2), paeth][
    filter
  ];
  const bytes = line.map(
    (byte, i) => byte - predict(line[i - step] ?? 0, above[i], above[i - step] ?? 0),
  );
  return Buffer.concat([Buffer.of(filter), bytes]);
}

/**
 * A PNG of these samples: numbers row by row, `depth` bits each. `filters` are those of its lines, in turn.
 *
 * @param {number} width
 * @param {number} height
 * @param {ArrayLike<number>} samples
 * @param {{ type?: number, depth?: number, palette?: number[], transparency?: number[], interlaced?: boolean, filters?: number[] }} [options]
 */
export function pngFile(
  width,
  height,
  samples,
  { type = GREY, depth = 8, palette, transparency, interlaced = false, filters = [0] } = {},
) {
  const channels = channelsOf[type];
  const lines = [];
  for (const [left, top, right, down] of interlaced ? adam7 : straight) {
    let above;
    for (let y = top; y < height && left < width; y += down) {
      const values = [];
      for (let x = left; x < width; x += right)
        for (let c = 0; c < channels; c++) values.push(samples[(y * width + x) * channels + c]);
      const line = packed(values, depth);
      const filter = filters[lines.length % filters.length];
      lines.push(
        filtered(
          line,
          above ?? Buffer.alloc(line.length),
          filter,
          Math.ceil((channels * depth) / 8),
        ),
      );
      above = line;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, type, 0, 0, Number(interlaced)], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk("IHDR", header),
      ...(palette ? [chunk("PLTE", palette)] : []),
      ...(transparency ? [chunk("tRNS", transparency)] : []),
      chunk("IDAT", deflateSync(Buffer.concat(lines))),
      chunk("IEND", []),
    ]),
  );
}
