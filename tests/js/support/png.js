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

/**
 * A PNG of these samples: numbers row by row, `depth` bits each.
 *
 * @param {number} width
 * @param {number} height
 * @param {ArrayLike<number>} samples
 * @param {{ type?: number, depth?: number, palette?: number[], transparency?: number[] }} [options]
 */
export function pngFile(
  width,
  height,
  samples,
  { type = GREY, depth = 8, palette, transparency } = {},
) {
  const perLine = width * channelsOf[type];
  const lineBytes = Math.ceil((perLine * depth) / 8);
  const raw = Buffer.alloc(height * (1 + lineBytes)); // each line begins with its filter: 0, none
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < perLine; i++) {
      const value = samples[y * perLine + i];
      const bit = i * depth;
      const at = y * (1 + lineBytes) + 1 + (bit >> 3);
      if (depth === 16) raw.writeUInt16BE(value, at);
      else raw[at] |= value << (8 - depth - (bit & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, type, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk("IHDR", header),
      ...(palette ? [chunk("PLTE", palette)] : []),
      ...(transparency ? [chunk("tRNS", transparency)] : []),
      chunk("IDAT", deflateSync(raw)),
      chunk("IEND", []),
    ]),
  );
}
