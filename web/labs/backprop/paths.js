/**
 * The chain rule spelled out: ∂L/∂w as the sum over all ways from the parameter to the loss, each a product of
 * the derivatives along it.
 */
import { ref } from "./expression.js";
import { parametersOf, targetsOf, unitsOf } from "./network.js";
import { activations, fusedLoss, losses, mixing } from "./rules.js";

/** @typedef {import("./expression.js").Row} Row */
/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Unit} Unit */
/** @typedef {{ symbols: Row, values: Row }} Path  from the loss back to the parameter */

/** @param {Row} row @returns {Row} a factor among others */
const factor = (row) => (row.some((part) => typeof part === "string") ? [{ group: row }] : row);

/** @param {Row[]} factors @returns {Row} */
const product = (factors) => factors.flatMap((row, i) => (i ? [" · ", ...row] : row));

/** @param {import("./expression.js").Letter} partial @param {import("./expression.js").Letter} [of] @returns {Row} */
const derivative = (partial, of) => [{ symbol: { partial, of } }];

/**
 * All paths from a parameter to the loss.
 * @param {Network} network @param {string} id of the weight or bias @returns {Path[]}
 */
export function pathsOf(network, id) {
  const parameter = parametersOf(network).find((p) => p.id === id);
  if (!parameter) return [];
  const { to, from, letter } = parameter;
  const own = from ? [[ref(from.a.id)]] : [];
  return waysFrom(network, to).map(({ symbols, values }) => ({
    symbols: product([...symbols, derivative(letter, to.z.letter)]),
    values: product([...values, ...own]),
  }));
}

/** The factors of each path from the loss to the net input of a unit. @param {Network} network @param {Unit} unit @returns {{ symbols: Row[], values: Row[] }[]} */
function waysFrom(network, unit) {
  const layer = unitsOf(network)[unit.layer + 1];
  const last = unit.layer === network.layers.length - 1;
  const fused = last ? fusedLoss(network) : undefined;
  if (fused) {
    const y = targetsOf(network).map(({ id }) => id);
    const written = layer.map((u) => (fused.of === "scores" ? u.z.id : u.a.id));
    const error = /** @type {Row} */ (fused.error(y, written, unit.unit).at(-1));
    return [{ symbols: [derivative(unit.z.letter)], values: [factor(error)] }];
  }
  const outputs = unit.activation in mixing ? layer : [unit];
  return outputs.flatMap((out) => {
    const through = slopeOf(layer, out, unit);
    return beyond(network, out).map(({ symbols, values }) => ({
      symbols: through ? [...symbols, derivative(unit.z.letter, out.a.letter)] : symbols,
      values: through ? [...values, factor(through)] : values,
    }));
  });
}

/** ∂a/∂z, or nothing where z is a. @param {Unit[]} layer @param {Unit} out @param {Unit} unit @returns {Row | undefined} */
function slopeOf(layer, out, unit) {
  if (unit.z === unit.a) return undefined;
  const mixed = mixing[unit.activation];
  return mixed
    ? mixed.slope(
        layer.map((u) => u.a.id),
        out.unit,
        unit.unit,
      )
    : activations[unit.activation].slope(unit.z.id, unit.a.id);
}

/** The factors of each path from the loss to the output of a unit. @param {Network} network @param {Unit} out */
function beyond(network, out) {
  if (out.layer === network.layers.length - 1) {
    const y = targetsOf(network).map(({ id }) => id);
    const ids = unitsOf(network)[out.layer + 1].map((u) => u.a.id);
    const [slope] = losses[network.loss].slope(y, ids, out.unit);
    return [{ symbols: [derivative(out.a.letter)], values: [factor(slope)] }];
  }
  return parametersOf(network)
    .filter((p) => p.from?.a.id === out.a.id)
    .flatMap((p) =>
      waysFrom(network, p.to).map(({ symbols, values }) => ({
        symbols: [...symbols, derivative(out.a.letter, p.to.z.letter)],
        values: [...values, [ref(p.id)]],
      })),
    );
}
