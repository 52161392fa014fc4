/** metrics.js: precision, recall, F1 and confusion matrices, or errors of numbers, as tables a person reads. */

import * as figures from "./figures.js";
import { table } from "./table.js";

/**
 * @typedef {import("../index.js").Evaluation} Evaluation
 * @typedef {import("../index.js").MetricSpec[]} Metrics
 */

/** What is asked of a model that classifies, and of one that does not. */
const ofAnswers = /** @type {Metrics} */ (["precision", "recall", "f1", "confusionMatrix"]);
const ofValues = /** @type {Metrics} */ (["meanSquaredError", "meanAbsoluteError", "r2"]);

/** @param {{ accuracy?: number }} result */
export const metricsFor = ({ accuracy }) => (accuracy === undefined ? ofValues : ofAnswers);

/**
 * @param {Evaluation} evaluation with what metricsFor() asks for
 * @param {readonly string[]} [names] of the classes
 */
export function describe({ precision, recall, f1, confusionMatrix, ...values }, names) {
  if (!precision || !recall || !f1 || !confusionMatrix) {
    const { meanSquaredError: square = NaN, meanAbsoluteError: absolute = NaN, r2 = NaN } = values;
    return table([
      ["mean squared error", figures.loss(square)],
      ["mean absolute error", figures.loss(absolute)],
      ["R²", r2.toFixed(4)],
    ]);
  }
  const name = (/** @type {number} */ c) => names?.[c] ?? c;
  const all = [precision, recall, f1];
  const rows = precision.perClass.map((_, c) => [
    name(c),
    ...all.map(({ perClass }) => figures.percent(perClass[c])),
  ]);
  const means = ["mean", ...all.map(({ macro }) => figures.percent(macro))];
  const byClass = table([["class", "precision", "recall", "F1"], ...rows, means]);
  const matrices = /** @type {number[][][]} */ (
    Array.isArray(confusionMatrix[0][0]) ? confusionMatrix : [confusionMatrix]
  );
  // Of several yes/no outputs each has a matrix of its own, of no and yes.
  const isOne = matrices.length === 1;
  const confusions = matrices.map((matrix, i) => {
    const label = (/** @type {number} */ c) => (isOne ? name(c) : ["no", "yes"][c]);
    const title = isOne ? "true \\ predicted" : `${name(i)}: true \\ predicted`;
    return table([
      [title, ...matrix.map((_, c) => label(c))],
      ...matrix.map((row, c) => [label(c), ...row]),
    ]);
  });
  return [byClass, ...confusions].join("\n\n");
}
