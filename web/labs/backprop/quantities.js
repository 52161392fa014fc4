/**
 * Every quantity of one training step, in the order in which a person computes them, derived from the layers
 * of the spec: what it is called, how it follows from others, and where in the core's trace its value stands.
 *
 * @typedef {import("./expression.js").Row} Row
 * @typedef {{ w: number[], x: number[], y: number, lr: number, trace: any, after: number[] }} Iteration
 * @typedef {"given" | "forward" | "loss" | "backward" | "update"} Phase
 * @typedef {{ id: string, kind: string, phase: Phase, symbol: import("./expression.js").Symbol, forms: Row[],
 *             value(iteration: Iteration): number, weight?: number, parents: string[], children: string[] }} Quantity
 *   kind: the key of its explanation; forms: equal ways to write it, of which the last takes the values in;
 *   weight: the number of the weight that it belongs to
 */
import { joined, ref, refs } from "./expression.js";
import { unitsOf, weightsOf } from "./network.js";
import { activations, losses } from "./rules.js";

/** @typedef {import("./network.js").Unit} Unit */
/** @typedef {import("./network.js").Weight} Weight */
/** @typedef {Omit<Quantity, "parents" | "children" | "forms"> & { forms?: Row[] }} Entry */

/** @param {Unit} unit the id of ∂L/∂z, the unit's error δ; where z is a, of ∂L/∂a */
const errorOf = (unit) => `d.${unit.z.id}`;

/** ∂L/∂a · ∂a/∂b as symbols. @param {import("./expression.js").Letter} a @param {import("./expression.js").Letter} b @returns {Row} */
const chain = (a, b) => [{ symbol: { partial: a } }, " · ", { symbol: { of: a, partial: b } }];

/** @param {import("./network.js").Network} network a chain of dense layers @returns {Map<string, Quantity>} */
export function quantitiesOf(network) {
  const units = unitsOf(network);
  const weights = weightsOf(network);
  const computed = units.slice(1);
  const entries = [
    ...given(units[0], weights),
    ...computed.flatMap((layer) => forward(layer, weights)),
    ...loss(network.loss, computed.at(-1) ?? []),
    ...computed.reverse().flatMap((layer) => backward(layer, weights, network.loss)),
    ...update(weights),
  ];
  return linked(entries);
}

/** Parents are what a quantity is computed from, children what is computed from it. @param {Entry[]} entries */
function linked(entries) {
  /** @type {Map<string, Quantity>} */
  const table = new Map();
  for (const { forms = [], ...entry } of entries) {
    const parents = refs(forms.at(-1) ?? []);
    table.set(entry.id, { ...entry, forms, parents, children: [] });
    for (const parent of parents) table.get(parent)?.children.push(entry.id);
  }
  return table;
}

/** @param {Unit[]} inputs @param {Weight[]} weights @returns {Entry[]} */
const given = (inputs, weights) => [
  ...inputs.map(({ a, unit }) => entry("given", "input", a.id, a.letter, (it) => it.x[unit])),
  entry("given", "target", "y", { base: "y" }, (it) => it.y),
  ...weights.map((w) => ({
    ...entry("given", "weight", w.id, w.letter, (it) => it.w[w.number]),
    weight: w.number,
  })),
  entry("given", "rate", "lr", { base: "η" }, (it) => it.lr),
];

/**
 * @param {Phase} phase @param {string} kind @param {string} id @param {import("./expression.js").Symbol} symbol
 * @param {(iteration: Iteration) => number} value @param {Row[]} [forms] @returns {Entry}
 */
const entry = (phase, kind, id, symbol, value, forms) => ({
  phase,
  kind,
  id,
  symbol,
  value,
  forms,
});

/** All net inputs z = Σ w·a of the layer, then all outputs a = f(z). @param {Unit[]} layer @param {Weight[]} weights @returns {Entry[]} */
function forward(layer, weights) {
  const nets = layer.map((u) => {
    const terms = weights.filter((w) => w.to.a.id === u.a.id);
    const sum = joined(
      terms.map((w) => [ref(w.id), " · ", ref(w.from.a.id)]),
      " + ",
    );
    const kind = u.z === u.a ? "linear" : "net";
    return entry(
      "forward",
      kind,
      u.z.id,
      u.z.letter,
      ({ trace }) => trace.layers[u.layer].preactivation[u.unit],
      [sum],
    );
  });
  const outputs = layer
    .filter((u) => u.z !== u.a)
    .map((u) => {
      const forms = activations[u.activation].forward([ref(u.z.id)]);
      return entry(
        "forward",
        "activation",
        u.a.id,
        u.a.letter,
        ({ trace }) => trace.layers[u.layer].output[u.unit],
        forms,
      );
    });
  return [...nets, ...outputs];
}

/** @param {string} name @param {Unit[]} outputs @returns {Entry[]} */
const loss = (name, [output]) => [
  entry(
    "loss",
    "loss",
    "L",
    { base: "L" },
    ({ trace }) => trace.loss,
    losses[name].forward("y", output.a.id),
  ),
];

/** The layer's errors, the gradients of its weights, and what it hands to the layer before. @param {Unit[]} layer @param {Weight[]} weights @param {string} lossName @returns {Entry[]} */
function backward(layer, weights, lossName) {
  const into = weights.filter((w) => layer.some((u) => u.a.id === w.to.a.id));
  const isLast = !weights.some((w) => layer.some((u) => u.a.id === w.from.a.id));
  const slopes = layer.map((u) => {
    const forms = isLast ? losses[lossName].slope("y", u.a.id) : fromAbove(u, weights);
    const kind = isLast ? "lossSlope" : "outputSlope";
    return entry(
      "backward",
      kind,
      `d.${u.a.id}`,
      { partial: u.a.letter },
      ({ trace }) => trace.layers[u.layer].outputGradient[u.unit],
      forms,
    );
  });
  const errors = layer
    .filter((u) => u.z !== u.a)
    .map((u) => {
      const slope = activations[u.activation].slope(u.z.id, u.a.id);
      const forms = [chain(u.a.letter, u.z.letter), [ref(`d.${u.a.id}`), " · ", ...slope]];
      return entry(
        "backward",
        "error",
        errorOf(u),
        u.error,
        ({ trace }) => trace.layers[u.layer].delta[u.unit],
        forms,
      );
    });
  const gradients = into.map((w) => {
    const forms = [chain(w.to.z.letter, w.letter), [ref(errorOf(w.to)), " · ", ref(w.from.a.id)]];
    const value = (/** @type {Iteration} */ { trace }) =>
      trace.layers[w.to.layer].parameters.kernel.gradient[w.index];
    return {
      ...entry("backward", "gradient", `d.${w.id}`, { partial: w.letter }, value, forms),
      weight: w.number,
    };
  });
  return [...slopes, ...errors, ...gradients];
}

/** ∂L/∂a of a hidden unit: one product for each path that leaves it, and their sum. @param {Unit} unit @param {Weight[]} weights @returns {Row[]} */
function fromAbove(unit, weights) {
  const paths = weights.filter((w) => w.from.a.id === unit.a.id);
  return [
    joined(
      paths.map((w) => chain(w.to.z.letter, unit.a.letter)),
      " + ",
    ),
    joined(
      paths.map((w) => [ref(errorOf(w.to)), " · ", ref(w.id)]),
      " + ",
    ),
  ];
}

/** @param {Weight[]} weights @returns {Entry[]} */
const update = (weights) =>
  weights.map((w) => ({
    ...entry(
      "update",
      "update",
      `new.${w.id}`,
      { ...w.letter, prime: true },
      (it) => it.after[w.number],
      [[ref(w.id), " − ", ref("lr"), " · ", ref(`d.${w.id}`)]],
    ),
    weight: w.number,
  }));
