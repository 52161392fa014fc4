/**
 * idx.js: the format of MNIST and its relatives, http://yann.lecun.com/exdb/mnist.
 *
 *   0      0 0, the type of a value, the number of dimensions d
 *   4      d sizes, 32 bits each; all numbers are big-endian
 *   4+4d   the values, the last dimension running fastest
 */

import { FormatError, LimitError } from "../errors.js";
import { MAX_BYTES, bytesOf } from "./bytes.js";
import { MAX_EXPANSION, gunzip, isGzip } from "./gunzip.js";

/**
 * @typedef {Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array} IdxData
 *
 * @typedef {object} IdxFile
 * @property {number[]} shape for example [60000, 28, 28]
 * @property {IdxData} data
 */

/** type code → the array, and how a DataView reads one value */
const types = /** @type {const} */ ({
  0x08: [Uint8Array, "getUint8"],
  0x09: [Int8Array, "getInt8"],
  0x0b: [Int16Array, "getInt16"],
  0x0c: [Int32Array, "getInt32"],
  0x0d: [Float32Array, "getFloat32"],
  0x0e: [Float64Array, "getFloat64"],
});

const MAX_DIMENSIONS = 8;
const MAX_HEADER = 4 + 4 * MAX_DIMENSIONS;

/**
 * @param {string} what
 * @param {number} offset in the unpacked file
 */
const bad = (what, offset) =>
  new FormatError(`IDX: ${what}`, { details: { format: "idx", offset } });

/**
 * The header, from the first bytes of the file.
 *
 * @param {Uint8Array} bytes
 */
function readHeader(bytes) {
  if (bytes.length < 4)
    throw bad(`the file ends after ${bytes.length} bytes, before its header does`, bytes.length);
  if (bytes[0] !== 0 || bytes[1] !== 0) {
    throw bad(
      "this is not an IDX file: it does not begin with two zero bytes",
      bytes[0] === 0 ? 1 : 0,
    );
  }
  const type = types[/** @type {keyof typeof types} */ (bytes[2])];
  if (!type) throw bad(`unknown type of values 0x${bytes[2].toString(16).padStart(2, "0")}`, 2);
  const dimensions = bytes[3];
  if (dimensions === 0) throw bad("it has no dimension", 3);
  if (dimensions > MAX_DIMENSIONS)
    throw bad(`${dimensions} dimensions, at most ${MAX_DIMENSIONS} are read`, 3);

  const start = 4 + 4 * dimensions;
  if (bytes.length < start)
    throw bad(`the file ends after ${bytes.length} bytes, before its header does`, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const shape = [];
  let size = type[0].BYTES_PER_ELEMENT;
  for (let offset = 4; offset < start; offset += 4) {
    const length = view.getUint32(offset);
    if (length === 0) throw bad(`dimension ${shape.length + 1} is zero: there is no data`, offset);
    shape.push(length);
    size *= length; // exact: at most 2^30 before, 2^62 at worst after, and then refused
    if (size > MAX_BYTES) {
      throw new LimitError(
        `IDX: ${shape.join(" × ")} values are more than ${MAX_BYTES} bytes, which is the limit`,
        {
          details: { format: "idx", offset, limit: MAX_BYTES },
        },
      );
    }
  }
  return { type, shape, start, end: start + size };
}

/**
 * @param {{ shape: number[], end: number }} header
 * @param {number} length
 */
function tooShort({ shape, end }, length) {
  return bad(
    `${shape.join(" × ")} values need ${end} bytes, but the file ends after ${length}`,
    length,
  );
}

/**
 * Reads an IDX file, gzipped or not.
 *
 * @param {Uint8Array | ArrayBuffer | Blob} source
 * @returns {Promise<IdxFile>}
 */
export async function readIdx(source) {
  let bytes = await bytesOf(source, "idx");
  const packed = isGzip(bytes);
  const header = readHeader(packed ? await gunzip(bytes, MAX_HEADER, "idx") : bytes);
  const { type, shape, start, end } = header;
  if (packed) {
    // What the header promises is allocated only if the file can keep it.
    if (end > bytes.length * MAX_EXPANSION) throw tooShort(header, bytes.length * MAX_EXPANSION);
    bytes = await gunzip(bytes, end + 1, "idx");
  }
  if (bytes.length < end) throw tooShort(header, bytes.length);
  if (bytes.length > end) {
    throw bad(`${shape.join(" × ")} values end at byte ${end}, but more bytes follow`, end);
  }

  const [Values, get] = type;
  if (Values === Uint8Array)
    return { shape, data: packed ? bytes.subarray(start) : bytes.slice(start) };
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const data = new Values((end - start) / Values.BYTES_PER_ELEMENT);
  for (let i = 0; i < data.length; i++) data[i] = view[get](i * Values.BYTES_PER_ELEMENT);
  return { shape, data };
}
