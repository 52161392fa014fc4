/** A chain of layers to calculate with: read from the link's text, made into a network's description, and explained. */

/**
 * @typedef {{ kind: "conv" | "max" | "average" | "dense", units: number, size: number, stride: number, padding: number }} Link
 *   units: filters or units; a pooling has none
 */

/** What each kind has, in the order of the text. @type {Record<Link["kind"], (keyof Omit<Link, "kind">)[]>} */
export const fieldsOf = {
  conv: ["units", "size", "stride", "padding"],
  max: ["size", "stride", "padding"],
  average: ["size", "stride", "padding"],
  dense: ["units"],
};

/** @type {Record<Link["kind"], Link>} what a layer newly put in is like */
export const fresh = {
  conv: { kind: "conv", units: 8, size: 3, stride: 1, padding: 1 },
  max: { kind: "max", units: 0, size: 2, stride: 2, padding: 0 },
  average: { kind: "average", units: 0, size: 2, stride: 2, padding: 0 },
  dense: { kind: "dense", units: 10, size: 0, stride: 0, padding: 0 },
};

/** "conv:6,5,1,2;max:2,2,0;dense:10". @param {string} text @returns {Link[]} */
export const readChain = (text) =>
  text.split(";").map((part) => {
    const [kind, numbers] = /** @type {[Link["kind"], string]} */ (part.split(":"));
    const values = numbers.split(",").map(Number);
    const given = fieldsOf[kind].map((field, at) => [field, values[at] ?? 0]);
    return { ...fresh[kind], ...Object.fromEntries(given) };
  });

/** @param {readonly Link[]} chain */
export const writeChain = (chain) =>
  chain
    .map((link) => `${link.kind}:${fieldsOf[link.kind].map((field) => link[field]).join(",")}`)
    .join(";");

/** The layers of the core for one link: padding of any width is a layer of its own, before a dense layer all is flattened. @param {Link} link @param {number} at @param {boolean} isFlat */
function layersFor({ kind, units, size, stride, padding }, at, isFlat) {
  const name = `l${at}`;
  if (kind === "dense")
    return [
      ...(isFlat ? [] : [{ type: "flatten", name: `f${at}` }]),
      { type: "dense", units, name },
    ];
  const before = padding > 0 ? [{ type: "zeroPadding2d", padding, name: `p${at}` }] : [];
  const types = { max: "maxPooling2d", average: "averagePooling2d", conv: "conv2d" };
  const type = types[kind];
  const own =
    kind === "conv"
      ? { filters: units, kernelSize: size, strides: stride }
      : { poolSize: size, strides: stride };
  return [...before, { type, name, ...own }];
}

/** @param {readonly Link[]} chain @param {number} side of the picture, in pixels */
export function specOf(chain, side) {
  let isFlat = false;
  const layers = chain.flatMap((link, at) => {
    const made = layersFor(link, at, isFlat);
    isFlat ||= link.kind === "dense";
    return made;
  });
  return { input: [side, side, 1], layers, loss: "meanSquaredError" };
}

/**
 * @typedef {object} Row
 * @property {Link} link
 * @property {number[]} input shape of what it is given
 * @property {number[]} output
 * @property {number} parameters
 * @property {number} [field] receptive field, pixels of the picture
 * @property {number} fieldBefore
 * @property {number} jump pixels of the picture between neighbours of its input
 */

/** What the core counts, link by link. @param {readonly Link[]} chain @param {any} outline @returns {Row[]} */
export function rowsOf(chain, outline) {
  let input = outline.inputShape;
  let [field, jump] = [1, 1];
  return chain.map((link, at) => {
    const layer = outline.layers.find((/** @type {any} */ one) => one.name === `l${at}`);
    const row = {
      link,
      input,
      output: layer.outputShape,
      parameters: layer.parameters,
      field: layer.receptiveField?.[0],
      fieldBefore: field,
      jump,
    };
    input = layer.outputShape;
    field = layer.receptiveField?.[0] ?? field;
    jump *= link.stride || 1;
    return row;
  });
}

/** ⌊(n + 2p − f)/s⌋ + 1. @param {number} n @param {Link} link */
export const outputSide = (n, { size, stride, padding }) =>
  Math.floor((n + 2 * padding - size) / stride) + 1;

/** With the values put in. @param {Row} row */
export function sideFormula({ link, input }) {
  if (link.kind === "dense") return "";
  const { size, stride, padding } = link;
  return `⌊(${input[0]} + 2·${padding} − ${size})/${stride}⌋ + 1`;
}

/** How many inputs one unit or filter has. @param {Row} row */
export const fanIn = ({ link, input }) =>
  link.kind === "dense"
    ? input.reduce((product, size) => product * size, 1)
    : link.size * link.size * input[2];

/** (inputs + 1) · units: the one is the bias. @param {Row} row @param {(n: number) => string} print */
export function parameterFormula(row, print) {
  const { link, input } = row;
  if (!link.units) return "";
  const inputs =
    link.kind === "dense" ? print(fanIn(row)) : `${link.size}·${link.size}·${input[2]}`;
  return `(${inputs} + 1)·${print(link.units)}`;
}

/** r + (f − 1)·j. @param {Row} row */
export const fieldFormula = ({ link, fieldBefore, jump }) =>
  link.kind === "dense" ? "" : `${fieldBefore} + (${link.size} − 1)·${jump}`;

/** The networks of the course, as chains. */
export const course = {
  "784-10": "dense:10",
  "784-30-10": "dense:30;dense:10",
  "784-128-10": "dense:128;dense:10",
  "784-300-100-10": "dense:300;dense:100;dense:10",
  "LeNet-5": "conv:6,5,1,2;average:2,2,0;conv:16,5,1,0;average:2,2,0;dense:120;dense:84;dense:10",
};
