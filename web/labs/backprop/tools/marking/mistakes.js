/**
 * The mistakes that people make, each as the formula that they have computed in place of the right one. A
 * diagnosis is that formula's value found again in what was written down.
 */
import { ref } from "../../expression.js";
import { unitsOf } from "../../network.js";
import { activations, mixing } from "../../rules.js";
import {
  changed,
  eachChanged,
  factorsOf,
  group,
  negated,
  replaced,
  sumOf,
  termsOf,
  times,
} from "./rows.js";

/** @typedef {import("../../expression.js").Row} Row */
/** @typedef {import("../../quantities.js").Quantity} Quantity */
/** @typedef {import("../../network.js").Network} Network */
/** @typedef {import("../../network.js").Unit} Unit */
/** @typedef {{ row: Row, network: Network, unit: Unit | undefined, units: Unit[], outputs: number, parameter?: string }} Case
 *   row: the right one; unit: whose z, a or δ it is, or ∂L/∂a; units: all of them
 */
/** @typedef {"noBias" | "noInput" | "noActivation" | "sign" | "noHalf" | "extraHalf" | "noTwo" | "extraTwo" | "noMean"
 *   | "noSquare" | "log10" | "noSlope" | "valueForSlope" | "netForOutput" | "extraSlope" | "onlyOwn" | "onePath"
 *   | "noWeight" | "updatedWeight" | "gradientForDelta" | "weightForInput" | "noRate" | "onlyStep"} Name */
/** @typedef {Partial<Record<Name, Row[]>>} Found  of each mistake the rows that come of it */

const isBias = (/** @type {Row} */ term) =>
  term.length === 1 && typeof term[0] === "object" && "ref" in term[0] && /^b\d/.test(term[0].ref);

/** The net input in place of the output. @param {Row} row @param {Unit[]} units */
function netsForOutputs(row, units) {
  const netOf = new Map(units.filter(({ a, z }) => a !== z).map(({ a, z }) => [a.id, z.id]));
  return replaced(row, (id) =>
    netOf.has(id) ? ref(/** @type {string} */ (netOf.get(id))) : undefined,
  );
}

/** @param {Case} on z = Σ w·a + b @returns {Found} */
function sum({ row, units }) {
  const terms = termsOf(row);
  const weighted = terms.filter((term) => !isBias(term));
  return {
    noBias: weighted.length < terms.length ? [sumOf(weighted)] : [],
    noInput: eachChanged(terms, (term) => (isBias(term) ? undefined : factorsOf(term)[0])),
    noActivation: eachChanged(terms, (term) => {
      const other = netsForOutputs(term, units);
      return JSON.stringify(other) === JSON.stringify(term) ? undefined : other;
    }),
    sign: eachChanged(terms, (term) => [group(["−", ...term])]),
  };
}

/** @param {Case} on a = f(z) @returns {Found} */
const activation = ({ row, unit }) => ({
  noActivation: [[ref(/** @type {Unit} */ (unit).z.id)]],
  sign: [negated(row), replaced(row, (id) => group(["−", ref(id)]))],
});

/** ½ and 2 of the squared errors, and the mean over the outputs. @param {Case} on @param {"loss" | "slope"} of @returns {Found} */
function factors({ row, network, outputs }, of) {
  const scaled = (/** @type {number} */ factor) => [times(String(factor), row)];
  const isMean = ["meanSquaredError", "binaryCrossentropy"].includes(network.loss) && outputs > 1;
  /** @type {Record<string, Found>} */
  const twos = {
    meanSquaredError: of === "loss" ? { extraHalf: scaled(0.5) } : { noTwo: scaled(0.5) },
    halfSquaredError: of === "loss" ? { noHalf: scaled(2) } : { extraTwo: scaled(2) },
  };
  return { ...twos[network.loss], ...(isMean ? { noMean: scaled(outputs) } : {}) };
}

/** @param {Case} on @returns {Found} */
function loss(on) {
  const { row, network } = on;
  const bare = changed(row, (part) =>
    typeof part === "object" && "power" in part ? group(part.power[0]) : undefined,
  );
  return {
    ...factors(on, "loss"),
    noSquare: network.loss.endsWith("SquaredError") ? [bare] : [],
    log10: network.loss.endsWith("Crossentropy") ? [[{ frac: [row, [String(Math.LN10)]] }]] : [],
    sign: [negated(row)],
  };
}

/** @param {Case} on ∂L/∂ŷ @returns {Found} */
const lossSlope = (on) => ({ ...factors(on, "slope"), sign: [negated(on.row)] });

/** @param {Case} on ∂L/∂a = Σ δ·w @returns {Found} */
function outputSlope({ row }) {
  const terms = termsOf(row);
  /** @param {Row} term @returns {string} the weight's id */
  const weightOf = (term) => /** @type {{ ref: string }} */ (factorsOf(term)[1][0]).ref;
  return {
    updatedWeight: eachChanged(terms, (term) => [
      ...factorsOf(term)[0],
      " · ",
      ref(`new.${weightOf(term)}`),
    ]),
    gradientForDelta: eachChanged(terms, (term) => [ref(`d.${weightOf(term)}`)]),
    noWeight: eachChanged(terms, (term) => factorsOf(term)[0]),
    onePath: terms.length > 1 ? terms : [],
    sign: eachChanged(terms, (term) => [group(["−", ...term])]),
  };
}

/** @param {Case} on δ = ∂L/∂a · f′(z) @returns {Found} */
function error({ row, unit }) {
  const { a, z, activation: name } = /** @type {Unit} */ (unit);
  const slope = activations[name].slope(z.id, a.id);
  const before = [ref(`d.${a.id}`)];
  const byNet = replaced(slope, (id) => (id === a.id ? ref(z.id) : undefined));
  return {
    noSlope: [before],
    valueForSlope: [[...before, " · ", ref(a.id)]],
    netForOutput:
      JSON.stringify(byNet) === JSON.stringify(slope) ? [] : [[...before, " · ", ...byNet]],
    sign: [negated(row)],
  };
}

/** @param {Case} on the same where each output depends on all net inputs @returns {Found} */
function mixedError({ row, unit }) {
  const { a } = /** @type {Unit} */ (unit);
  const own = termsOf(row).filter(
    (term) => JSON.stringify(term[0]) === JSON.stringify(ref(`d.${a.id}`)),
  );
  return { noSlope: [[ref(`d.${a.id}`)]], onlyOwn: own, sign: [negated(row)] };
}

/** @param {Case} on δ = ŷ − y @returns {Found} */
function fusedError(on) {
  const { row, unit, units } = on;
  const { a, z, layer, unit: at, activation: name } = /** @type {Unit} */ (unit);
  const layerIds = units.filter((u) => u.layer === layer).map((u) => u.a.id);
  const slope =
    name in mixing ? mixing[name].slope(layerIds, at, at) : activations[name].slope(z.id, a.id);
  return {
    extraSlope: [[group(row), " · ", ...slope]],
    noMean: factors(on, "slope").noMean ?? [],
    sign: [negated(row)],
  };
}

/** @param {Case} on ∂L/∂w = δ·a @returns {Found} */
function gradient({ row, units, parameter = "" }) {
  const [delta] = factorsOf(row);
  const byNet = netsForOutputs(row.slice(-1), units);
  return {
    noInput: [delta],
    noActivation:
      JSON.stringify(byNet) === JSON.stringify(row.slice(-1)) ? [] : [[...delta, " · ", ...byNet]],
    weightForInput: [[...delta, " · ", ref(parameter)]],
    sign: [negated(row)],
  };
}

/** @param {Case} on w′ = w − η·∂L/∂w @returns {Found} */
function update({ parameter = "" }) {
  const [w, step] = [ref(parameter), ref(`d.${parameter}`)];
  return {
    noRate: [[w, " − ", step]],
    sign: [[w, " + ", ref("lr"), " · ", step]],
    onlyStep: [
      [ref("lr"), " · ", step],
      ["−", ref("lr"), " · ", step],
    ],
  };
}

/** @type {Record<string, (on: Case) => Found>} */
const byKind = {
  net: sum,
  linear: sum,
  activation,
  loss,
  lossSlope,
  outputSlope,
  error,
  "error.mixed": mixedError,
  "error.outputs": fusedError,
  "error.scores": ({ row }) => ({ sign: [negated(row)] }),
  gradient,
  biasGradient: ({ row }) => ({ sign: [negated(row)] }),
  update,
};

/**
 * What can go wrong with each quantity.
 * @param {ReadonlyMap<string, Quantity>} table @param {Network} network
 * @returns {Map<string, { name: Name, rows: Row[] }[]>}
 */
export function mistakesOf(table, network) {
  const units = unitsOf(network).flat();
  const outputs = network.layers[network.layers.length - 1].units;
  /** @type {Map<string, { name: Name, rows: Row[] }[]>} */
  const all = new Map();
  for (const { id, kind, forms, parameter } of table.values()) {
    const row = forms.at(-1);
    if (!row) continue;
    const unit = units.find(({ a, z }) => [a.id, z.id, `d.${a.id}`, `d.${z.id}`].includes(id));
    const found = byKind[kind]({ row, network, unit, units, outputs, parameter });
    all.set(
      id,
      Object.entries(found)
        .map(([name, rows]) => ({ name: /** @type {Name} */ (name), rows }))
        .filter(({ rows }) => rows.length > 0),
    );
  }
  return all;
}
