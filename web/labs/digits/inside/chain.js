/** A chain of layers to calculate with: read from the link's text, made into a network's description, and explained. */

/**
 * @typedef {{ kind: "conv" | "max" | "average" | "dense", units: number, size: number, stride: number, padding: number,
 *             dilation: number }} Link  units: filters or units; a pooling has none
 */

/** What each kind has, in the order of the text. @type {Record<Link["kind"], (keyof Omit<Link, "kind">)[]>} */
export const fieldsOf = {
  conv: ["units", "size", "stride", "padding", "dilation"],
  max: ["size", "stride", "padding"],
  average: ["size", "stride", "padding"],
  dense: ["units"],
};

/** @type {Record<Link["kind"], Link>} what a layer newly put in is like */
export const fresh = {
  conv: { kind: "conv", units: 8, size: 3, stride: 1, padding: 1, dilation: 1 },
  max: { kind: "max", units: 0, size: 2, stride: 2, padding: 0, dilation: 1 },
  average: { kind: "average", units: 0, size: 2, stride: 2, padding: 0, dilation: 1 },
  dense: { kind: "dense", units: 10, size: 0, stride: 0, padding: 0, dilation: 1 },
};

/** "conv:6,5,1,2;max:2,2,0;dense:10"; a dilation of 1 is not written. @param {string} text @returns {Link[]} */
export const readChain = (text) =>
  text.split(";").map((part) => {
    const [kind, numbers] = /** @type {[Link["kind"], string]} */ (part.split(":"));
    const values = numbers.split(",").map(Number);
    const given = fieldsOf[kind].map((field, at) => [
      field,
      values[at] ?? (field === "dilation" ? 1 : 0),
    ]);
    return { ...fresh[kind], ...Object.fromEntries(given) };
  });

/** @param {readonly Link[]} chain */
export const writeChain = (chain) =>
  chain
    .map((link) => {
      const fields = fieldsOf[link.kind].filter((f) => f !== "dilation" || link.dilation !== 1);
      return `${link.kind}:${fields.map((field) => link[field]).join(",")}`;
    })
    .join(";");

/** The layers of the core for one link: padding of any width is a layer of its own, before a dense layer all is flattened. @param {Link} link @param {number} at @param {boolean} isFlat */
function layersFor({ kind, units, size, stride, padding, dilation }, at, isFlat) {
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
      ? { filters: units, kernelSize: size, strides: stride, dilationRate: dilation }
      : { poolSize: size, strides: stride };
  return [...before, { type, name, ...own }];
}

/** @param {readonly Link[]} chain @param {number} side of the picture, in pixels @param {number} [colours] its channels */
export function specOf(chain, side, colours = 1) {
  let isFlat = false;
  const layers = chain.flatMap((link, at) => {
    const made = layersFor(link, at, isFlat);
    isFlat ||= link.kind === "dense";
    return made;
  });
  return { input: [side, side, colours], layers, loss: "meanSquaredError" };
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

/** How far a window with gaps of d − 1 between its pixels reaches: d·(f − 1) + 1. @param {Link} link */
const reach = ({ size, dilation }) => dilation * (size - 1) + 1;

/** ⌊(n + 2p − d·(f − 1) − 1)/s⌋ + 1; without gaps, d = 1, that is ⌊(n + 2p − f)/s⌋ + 1. @param {number} n @param {Link} link */
export const outputSide = (n, link) =>
  Math.floor((n + 2 * link.padding - reach(link)) / link.stride) + 1;

/** With the values put in. @param {Row} row */
export function sideFormula({ link, input }) {
  if (link.kind === "dense") return "";
  const { size, stride, padding, dilation } = link;
  const taken = dilation === 1 ? `${size}` : `${dilation}·(${size} − 1) − 1`;
  return `⌊(${input[0]} + 2·${padding} − ${taken})/${stride}⌋ + 1`;
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

/** r + d·(f − 1)·j. @param {Row} row */
export function fieldFormula({ link: { kind, size, dilation }, fieldBefore, jump }) {
  if (kind === "dense") return "";
  return `${fieldBefore} + ${dilation === 1 ? "" : `${dilation}·`}(${size} − 1)·${jump}`;
}

/** The networks of the course, as chains for a digit. */
export const course = {
  "784-10": "dense:10",
  "784-30-10": "dense:30;dense:10",
  "784-128-10": "dense:128;dense:10",
  "784-300-100-10": "dense:300;dense:100;dense:10",
  "LeNet-5": "conv:6,5,1,2;average:2,2,0;conv:16,5,1,0;average:2,2,0;dense:120;dense:84;dense:10",
};

/** Two convolutions and a pooling, as they make up VGG. @param {number} filters @param {number} count */
const block = (filters, count) => `${`conv:${filters},3,1,1;`.repeat(count)}max:2,2,0`;

/** Where to begin: the course's networks, and two for photographs, each with the picture that it was made for. @type {Record<string, { chain: string, image: number, colours: number }>} */
export const starts = {
  ...Object.fromEntries(
    Object.entries(course).map(([name, chain]) => [name, { chain, image: 28, colours: 1 }]),
  ),
  AlexNet: {
    chain:
      "conv:96,11,4,0;max:3,2,0;conv:256,5,1,2;max:3,2,0;conv:384,3,1,1;conv:384,3,1,1;conv:256,3,1,1;max:3,2,0;dense:4096;dense:4096;dense:1000",
    image: 227,
    colours: 3,
  },
  "VGG-16": {
    chain: `${[block(64, 2), block(128, 2), block(256, 3), block(512, 3), block(512, 3)].join(";")};dense:4096;dense:4096;dense:1000`,
    image: 224,
    colours: 3,
  },
};
