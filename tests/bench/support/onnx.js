/** onnx.js: writes small ONNX files (protocol buffers), for onnxruntime-web to run. */

const utf8 = (text) => new TextEncoder().encode(text);

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return [...bytes, value];
}

/** A field of a message: a whole number, text, bytes or a message inside it. */
function field(number, value) {
  if (typeof value === "number") return Uint8Array.from([...varint(number << 3), ...varint(value)]);
  const bytes = typeof value === "string" ? utf8(value) : value;
  return joined([Uint8Array.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes]);
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const message = (...fields) => joined(fields);
const each = (number, values) => joined(values.map((value) => field(number, value)));

const attributeTypes = { int: 2, string: 3, ints: 7 };
function attribute([name, value]) {
  const [type, content] = Array.isArray(value)
    ? [attributeTypes.ints, each(8, value)]
    : typeof value === "number"
      ? [attributeTypes.int, field(3, value)]
      : [attributeTypes.string, field(4, value)];
  return message(field(1, name), content, field(20, type));
}

const node = ({ type, inputs, output, attributes = {} }) =>
  message(
    each(1, inputs),
    field(2, output),
    field(4, type),
    each(5, Object.entries(attributes).map(attribute)),
  );

const FLOAT = 1;
const initializer = ({ name, shape, values }) =>
  message(
    each(1, shape),
    field(2, FLOAT),
    field(8, name),
    field(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );

function valueInfo({ name, shape }) {
  const dimensions = each(
    1,
    shape.map((size) => field(1, size)),
  );
  return message(
    field(1, name),
    field(2, field(1, message(field(1, FLOAT), field(2, dimensions)))),
  );
}

/**
 * @param {{ nodes: any[], weights?: any[], inputs: any[], outputs: any[] }} graph nodes: { type, inputs, output,
 *   attributes }; weights: { name, shape, values }; inputs and outputs: { name, shape }
 */
export function onnxModel({ nodes, weights = [], inputs, outputs }) {
  const graph = message(
    each(1, nodes.map(node)),
    field(2, "graph"),
    each(5, weights.map(initializer)),
    each(11, inputs.map(valueInfo)),
    each(12, outputs.map(valueInfo)),
  );
  const [irVersion, operatorSet] = [8, 17];
  return message(
    field(1, irVersion),
    field(7, graph),
    field(8, message(field(1, ""), field(2, operatorSet))),
  );
}
