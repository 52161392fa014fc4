/** idx.js: IDX files, written by the book. */

const types = {
  Uint8Array: [0x08, "setUint8"],
  Int8Array: [0x09, "setInt8"],
  Int16Array: [0x0b, "setInt16"],
  Int32Array: [0x0c, "setInt32"],
  Float32Array: [0x0d, "setFloat32"],
  Float64Array: [0x0e, "setFloat64"],
};

/** The file of these sizes and these values (a typed array: it says the type). */
export function idxFile(shape, values) {
  const [code, set] = types[values.constructor.name];
  const width = values.BYTES_PER_ELEMENT;
  const start = 4 + 4 * shape.length;
  const view = new DataView(new ArrayBuffer(start + values.length * width));
  view.setUint8(2, code);
  view.setUint8(3, shape.length);
  shape.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  values.forEach((value, i) => view[set](start + i * width, value));
  return new Uint8Array(view.buffer);
}
