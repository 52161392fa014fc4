/**
 * metrics.js: figures beyond loss and accuracy. The list of them is `kinds`; each is read from a tally, which sees the
 * outputs a and the targets y of every row once. A row is a sample, or a time step of one; each counts once, whatever
 * its sampleWeight, as in accuracy.
 */

import { ArgumentError } from "./errors.js";
import { checkOptions, reading, rules, shown } from "./options.js";

/**
 * @typedef {keyof typeof kinds} MetricType
 * @typedef {MetricType | { type: MetricType, name?: string, k?: number }} MetricSpec name: what the figure is called in the
 *   result, by default its type; k: of topKAccuracy, default 5
 *
 * @typedef {object} ByClass shares from 0 to 1. 0/0 counts as 0, as in scikit-learn
 * @property {number} macro the mean over perClass
 * @property {number[]} perClass a figure for each class; of one yes/no output for no and for yes; of several yes/no
 *   outputs for the yes of each
 *
 * @typedef {number[][] | number[][][]} ConfusionMatrix [true class][predicted class], counts of rows; of one yes/no output
 *   the classes are no and yes; of several, such a matrix for each output
 *
 * @typedef {object} MetricResults under the names asked for
 * @property {number} [topKAccuracy] share of rows whose class is among the k largest outputs; of equal outputs the first
 *   counts as larger
 * @property {ByClass} [precision] right among those predicted as the class: TP / (TP + FP)
 * @property {ByClass} [recall] right among those of the class: TP / (TP + FN)
 * @property {ByClass} [f1] 2 TP / (2 TP + FP + FN), the harmonic mean of the two
 * @property {ConfusionMatrix} [confusionMatrix]
 * @property {number} [meanSquaredError] mean of (a − y)² over rows and outputs
 * @property {number} [meanAbsoluteError] mean of |a − y|
 * @property {number} [r2] 1 − Σ(a − y)² / Σ(y − ȳ)², the mean over outputs. Where all targets of an output are equal: 1
 *   if all are met exactly, else 0 (scikit-learn's convention)
 *
 * @typedef {object} Question what the targets ask
 * @property {keyof import("./core.js").Enums["questions"]} kind
 * @property {number} width outputs in a row
 * @property {number} split what separates no and yes
 *
 * @typedef {object} Metric
 * @property {MetricType} type
 * @property {string} name
 * @property {number} k
 */

/** The place of the largest, the first of equals: as the core does it. @param {Float32Array} row */
function argMax(row) {
  let best = 0;
  for (let i = 1; i < row.length; i++) if (row[i] > row[best]) best = i;
  return best;
}

/** Right and wrong answers: a confusion matrix for each thing asked. */
class Answers {
  /** @type {number[][][]} [asked][true][predicted] */
  matrices;
  #question;

  /** @param {Question} question */
  constructor(question) {
    this.#question = question;
    const { kind, width } = question;
    const [asked, classes] = kind === "class" ? [1, width] : [width, 2];
    const zeros = () => Array.from({ length: classes }, () => Array(classes).fill(0));
    this.matrices = Array.from({ length: asked }, zeros);
  }

  /** @param {Float32Array} a a row of outputs @param {Float32Array} y */
  add(a, y) {
    const { kind, split } = this.#question;
    if (kind === "class") {
      this.matrices[0][argMax(y)][argMax(a)]++;
      return;
    }
    this.matrices.forEach((matrix, i) => {
      const isTrue = y[i] > split;
      // On the perceptron's line a sample is wrong whichever side it belongs to.
      const isYes = a[i] > split || (kind === "side" && a[i] === split && !isTrue);
      matrix[Number(isTrue)][Number(isYes)]++;
    });
  }

  /**
   * A figure of each class, and their mean.
   *
   * @param {(right: number, predicted: number, actual: number) => number} figure
   * @returns {ByClass}
   */
  byClass(figure) {
    const of = (/** @type {number[][]} */ matrix, /** @type {number} */ c) => {
      const predicted = matrix.reduce((sum, row) => sum + row[c], 0);
      const actual = matrix[c].reduce((sum, count) => sum + count, 0);
      return figure(matrix[c][c], predicted, actual) || 0; // 0/0 is 0
    };
    const [first, ...others] = this.matrices;
    const perClass =
      others.length > 0
        ? this.matrices.map((matrix) => of(matrix, 1))
        : first.map((_, c) => of(first, c));
    return { macro: perClass.reduce((sum, value) => sum + value, 0) / perClass.length, perClass };
  }
}

/** How many outputs are larger than that of the true class. */
class Ranks {
  #counts;
  #rows = 0;

  /** @param {Question} question */
  constructor({ width }) {
    this.#counts = Array(width).fill(0);
  }

  /** @param {Float32Array} a @param {Float32Array} y */
  add(a, y) {
    const truth = argMax(y);
    let rank = 0;
    for (let i = 0; i < a.length; i++)
      rank += Number(a[i] > a[truth] || (a[i] === a[truth] && i < truth));
    this.#counts[rank]++;
    this.#rows++;
  }

  /** @param {number} k */
  within(k) {
    return this.#counts.slice(0, k).reduce((sum, count) => sum + count, 0) / this.#rows;
  }
}

/** Differences of outputs and targets. */
class Differences {
  #rows = 0;
  /** Of each output. @type {Float64Array} */
  #squares;
  /** @type {Float64Array} */
  #absolutes;
  /** @type {Float64Array} */
  #means;
  /** @type {Float64Array} */
  #spreads;

  /** @param {Question} question */
  constructor({ width }) {
    const zeros = () => new Float64Array(width);
    this.#squares = zeros();
    this.#absolutes = zeros();
    this.#means = zeros();
    this.#spreads = zeros();
  }

  /** @param {Float32Array} a @param {Float32Array} y */
  add(a, y) {
    this.#rows++;
    for (let i = 0; i < y.length; i++) {
      const difference = a[i] - y[i];
      this.#squares[i] += difference * difference;
      this.#absolutes[i] += Math.abs(difference);
      // Welford: Σ(y − ȳ)² in one go, without the cancellation of Σy² − nȳ²
      const deviation = y[i] - this.#means[i];
      this.#means[i] += deviation / this.#rows;
      this.#spreads[i] += deviation * (y[i] - this.#means[i]);
    }
  }

  /** @param {Float64Array} sums one an output */
  #mean(sums) {
    return sums.reduce((sum, value) => sum + value, 0) / (sums.length * this.#rows);
  }

  get meanSquare() {
    return this.#mean(this.#squares);
  }

  get meanAbsolute() {
    return this.#mean(this.#absolutes);
  }

  get r2() {
    const shares = this.#squares.map((square, i) =>
      this.#spreads[i] > 0 ? 1 - square / this.#spreads[i] : Number(square === 0),
    );
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }
}

/** @type {Question["kind"][]} */
const answers = ["class", "yesNo", "side"];

/** Every metric: for which questions it has a meaning (left out: for all), what it is read from, and how. */
const kinds = {
  accuracy: {
    asks: answers,
    Tally: Answers,
    read: (
      /** @type {Answers} */ _,
      /** @type {Metric} */ __,
      /** @type {{ accuracy?: number }} */ { accuracy },
    ) => accuracy,
  },
  topKAccuracy: {
    asks: /** @type {Question["kind"][]} */ (["class"]),
    Tally: Ranks,
    read: (/** @type {Ranks} */ ranks, /** @type {Metric} */ { k }) => ranks.within(k),
  },
  precision: {
    asks: answers,
    Tally: Answers,
    read: (/** @type {Answers} */ all) => all.byClass((right, predicted) => right / predicted),
  },
  recall: {
    asks: answers,
    Tally: Answers,
    read: (/** @type {Answers} */ all) => all.byClass((right, _, actual) => right / actual),
  },
  f1: {
    asks: answers,
    Tally: Answers,
    read: (/** @type {Answers} */ all) =>
      all.byClass((right, predicted, actual) => (2 * right) / (predicted + actual)),
  },
  confusionMatrix: {
    asks: answers,
    Tally: Answers,
    read: (/** @type {Answers} */ { matrices }) => (matrices.length > 1 ? matrices : matrices[0]),
  },
  meanSquaredError: {
    Tally: Differences,
    read: (/** @type {Differences} */ all) => all.meanSquare,
  },
  meanAbsoluteError: {
    Tally: Differences,
    read: (/** @type {Differences} */ all) => all.meanAbsolute,
  },
  r2: { Tally: Differences, read: (/** @type {Differences} */ all) => all.r2 },
};

const known = { type: rules.text, name: rules.text, k: rules.positiveInteger };
const STANDARD_K = 5;
const taken = ["loss", "samples"];

/** @param {unknown} spec @returns {Metric} */
function metricFrom(spec) {
  const given = checkOptions(typeof spec === "string" ? { type: spec } : spec, "metrics", known);
  const { type, name = type, k } = /** @type {Partial<Metric>} */ (given);
  if (type === undefined || !Object.hasOwn(kinds, type)) {
    const message = `there is no metric ${shown(type)}; there are ${Object.keys(kinds).join(", ")}`;
    throw new ArgumentError(message, { details: { field: "metrics" } });
  }
  if (k !== undefined && type !== "topKAccuracy")
    throw new ArgumentError(`metrics: ${type} has no k; topKAccuracy has`, {
      details: { field: "k" },
    });
  return { type, name: /** @type {string} */ (name), k: k ?? STANDARD_K };
}

/**
 * @param {readonly MetricSpec[] | undefined} specs
 * @returns {Metric[]}
 */
export function metricsFrom(specs = []) {
  const metrics = reading("metrics", () => Array.from(specs, metricFrom));
  const names = new Set(taken);
  for (const { type, name } of metrics) {
    if (names.has(name)) {
      const message = `metrics: two figures would be called ${JSON.stringify(name)}; give one another name: { type: "${type}", name: "…" }`;
      throw new ArgumentError(message, { details: { field: "metrics", value: name } });
    }
    names.add(name);
  }
  return metrics;
}

/** @param {Metric} metric @param {Question} question */
function refuseMeaningless({ type, k }, { kind, width }) {
  const { asks } = /** @type {{ asks?: Question["kind"][] }} */ (kinds[type]);
  if (asks && !asks.includes(kind)) {
    const wanted = asks === answers ? "classes, or yes/no answers" : "one class of several";
    const message = `${type} has no meaning for these outputs and targets: it needs targets that name ${wanted}`;
    throw new ArgumentError(message, { details: { field: "metrics", value: type } });
  }
  if (type === "topKAccuracy" && k > width)
    throw new ArgumentError(
      `topKAccuracy: k is ${k}, but there are ${width} classes: give a smaller k`,
      {
        details: { field: "k", value: k, limit: width },
      },
    );
}

/** The tallies that some metrics need, one of each sort. */
export class Tallies {
  #metrics;
  #width;
  /** @type {Map<Function, Answers | Ranks | Differences>} */
  #tallies = new Map();

  /** @param {Metric[]} metrics @param {Question} question */
  constructor(metrics, question) {
    this.#metrics = metrics;
    this.#width = question.width;
    for (const metric of metrics) refuseMeaningless(metric, question);
    for (const Tally of new Set(metrics.map(({ type }) => kinds[type].Tally)))
      this.#tallies.set(Tally, new Tally(question));
  }

  /** @param {Float32Array} a [rows × width] @param {Float32Array} y likewise */
  add(a, y) {
    for (let at = 0; at < a.length; at += this.#width) {
      const [output, target] = [a, y].map((values) => values.subarray(at, at + this.#width));
      for (const tally of this.#tallies.values()) tally.add(output, target);
    }
  }

  /** @param {{ accuracy?: number }} result what the core says @returns {MetricResults} */
  read(result) {
    return Object.fromEntries(
      this.#metrics.map((metric) => {
        const { Tally, read } = kinds[metric.type];
        return [metric.name, read(/** @type {any} */ (this.#tallies.get(Tally)), metric, result)];
      }),
    );
  }
}
