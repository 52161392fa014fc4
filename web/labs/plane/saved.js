/**
 * A saved model made to go on under another spec. The file is safetensors: the length of its header, 8 bytes, the header,
 * JSON whose metadata holds the spec, and the tensors.
 * @param {Uint8Array} bytes @param {object} spec with the same parameters @param {number} [epochs] completed so far, where the model has not counted them
 */
export function withSpec(bytes, spec, epochs) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const saved = JSON.parse(header.__metadata__.glassnet);
  const counters = epochs === undefined ? saved.counters : { ...saved.counters, epochs };
  header.__metadata__.glassnet = JSON.stringify({ ...saved, spec, counters });
  const json = JSON.stringify(header);
  const text = new TextEncoder().encode(json.padEnd(8 * Math.ceil(json.length / 8)));
  const tensors = bytes.subarray(8 + length);
  const file = new Uint8Array(8 + text.length + tensors.length);
  new DataView(file.buffer).setUint32(0, text.length, true);
  file.set(text, 8);
  file.set(tensors, 8 + text.length);
  return file;
}
