/**
 * What is inside a step: the gradient, what the optimizer remembers (read from the core), what follows from that, and the
 * step itself (the core's: where the next point is). The corrected averages are the only thing worked out here, and only
 * to be shown.
 *
 * @typedef {import("./walk.js").Moment} Moment
 * @typedef {"gradient" | "memory" | "scale" | "step"} Sort  how it is drawn: an arrow downhill, an arrow of its own, an ellipse, the step
 * @typedef {{ id: QuantityId, symbol: string, values: number[], sort: Sort }} Quantity
 * @typedef {"gradient" | "decayed" | "velocity" | "ahead" | "mean" | "square" | "meanHat" | "squareHat" | "step"} QuantityId
 */
import { plain } from "../../ui/number.js";

/** Each of the settings, with the core's default where none was chosen. @param {import("../../state/choices.js").Choice} optimizer @param {readonly import("../../state/choices.js").Field[]} fields @returns {Record<string, any>} */
export const settingsOf = (optimizer, fields) => ({
  ...Object.fromEntries(fields.map((field) => [field.name, field.default])),
  ...optimizer,
});

/** @param {number[]} a @param {number[]} b @param {(a: number, b: number) => number} f */
const pairwise = (a, b, f) => a.map((v, i) => f(v, b[i]));

/**
 * The quantities of step t + 1, from `now` (after t steps) to `next`.
 * @param {Record<string, any>} settings @param {Moment} now @param {Moment} next @param {number} t @returns {Quantity[]}
 */
export function quantitiesOf(settings, now, next, t) {
  const { type, weightDecay = 0, beta1, beta2 } = settings;
  /** @type {Quantity[]} */
  const list = [{ id: "gradient", symbol: "g", values: now.g, sort: "gradient" }];
  const add = (
    /** @type {QuantityId} */ id,
    /** @type {string} */ symbol,
    /** @type {number[] | undefined} */ values,
    /** @type {Sort} */ sort,
  ) => void (values && list.push({ id, symbol, values, sort }));
  const { momentum, meanSquare, sumOfSquares, firstMoment, secondMoment } = next.state;
  const inGradient = weightDecay > 0 && type !== "adamw";
  const g = inGradient ? pairwise(now.g, now.w, (d, w) => d + weightDecay * w) : now.g;
  if (inGradient) add("decayed", "g + λw", g, "gradient");
  add("square", "s", meanSquare ?? sumOfSquares, "scale");
  add("velocity", "v", momentum, "memory");
  if (settings.nesterov && momentum)
    add(
      "ahead",
      "g + μv",
      pairwise(g, momentum, (d, v) => d + settings.momentum * v),
      "memory",
    );
  add("mean", "m", firstMoment, "memory");
  add("square", "v", secondMoment, "scale");
  const corrected = (/** @type {number[] | undefined} */ average, /** @type {number} */ beta) =>
    average?.map((value) => value / (1 - beta ** (t + 1)));
  add("meanHat", "m̂", corrected(firstMoment, beta1), "memory");
  add("squareHat", "v̂", corrected(secondMoment, beta2), "scale");
  add(
    "step",
    "Δw",
    pairwise(next.w, now.w, (a, b) => a - b),
    "step",
  );
  return list;
}

/** The symbol of a step, as the sum that it is. @param {Record<string, any>} settings */
export function stepFormula({ type, momentum, nesterov, weightDecay = 0 }) {
  const g = weightDecay > 0 && type !== "adamw" ? "(g + λw)" : "g";
  if (type === "adam") return "−η · m̂ / (√v̂ + ε)";
  if (type === "adamw") return "−ηλw − η · m̂ / (√v̂ + ε)";
  if (type === "adagrad") return "−η · g / (√s + ε)";
  if (type === "rmsprop") return momentum > 0 ? "−η · v" : "−η · g / (√s + ε)";
  if (!(momentum > 0)) return `−η · ${g}`;
  return nesterov ? "−η · (g + μv)" : "−η · v";
}

/** The same with the numbers put in, for one coordinate. @param {Record<string, any>} settings @param {readonly Quantity[]} quantities @param {Moment} now @param {number} k @param {(v: number) => string} print */
export function stepNumbers(settings, quantities, now, k, print) {
  const of = (/** @type {QuantityId} */ id) => quantities.find((q) => q.id === id)?.values[k] ?? 0;
  const signed = (/** @type {number} */ v) => (v < 0 ? `(${print(v)})` : print(v));
  const rate = plain(Number(now.rate.toPrecision(6))); // a schedule leaves many digits
  const { type, epsilon, weightDecay, momentum, nesterov } = settings;
  const divided = (/** @type {QuantityId} */ above, /** @type {QuantityId} */ below) =>
    `−${rate} · ${signed(of(above))} / (√${print(of(below))} + ${plain(epsilon)})`;
  if (type === "adam") return divided("meanHat", "squareHat");
  if (type === "adamw")
    return `−${rate} · ${plain(weightDecay)} · ${signed(now.w[k])} ${divided("meanHat", "squareHat").replace("−", "− ")}`;
  if (type === "adagrad" || (type === "rmsprop" && !(momentum > 0)))
    return divided("gradient", "square");
  const direction = quantities.some(({ id }) => id === "decayed") ? "decayed" : "gradient";
  if (!(momentum > 0)) return `−${rate} · ${signed(of(direction))}`;
  return `−${rate} · ${signed(of(nesterov ? "ahead" : "velocity"))}`;
}
