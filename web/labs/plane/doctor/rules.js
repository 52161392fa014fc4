/**
 * What can be wrong with a training, the most urgent first. Each rule gives the figures of its sentence (zh.js, en.js) if it
 * applies. What is advised are controls of this lab.
 *
 * @typedef {import("./diagnose.js").Facts & { course: import("./course.js").Course, gap: ReturnType<typeof import("./course.js").gapOf> }} Case
 * @typedef {Record<string, string>} Values
 * @typedef {(found: Case) => Values | undefined | false} Rule
 */
import { fixed, percent, significant } from "../../../ui/number.js";
import { higherRate, lowerRate, usualRate } from "./rates.js";

const short = (/** @type {number} */ v) => String(Number(v.toPrecision(3))).replace("-", "−");

/** @param {import("./course.js").Course} course */
const printFit = ({ fit, isShare }) => (isShare ? percent(fit) : `R² = ${fixed(fit, 2)}`);

/** Good enough that nothing need be done about it. */
const GOOD = 0.9;
const isUnfit = (/** @type {Case} */ { course }) => course.fit < GOOD;
const isStanding = (/** @type {Case} */ { course }) => course.moments >= 20 && course.fall < 0.02;
const isStuck = (/** @type {Case} */ found) => isUnfit(found) && isStanding(found);
/** Up and down, so much that the curve shows it. */
const isRough = (/** @type {Case} */ { course }) => {
  const { moments, rises, swing, fit, loss, scale } = course;
  const isSeen = swing > 0.1 && swing * loss > 0.01 * scale;
  return moments >= 10 && rises > 0.3 && isSeen && fit < 0.98;
};

const hidden = (/** @type {Case} */ { layers }) => layers.filter(({ isOutput }) => !isOutput);

/** @param {Case} found @param {import("./examine.js").LayerHealth} layer */
const numberOf = ({ layers }, layer) => String(layers.indexOf(layer) + 1);

/** @param {Case} found */
const rates = ({ rate, spec }) => ({
  rate: short(rate),
  lower: short(lowerRate(rate, spec.optimizer)),
  higher: short(higherRate(rate, spec.optimizer)),
});

/** The root mean square of each column. @param {Float32Array} x [samples × columns] @param {number} columns */
function sizesOf(x, columns) {
  const squares = new Array(columns).fill(0);
  x.forEach((v, i) => (squares[i % columns] += v * v));
  return squares.map((sum) => Math.sqrt((sum * columns) / x.length));
}

/**
 * The hidden layer of these activations with the largest share of something.
 * @param {Case} found @param {readonly string[]} activations @param {"dead" | "saturated"} what
 */
function worst(found, activations, what) {
  const layers = hidden(found).filter(({ activation }) => activations.includes(activation));
  const share = Math.max(0, ...layers.map((layer) => layer[what] ?? 0));
  const layer = layers.find((one) => one[what] === share);
  return {
    share,
    values: layer && {
      layer: numberOf(found, layer),
      share: percent(share, 0),
      activation: layer.activation,
    },
  };
}

/** Nothing can be learned, or the little that is learned is lost. @type {Record<string, Rule>} */
export const faults = {
  notFinite: (found) =>
    (found.failure === "numeric" || !Number.isFinite(found.course.loss)) && rates(found),

  // Units that start alike get the same gradient, and stay alike.
  symmetric: (found) => {
    const layer = hidden(found).find(({ isUniform }) => isUniform);
    return layer && { layer: numberOf(found, layer), units: String(layer.units) };
  },

  diverging: (found) => {
    const { first, loss, best, moments } = found.course;
    const hasRisen = moments >= 3 && loss > 1.5 * first && loss > 2 * best;
    return (
      hasRisen && { ...rates(found), first: significant(first, 3), loss: significant(loss, 3) }
    );
  },

  // The usual beginnings of the weights suppose inputs of about 1.
  unscaled: (found) => {
    const largest = Math.max(...sizesOf(found.x, found.spec.input[0]));
    return largest > 5 && isUnfit(found) && { largest: short(largest) };
  },

  dead: (found) => {
    const { share, values } = worst(found, ["relu"], "dead");
    return share >= (isUnfit(found) ? 0.25 : 0.6) && values;
  },

  saturated: (found) => {
    const { share, values } = worst(found, ["sigmoid", "tanh"], "saturated");
    return share > 0.8 && isUnfit(found) && values;
  },

  oscillating: (found) =>
    isRough(found) &&
    found.rate > usualRate(found.spec.optimizer) && {
      ...rates(found),
      swing: percent(found.course.swing, 0),
    },

  vanishing: (found) => {
    const [first, last] = [found.layers[0], found.layers[found.layers.length - 1]];
    const ratio = first.gradient / last.gradient;
    const isSmall = found.layers.length >= 3 && ratio < 0.05;
    return (
      isSmall && isUnfit(found) && { layer: numberOf(found, first), ratio: significant(ratio, 2) }
    );
  },
};

/** It learns, but not enough. @type {Record<string, Rule>} */
export const misfits = {
  regularised: (found) => {
    const { layers } = found.spec;
    const { l1 = 0, l2 = 0 } = layers[0].kernelRegularizer ?? {};
    const dropout = Math.max(
      0,
      ...layers.map(({ type, rate = 0 }) => (type === "dropout" ? rate : 0)),
    );
    const isStrong = l1 >= 0.01 || l2 >= 0.01 || dropout >= 0.4;
    return isStuck(found) && isStrong && { l1: short(l1), l2: short(l2), dropout: short(dropout) };
  },

  slow: (found) => {
    const { moments, rises, fall } = found.course;
    const isSteady = moments >= 10 && rises < 0.2 && fall > 0;
    return (
      isSteady &&
      isUnfit(found) &&
      found.rate <= usualRate(found.spec.optimizer) / 10 &&
      rates(found)
    );
  },

  overlapping: (found) => {
    const { noise, course } = found;
    // Of a quantity the noise is a standard deviation, and its square the least error that is not learned by heart.
    const isLeft = course.isShare
      ? noise >= 0.3 && course.fit > 0.7
      : course.error < 1.5 * noise ** 2;
    return isStuck(found) && isLeft && { noise: short(noise), fit: printFit(course) };
  },

  noBias: (found) => isStuck(found) && !found.layers[0].hasBias && {},

  linear: (found) => {
    const isLinear = hidden(found).every(({ activation }) => activation === "linear");
    return isStuck(found) && isLinear && { fit: printFit(found.course) };
  },

  noisyBatch: (found) =>
    isRough(found) &&
    found.batchSize < 8 && {
      batch: String(found.batchSize),
      swing: percent(found.course.swing, 0),
    },

  underfitting: (found) => {
    const units = hidden(found).map((layer) => layer.units);
    return isStuck(found) && { fit: printFit(found.course), units: units.join("-") };
  },
};

/** What it learns does not hold on other samples. @type {Record<string, Rule>} */
export const overfits = {
  overfitting: ({ gap, course }) =>
    gap &&
    course.moments >= 20 &&
    gap.ratio > 1.5 &&
    gap.excess > 0.05 * course.scale &&
    (gap.turned > 1.15 || gap.gap > 0.1) && {
      ratio: significant(gap.ratio, 2),
      turned: significant(gap.turned, 2),
    },
};

/** Nothing is wrong. @type {Record<string, Rule>} */
export const states = {
  untrained: ({ course }) => course.moments < 10 && {},
  learning: (found) => !isStanding(found) && isUnfit(found) && { fit: printFit(found.course) },
  well: ({ course }) => ({ fit: printFit(course) }),
};
