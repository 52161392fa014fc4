/**
 * gunzip.js: gzip, undone by the platform and never further than asked, so that a small file cannot unfold
 * into one that fills the memory.
 */

import { FormatError } from "../errors.js";

/** DEFLATE makes at most 258 bytes of 2 bits: RFC 1951, 3.2.5. */
export const MAX_EXPANSION = 1032;

/** @param {Uint8Array} bytes */
export const isGzip = (bytes) => bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * The first `most` unpacked bytes, or all of them when there are fewer. The check sum is checked only when the
 * end is reached, so ask for one byte more than you expect.
 *
 * @param {Uint8Array} bytes
 * @param {number} most
 * @param {string} format for the error: "idx"
 * @returns {Promise<Uint8Array>}
 */
export async function gunzip(bytes, most, format) {
  const out = new Uint8Array(most);
  const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream();
  const reader = stream.pipeThrough(new DecompressionStream("gzip")).getReader();
  let length = 0;
  try {
    while (length < most) {
      const { done, value } = await reader.read();
      if (done) break;
      const chunk = value.subarray(0, most - length);
      out.set(chunk, length);
      length += chunk.length;
    }
  } catch (cause) {
    throw new FormatError(
      `${format.toUpperCase()}: the gzip data is damaged or cut off; download the file again`,
      {
        details: { format, offset: length },
        cause,
      },
    );
  }
  reader.cancel().catch(() => {}); // whatever comes after what was asked for
  return out.subarray(0, length);
}
