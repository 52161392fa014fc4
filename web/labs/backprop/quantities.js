/**
 * Every quantity of one training step, in the order in which a person computes them, derived from the network:
 * what it is called, how it follows from others, and where in the core's trace its value stands.
 *
 * @typedef {import("./expression.js").Row} Row
 * @typedef {{ w: number[], b: number[], x: readonly number[], y: readonly number[], lr: number, trace: any,
 *             after: { w: number[], b: number[] } }} Iteration
 * @typedef {"given" | "forward" | "loss" | "backward" | "update"} Phase
 * @typedef {{ id: string, kind: string, phase: Phase, symbol: import("./expression.js").Symbol, forms: Row[],
 *             value(iteration: Iteration): number, parameter?: string, parents: string[], children: string[] }} Quantity
 *   kind: the key of its explanation; forms: equal ways to write it, of which the last takes the values in;
 *   parameter: the id of the weight or bias that it belongs to
 */
import { joined, ref, refs } from "./expression.js";
import { parametersOf, targetsOf, unitsOf } from "./network.js";
import { activations, fusedLoss, losses, mixing } from "./rules.js";

/** @typedef {import("./network.js").Unit} Unit */
/** @typedef {import("./network.js").Parameter} Parameter */
/** @typedef {import("./network.js").Network} Network */
/** @typedef {Omit<Quantity, "parents" | "children" | "forms"> & { forms?: Row[] }} Entry */
/**
 * What all the parts below look things up in.
 * @typedef {{ network: Network, units: Unit[][], parameters: Parameter[], targets: import("./network.js").Named[] }} Plan
 */

/** @param {Network} network @returns {Map<string, Quantity>} in the order of computation, each after its parents */
export function quantitiesOf(network) {
  const units = unitsOf(network);
  const parameters = parametersOf(network);
  const plan = { network, units, parameters, targets: targetsOf(network) };
  const computed = units.slice(1);
  return linked([
    ...given(plan),
    ...computed.flatMap((layer) => forward(layer, plan)),
    ...loss(plan),
    ...computed.reverse().flatMap((layer) => backward(layer, plan)),
    ...update(parameters.filter((p) => p.learned)),
  ]);
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

/**
 * @param {Phase} phase @param {string} kind @param {import("./network.js").Named | { id: string, letter: import("./expression.js").Symbol }} named
 * @param {(iteration: Iteration) => number} value @param {Row[]} [forms] @param {string} [parameter] @returns {Entry}
 */
const entry = (phase, kind, { id, letter }, value, forms, parameter) => ({
  phase,
  kind,
  id,
  symbol: letter,
  value,
  forms,
  parameter,
});

/** @param {Plan} plan @returns {Entry[]} */
const given = ({ units, targets, parameters }) => [
  ...units[0].map(({ a, unit }) => entry("given", "input", a, (it) => it.x[unit])),
  ...targets.map((y, unit) => entry("given", "target", y, (it) => it.y[unit])),
  ...parameters.map((p) => {
    const value = (/** @type {Iteration} */ it) => (p.kind === "weight" ? it.w : it.b)[p.number];
    return entry("given", p.kind, p, value, undefined, p.id);
  }),
  entry("given", "rate", { id: "lr", letter: { base: "η" } }, (it) => it.lr),
];

/** All net inputs z = Σ w·a + b of the layer, then all outputs a = f(z). @param {Unit[]} layer @param {Plan} plan @returns {Entry[]} */
function forward(layer, { parameters }) {
  const nets = layer.map((u) => {
    const into = parameters.filter((p) => p.to.a.id === u.a.id);
    const terms = into.map((p) => (p.from ? [ref(p.id), " · ", ref(p.from.a.id)] : [ref(p.id)]));
    const kind = u.z === u.a ? "linear" : "net";
    const value = (/** @type {Iteration} */ { trace }) =>
      trace.layers[u.layer].preactivation[u.unit];
    return entry("forward", kind, u.z, value, [joined(terms, " + ")]);
  });
  const outputs = layer
    .filter((u) => u.z !== u.a)
    .map((u) => {
      const mixed = mixing[u.activation];
      const forms = mixed
        ? mixed.forward(idsOf(layer, "z"), u.unit)
        : activations[u.activation].forward(u.z.id);
      const value = (/** @type {Iteration} */ { trace }) => trace.layers[u.layer].output[u.unit];
      return entry("forward", "activation", u.a, value, forms);
    });
  return [...nets, ...outputs];
}

/** @param {Unit[]} layer @param {"a" | "z"} which */
const idsOf = (layer, which) => layer.map((u) => u[which].id);

/** @param {Plan} plan @returns {Entry[]} */
function loss({ network, units, targets }) {
  const which = fusedLoss(network)?.of === "scores" ? "z" : "a";
  const forms = losses[network.loss].forward(
    targets.map(({ id }) => id),
    idsOf(units[units.length - 1], which),
  );
  return [entry("loss", "loss", { id: "L", letter: { base: "L" } }, (it) => it.trace.loss, forms)];
}

/** The id of ∂L/∂z, the unit's error δ; where z is a, of ∂L/∂a. @param {Unit} unit */
const errorOf = (unit) => `d.${unit.z.id}`;

/** The layer's errors, the gradients of its parameters, and what it hands to the layer before. @param {Unit[]} layer @param {Plan} plan @returns {Entry[]} */
function backward(layer, plan) {
  const into = plan.parameters.filter((p) => p.learned && p.to.layer === layer[0].layer);
  return [...slopes(layer, plan), ...errors(layer, plan), ...into.map(gradient)];
}

/** @param {Unit[]} layer @param {Plan} plan */
const isLast = (layer, { network }) => layer[0].layer === network.layers.length - 1;

/** ∂L/∂a: of the outputs by the loss, of hidden units by all the units that they lead to. @param {Unit[]} layer @param {Plan} plan @returns {Entry[]} */
function slopes(layer, plan) {
  const { network, targets } = plan;
  const last = isLast(layer, plan);
  if (last && fusedLoss(network)?.of === "scores") return []; // L is no function of these outputs
  const y = targets.map(({ id }) => id);
  return layer.map((u) => {
    const forms = last
      ? losses[network.loss].slope(y, idsOf(layer, "a"), u.unit)
      : fromAbove(u, plan);
    const named = /** @type {const} */ ({ id: `d.${u.a.id}`, letter: { partial: u.a.letter } });
    const value = (/** @type {Iteration} */ { trace }) =>
      trace.layers[u.layer].outputGradient[u.unit];
    return entry("backward", last ? "lossSlope" : "outputSlope", named, value, forms);
  });
}

/** ∂L/∂a of a hidden unit: one product for each path that leaves it, and their sum. @param {Unit} unit @param {Plan} plan @returns {Row[]} */
function fromAbove(unit, { parameters }) {
  const paths = parameters.filter((p) => p.from?.a.id === unit.a.id);
  return [
    joined(
      paths.map((p) => chain(p.to.z.letter, unit.a.letter)),
      " + ",
    ),
    joined(
      paths.map((p) => [ref(errorOf(p.to)), " · ", ref(p.id)]),
      " + ",
    ),
  ];
}

/** ∂L/∂a · ∂a/∂b as symbols. @param {import("./expression.js").Letter} a @param {import("./expression.js").Letter} b @returns {Row} */
const chain = (a, b) => [{ symbol: { partial: a } }, " · ", { symbol: { of: a, partial: b } }];

/** δ = ∂L/∂z of the units whose z is not their a. @param {Unit[]} layer @param {Plan} plan @returns {Entry[]} */
function errors(layer, plan) {
  const { network, targets } = plan;
  const fused = isLast(layer, plan) ? fusedLoss(network) : undefined;
  const y = targets.map(({ id }) => id);
  return layer
    .filter((u) => u.z !== u.a)
    .map((u) => {
      const byScore = fused?.of === "scores";
      const forms = [
        ...(byScore ? [] : throughActivation(layer, u, !fused)),
        ...(fused?.error(y, idsOf(layer, byScore ? "z" : "a"), u.unit) ?? []),
      ];
      const value = (/** @type {Iteration} */ { trace }) => trace.layers[u.layer].delta[u.unit];
      const kind = fused ? `error.${fused.of}` : `error${u.activation in mixing ? ".mixed" : ""}`;
      return entry("backward", kind, { id: errorOf(u), letter: u.error }, value, forms);
    });
}

/**
 * ∂L/∂z through f: one product, or where each output depends on all net inputs, one for each output.
 * @param {Unit[]} layer @param {Unit} u @param {boolean} withValues @returns {Row[]}
 */
function throughActivation(layer, u, withValues) {
  const mixed = mixing[u.activation];
  const outputs = mixed ? layer : [u];
  /** @param {Unit} out @returns {Row} */
  const slope = (out) =>
    mixed
      ? mixed.slope(idsOf(layer, "a"), out.unit, u.unit)
      : activations[u.activation].slope(u.z.id, u.a.id);
  const symbols = joined(
    outputs.map((out) => chain(out.a.letter, u.z.letter)),
    " + ",
  );
  const values = joined(
    outputs.map((out) => [ref(`d.${out.a.id}`), " · ", ...slope(out)]),
    " + ",
  );
  return withValues || !mixed ? [symbols, values] : [symbols];
}

/** ∂L/∂w = δ·a, ∂L/∂b = δ. @param {Parameter} p @returns {Entry} */
function gradient(p) {
  const name = p.kind === "weight" ? "kernel" : "bias";
  const value = (/** @type {Iteration} */ { trace }) =>
    trace.layers[p.to.layer].parameters[name].gradient[p.index];
  const forms = [
    chain(p.to.z.letter, p.letter),
    [ref(errorOf(p.to)), ...(p.from ? [" · ", ref(p.from.a.id)] : [])],
  ];
  const named = { id: `d.${p.id}`, letter: { partial: p.letter } };
  const kind = p.kind === "weight" ? "gradient" : "biasGradient";
  return entry("backward", kind, named, value, forms, p.id);
}

/** @param {Parameter[]} parameters those that are learned @returns {Entry[]} */
const update = (parameters) =>
  parameters.map((p) => {
    const named = { id: `new.${p.id}`, letter: { ...p.letter, prime: true } };
    const value = (/** @type {Iteration} */ { after }) =>
      (p.kind === "weight" ? after.w : after.b)[p.number];
    const forms = [[ref(p.id), " − ", ref("lr"), " · ", ref(`d.${p.id}`)]];
    return entry("update", "update", named, value, forms, p.id);
  });
