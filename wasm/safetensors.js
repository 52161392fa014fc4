/**
 * safetensors.js: the file of a saved model, https://github.com/huggingface/safetensors.
 *
 *   0      n, the length of the header: 64 bits, little-endian
 *   8      n bytes of JSON, { "__metadata__": { key: text }, name: { dtype, shape, data_offsets }, … },
 *          padded with spaces so that the data begins at a multiple of 8
 *   8+n    the values of the tensors, little-endian; data_offsets, [begin, end], count from here
 *
 * Each byte of the data belongs to exactly one tensor: no holes, no overlaps, nothing behind the last. So
 * a file cannot be read in two ways, and reading takes no more memory than its own size allows.
 *
 * Typed arrays are little-endian wherever JavaScript runs; this file relies on it.
 */

import { ArgumentError, FormatError, LimitError, NumericError, ShapeError } from "./errors.js";
import { HALF_OVERFLOW, fromBfloat16, fromHalf, toHalf } from "./half.js";
import { duplicateKey } from "./json-keys.js";
import { viewOf } from "./readers/bytes.js";

/**
 * @typedef {object} Tensor
 * @property {number[]} shape
 * @property {Float32Array} data
 * @property {string} dtype the type in the file
 *
 * @typedef {object} TensorToSave
 * @property {readonly number[]} shape
 * @property {Float32Array} data
 * @property {"F32" | "F16"} [dtype] default "F32"
 *
 * @typedef {object} Dtype
 * @property {number} width bytes of a value
 * @property {(values: ArrayBuffer) => Float32Array} read
 */

/** @type {Map<unknown, Dtype>} */
const dtypes = new Map([
  ["F64", { width: 8, read: (values) => new Float32Array(new Float64Array(values)) }],
  ["F32", { width: 4, read: (values) => new Float32Array(values) }],
  ["F16", { width: 2, read: (values) => Float32Array.from(new Uint16Array(values), fromHalf) }],
  [
    "BF16",
    { width: 2, read: (values) => Float32Array.from(new Uint16Array(values), fromBfloat16) },
  ],
]);

const METADATA = "__metadata__";
const HEADER_LIMIT = 2 ** 20;
const HEADER = 8; // where it begins

/** @param {readonly number[]} shape */
const sizeOf = (shape) => shape.reduce((size, length) => size * length, 1);

/** @param {any} value */
const isSize = (value) => Number.isSafeInteger(value) && value >= 0;

/* ---- Writing ----------------------------------------------------------------------------------- */

/**
 * @param {string} message
 * @param {Record<string, any>} details
 */
const about = (message, details) =>
  /** @type {const} */ ([
    `safetensors: ${message}`,
    { details: { format: "safetensors", ...details } },
  ]);

/**
 * A tensor's values as the file has them.
 *
 * @param {string} tensor its name
 * @param {TensorToSave} value
 * @returns {Uint8Array}
 */
function encodeTensor(tensor, { data, shape, dtype = "F32" }) {
  const it = `tensor "${tensor}"`;
  if (tensor === METADATA) {
    throw new ArgumentError(...about(`no tensor may be called ${METADATA}`, { tensor }));
  }
  if (!(data instanceof Float32Array)) {
    throw new ArgumentError(...about(`the data of ${it} must be a Float32Array`, { tensor }));
  }
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    throw new ArgumentError(
      ...about(`the shape of ${it} must be a list of whole numbers`, { tensor }),
    );
  }
  if (sizeOf(shape) !== data.length) {
    const message = `${it} has ${data.length} values, but [${shape.join(", ")}] needs ${sizeOf(shape)}`;
    throw new ShapeError(...about(message, { tensor, shape, length: data.length }));
  }
  if (dtype === "F32") return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (dtype !== "F16") {
    throw new ArgumentError(
      ...about(`${it} cannot be saved as ${dtype}: use F32 or F16`, { tensor, dtype }),
    );
  }
  const index = data.findIndex((x) => Math.abs(x) >= HALF_OVERFLOW && Number.isFinite(x));
  if (index >= 0) {
    const message = `${it} has the value ${data[index]}, but F16 ends at 65504: save it as F32`;
    throw new NumericError(...about(message, { tensor, index, value: data[index] }));
  }
  return new Uint8Array(Uint16Array.from(data, toHalf).buffer);
}

/**
 * JSON of an object from pairs, which unlike an object may have a key "__proto__" and keep their order.
 *
 * @param {(readonly [string, string])[]} pairs keys, and values that are JSON already
 */
const jsonObject = (pairs) =>
  `{${pairs.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(",")}}`;

/**
 * @template {readonly [string, ...any[]]} T
 * @param {T} a
 * @param {T} b
 */
const byName = ([a], [b]) => (a < b ? -1 : 1); // names are keys: no two are equal

/** @param {Record<string, string>} metadata */
function encodeMetadata(metadata) {
  const pairs = Object.entries(metadata).sort(byName);
  return jsonObject(
    pairs.map(([key, text]) => {
      if (typeof text === "string") return [key, JSON.stringify(text)];
      throw new ArgumentError(...about(`the metadata "${key}" must be a string`, { key }));
    }),
  );
}

/**
 * The file of these tensors: the same tensors give the same bytes, in whatever order they come.
 *
 * @param {Record<string, TensorToSave>} tensors
 * @param {Record<string, string>} [metadata]
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function encodeSafetensors(tensors, metadata = {}) {
  // Wide values first, as the reference implementation has it: so each tensor is aligned.
  const width = ({ dtype = "F32" }) => dtypes.get(dtype)?.width ?? 0;
  const entries = Object.entries(tensors)
    .sort(byName)
    .sort(([, a], [, b]) => width(b) - width(a));
  const blocks = entries.map(([name, tensor]) => encodeTensor(name, tensor));

  let end = 0;
  const pairs = entries.map(([name, { dtype = "F32", shape }], i) => {
    const begin = end;
    end += blocks[i].length;
    return /** @type {const} */ ([
      name,
      JSON.stringify({ dtype, shape, data_offsets: [begin, end] }),
    ]);
  });
  const head =
    Object.keys(metadata).length > 0
      ? [/** @type {const} */ ([METADATA, encodeMetadata(metadata)])]
      : [];
  const json = new TextEncoder().encode(jsonObject([...head, ...pairs]));
  const start = Math.ceil((HEADER + json.length) / 8) * 8;
  if (start - HEADER > HEADER_LIMIT) {
    const message = `names and metadata take ${json.length} bytes, at most ${HEADER_LIMIT} are allowed`;
    throw new LimitError(...about(message, { size: json.length, limit: HEADER_LIMIT }));
  }

  const file = new Uint8Array(start + end);
  new DataView(file.buffer).setUint32(0, start - HEADER, true);
  file.fill(0x20, HEADER, start).set(json, HEADER);
  let offset = start;
  for (const block of blocks) {
    file.set(block, offset);
    offset += block.length;
  }
  return file;
}

/* ---- Reading ----------------------------------------------------------------------------------- */

/**
 * @param {string} what
 * @param {number} offset in the file
 * @param {unknown} [cause]
 */
const bad = (what, offset, cause) =>
  new FormatError(`safetensors: ${what}`, { details: { format: "safetensors", offset }, cause });

/** @param {any} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The header, and where the data begins.
 *
 * @param {Uint8Array} bytes
 */
function readHeader(bytes) {
  if (bytes.length < HEADER) throw bad(`the file ends after ${bytes.length} bytes`, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > HEADER_LIMIT) {
    // Most likely not a safetensors file at all: its first bytes mean something else.
    throw bad(
      `the header would have ${length} bytes, at most ${HEADER_LIMIT} are read; is this another format?`,
      0,
    );
  }
  const start = HEADER + length;
  if (start > bytes.length)
    throw bad(`the file ends after ${bytes.length} bytes, inside its header`, bytes.length);
  if (bytes[HEADER] !== 0x7b) throw bad("the header does not begin with {", HEADER);

  let text, header;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(HEADER, start),
    );
    header = JSON.parse(text);
  } catch (cause) {
    throw bad("the header is not JSON", HEADER, cause);
  }
  const twice = duplicateKey(text);
  if (twice)
    throw bad(
      `the header has "${twice.key}" twice`,
      HEADER + new TextEncoder().encode(text.slice(0, twice.index)).length,
    );
  return { header, start };
}

/**
 * @param {any} metadata
 * @returns {Record<string, string>}
 */
function readMetadata(metadata = {}) {
  const result = Object.create(null);
  if (!isObject(metadata)) throw bad(`${METADATA} must be an object`, HEADER);
  for (const [key, text] of Object.entries(metadata)) {
    if (typeof text !== "string") throw bad(`the metadata "${key}" must be a string`, HEADER);
    result[key] = text;
  }
  return result;
}

/**
 * What the header says of one tensor, checked in itself.
 *
 * @param {string} name
 * @param {any} entry
 */
function readEntry(name, entry) {
  const it = `tensor "${name}"`;
  const keys = isObject(entry) ? Object.keys(entry).sort().join() : "";
  if (keys !== "data_offsets,dtype,shape")
    throw bad(`${it} needs dtype, shape and data_offsets, nothing else`, HEADER);
  const { shape, data_offsets: offsets } = entry;
  const dtype = dtypes.get(entry.dtype);
  if (!dtype)
    throw bad(
      `${it} has the type ${JSON.stringify(entry.dtype)}; read are ${[...dtypes.keys()].join(", ")}`,
      HEADER,
    );
  if (!Array.isArray(shape) || !shape.every(isSize))
    throw bad(`the shape of ${it} is not a list of whole numbers`, HEADER);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    throw bad(`the data_offsets of ${it} are not two whole numbers`, HEADER);
  }
  const [begin, end] = offsets;
  // Past 2^53 a product is no longer exact, but then it is larger than any file.
  if (end - begin !== sizeOf(shape) * dtype.width) {
    throw bad(
      `${it}, [${shape.join(", ")}] of ${entry.dtype}, does not take the bytes ${begin} to ${end}`,
      HEADER,
    );
  }
  return { name, dtype, type: /** @type {string} */ (entry.dtype), shape, begin, end };
}

/**
 * Tensors and metadata of a file; both are objects without a prototype, so any name is just a name.
 *
 * @param {Uint8Array | ArrayBuffer} source
 * @returns {{ metadata: Record<string, string>, tensors: Record<string, Tensor> }}
 */
export function decodeSafetensors(source) {
  const bytes = viewOf(source);
  if (!bytes)
    throw new ArgumentError(
      ...about("expected a Uint8Array or an ArrayBuffer", { type: typeof source }),
    );
  const { header, start } = readHeader(bytes);
  const { [METADATA]: metadata, ...rest } = header;
  const entries = Object.entries(rest).map(([name, entry]) => readEntry(name, entry));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);

  let end = 0;
  for (const { name, begin, end: next } of entries) {
    if (begin !== end)
      throw bad(
        `the data of tensor "${name}" begins at ${begin}, it should at ${end}`,
        start + Math.min(begin, end),
      );
    end = next;
  }
  if (start + end !== bytes.length) {
    const what =
      start + end > bytes.length
        ? "the file ends before its data does"
        : "there are bytes that belong to no tensor";
    throw bad(
      `${what}: ${end} bytes of data are announced, ${bytes.length - start} are there`,
      Math.min(start + end, bytes.length),
    );
  }

  const tensors = Object.create(null);
  for (const { name, dtype, type, shape, begin, end } of entries) {
    // slice() copies, so the values are aligned whatever the length of the header.
    tensors[name] = {
      shape,
      dtype: type,
      data: dtype.read(bytes.slice(start + begin, start + end).buffer),
    };
  }
  return { metadata: readMetadata(metadata), tensors };
}
