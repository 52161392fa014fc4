/** An exercise from a seed: numbers of one decimal for the network at hand, with sums that a person can reckon with. */
import { randomStream } from "../../../../state/random.js";
import { computeByHand } from "../../by-hand.js";
import { countsOf } from "../../network.js";
import { quantitiesOf } from "../../quantities.js";

/** @typedef {import("../../network.js").Network} Network */
/** @typedef {import("../../given.js").Numbers} Numbers */

const tries = 200;

/** Targets that the loss takes: probabilities, ±1, or any. @param {Network} network @param {import("../../../../state/random.js").RandomStream} random */
function targets({ loss, layers }, { integer }) {
  const { units, activation } = layers[layers.length - 1];
  const chosen = integer(units);
  const isYes = (/** @type {number} */ at) =>
    at === chosen && (units > 1 || loss === "categoricalCrossentropy" || integer(2) === 1);
  return Array.from({ length: units }, (_, at) => {
    if (loss === "perceptron") return isYes(at) ? 1 : -1;
    if (loss.endsWith("SquaredError") && activation === "linear") return integer(4) + 1;
    return isYes(at) ? 1 : 0;
  });
}

/** @param {Network} network @param {import("../../../../state/random.js").RandomStream} random @returns {Numbers} */
function draw(network, random) {
  const { integer, chance } = random;
  const signed = (/** @type {number} */ value) => (chance(0.5) ? value : -value);
  /** @param {number} count @param {() => number} one */
  const list = (count, one) => Array.from({ length: count }, one);
  const tenth = () => signed((integer(9) + 1) / 10);
  const { w, b } = countsOf(network);
  return {
    x: list(network.inputs, () => signed((integer(4) + 1) / 2)),
    y: targets(network, random),
    w: list(w, tenth),
    b: list(b, tenth),
    lr: [0.1, 0.2, 0.5][integer(3)],
  };
}

/** No net input where a curve is flat or has its corner, and something to learn. @param {ReadonlyMap<string, import("../../quantities.js").Quantity>} table @param {Numbers} numbers */
function isPleasant(table, numbers) {
  const values = computeByHand(table, (q) => q.value(/** @type {any} */ (numbers)));
  return [...table.values()].every(({ id, kind }) => {
    const size = Math.abs(values.get(id) ?? NaN);
    if (kind === "net" || kind === "linear") return size >= 0.05 && size <= 4;
    return kind !== "loss" || size >= 0.01;
  });
}

/** @param {Network} network @param {number} seed @returns {Numbers} the same each time */
export function exercise(network, seed) {
  const random = randomStream(seed, 7);
  const table = quantitiesOf(network);
  let numbers = draw(network, random);
  for (let i = 1; i < tries && !isPleasant(table, numbers); i++) numbers = draw(network, random);
  return numbers;
}

/** How far an exercise goes. */
export const levels = /** @type {const} */ (["forward", "errors", "gradients", "update"]);

/** The quantities that are asked for. @param {ReadonlyMap<string, import("../../quantities.js").Quantity>} table @param {typeof levels[number]} level */
export function askedFor(table, level) {
  const reach = levels.indexOf(level);
  return [...table.values()].filter(({ phase, kind }) => {
    if (phase === "backward") return reach >= (/[gG]radient$/.test(kind) ? 2 : 1);
    return phase === "forward" || phase === "loss" || (phase === "update" && reach === 3);
  });
}
