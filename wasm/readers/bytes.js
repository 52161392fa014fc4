/**
 * bytes.js: what a reader is given, as bytes.
 */

import { ArgumentError, FormatError, LimitError } from "../errors.js";
import { reading } from "../options.js";

/** Readers refuse more than this: it would not fit beside a model in the memory of the core. */
export const MAX_BYTES = 2 ** 30;

/**
 * The bytes themselves, without a copy.
 *
 * @param {unknown} source
 * @returns {Uint8Array | undefined} undefined when they are not bytes
 */
export const viewOf = (source) =>
  reading("the source", () => {
    if (source instanceof ArrayBuffer) return new Uint8Array(source); // one that was transferred throws
    if (ArrayBuffer.isView(source))
      return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
    return undefined;
  });

/**
 * The bytes of an array, a buffer, or a file that a person chose.
 *
 * @param {Uint8Array | ArrayBuffer | Blob} source
 * @param {string} format for the error: "idx"
 * @returns {Promise<Uint8Array>}
 */
export async function bytesOf(source, format) {
  const view = viewOf(source);
  if (view) return view;
  if (!(source instanceof Blob)) {
    throw new ArgumentError(
      `${format.toUpperCase()}: expected a Uint8Array, an ArrayBuffer or a File, got ${source === null ? "null" : typeof source}`,
      { details: { format } },
    );
  }
  if (source.size > MAX_BYTES) {
    throw new LimitError(
      `${format.toUpperCase()}: the file has ${source.size} bytes, at most ${MAX_BYTES} are read`,
      {
        details: { format, size: source.size, limit: MAX_BYTES },
      },
    );
  }
  try {
    return new Uint8Array(await source.arrayBuffer());
  } catch (cause) {
    throw new FormatError(
      `${format.toUpperCase()}: the file cannot be read; was it moved or changed?`,
      {
        details: { format },
        cause,
      },
    );
  }
}
