/**
 * The derivative of the loss by one parameter as differences of the loss give it, for large and small ε: a large ε
 * leaves out what bends in between (truncation), a small one leaves few digits of the loss that differ (rounding).
 */
import { computeByHand } from "../by-hand.js";

/** @typedef {import("../quantities.js").Quantity} Quantity */

/** ε = 10 to these powers. */
export const exponents = Array.from({ length: 25 }, (_, i) => i / 2 - 12);

/** @typedef {{ above: number, here: number, below: number }} Losses at w + ε, w and w − ε */
/**
 * Two quotients of differences; what they leave out falls with ε, and with ε².
 * @type {Record<"forward" | "central", (losses: Losses, epsilon: number) => number>}
 */
const differences = {
  forward: ({ above, here }, epsilon) => (above - here) / epsilon,
  central: ({ above, below }, epsilon) => (above - below) / (2 * epsilon),
};

/** What the loss is computed from, and it. @param {ReadonlyMap<string, Quantity>} table */
const onTheWay = (table) =>
  new Map([...table].filter(([, { phase }]) => ["given", "forward", "loss"].includes(phase)));

/**
 * |numeric − analytic| / (|numeric| + |analytic|), the denominator at least 1 % of the largest gradient: a gradient
 * that is next to nothing beside the others cannot be told from rounding.
 * @param {number} analytic @param {number} numeric @param {number} largest
 */
export function relativeError(analytic, numeric, largest) {
  const size = Math.max(Math.abs(analytic) + Math.abs(numeric), 0.01 * largest);
  return size === 0 ? 0 : Math.abs(numeric - analytic) / size;
}

/**
 * The gradients of the parameters with these ids, each beside the differences for one ε, in double precision.
 * @param {ReadonlyMap<string, Quantity>} table
 * @param {ReadonlyMap<string, number>} values of all quantities @param {readonly string[]} ids
 */
export function comparing(table, values, ids) {
  const forward = onTheWay(table);
  const valueOf = (/** @type {string} */ id) => values.get(id) ?? NaN;
  const largest = Math.max(0, ...ids.map((id) => Math.abs(valueOf(`d.${id}`))));
  /** L with another value of one parameter. @param {string} id @param {number} w @returns {number} */
  const lossWith = (id, w) =>
    computeByHand(forward, (q) => (q.id === id ? w : valueOf(q.id))).get("L") ?? NaN;

  return (/** @type {string} */ id, /** @type {number} */ epsilon) => {
    const w = valueOf(id);
    const analytic = valueOf(`d.${id}`);
    const losses = {
      above: lossWith(id, w + epsilon),
      here: valueOf("L"),
      below: lossWith(id, w - epsilon),
    };
    const by = (/** @type {keyof typeof differences} */ kind) => {
      const numeric = differences[kind](losses, epsilon);
      return { numeric, error: relativeError(analytic, numeric, largest) };
    };
    return { analytic, losses, forward: by("forward"), central: by("central") };
  };
}

/** How many characters two numbers, as printed, begin with in common. @param {string} a @param {string} b */
export function commonStart(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
