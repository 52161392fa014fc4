/**
 * diagnosis.js: from a handful of errors to what is wrong and what to try, by the table of the courses (A. Ng, "Machine
 * learning yearning", 2018, chapters 20 to 43):
 *
 *   human level ─ bias ─ training ─ variance ─ held out ─ mismatch ─ validation ─ overfitting to it ─ test
 *
 * Each gap is the difference of its two ends.
 */

import { ArgumentError } from "./errors.js";
import { checkOptions, isNumber } from "./options.js";

/**
 * @typedef {object} Errors shares of wrong answers, 0 to 1
 * @property {number} [human] how often people, or the best that is known, are wrong; left out, 0 is taken for it
 * @property {number} train on the samples that were trained on
 * @property {number} [heldOut] on samples of the same sort as those, not trained on
 * @property {number} [validation] on the samples by which choices are made
 * @property {number} [test] on samples that were never looked at
 * @property {number} [tolerance] gaps up to this size are nothing to worry about; default 0.01
 *
 * @typedef {"good" | "bias" | "variance" | "biasAndVariance" | "mismatch" | "overfittingToValidation"} Verdict
 *
 * @typedef {object} Diagnosis gaps that cannot be known from the errors given are left out
 * @property {number} bias train − human: what a better fit could gain
 * @property {number} [variance] heldOut − train; without heldOut validation − train, without both test − train
 * @property {number} [mismatch] validation − heldOut: the validation samples are of another sort than those trained on;
 *   without heldOut test − validation
 * @property {number} [overfittingToValidation] test − validation, where heldOut is given too
 * @property {Verdict} verdict the largest gap, if it is above the tolerance; bias and variance, if they are the two largest
 *   and neither is twice the other
 * @property {{ en: string, zh: string }} message what that means and what to try
 */

const share = {
  must: "a share from 0 to 1",
  test: (/** @type {any} */ v) => isNumber(v) && v >= 0 && v <= 1,
};
const known = {
  human: share,
  train: share,
  heldOut: share,
  validation: share,
  test: share,
  tolerance: share,
};

/** What each verdict says, with the figures in their places, and what to try, one thing at a time. */
const advice = {
  good: {
    en: "No gap is larger than {tolerance}: the network fits, and holds on new samples. To get further, lower the human-level error that you compare with, or collect harder samples.",
    zh: "各项差距都不超过 {tolerance}：网络拟合良好，对新样本也有效。若要更进一步，请换用更低的人类水平误差作比较，或收集更难的样本。",
  },
  bias: {
    en: "High bias (underfitting): the training error {train} is {bias} above human level {human}. Try, one at a time: a larger network, longer training or a better optimizer, less regularisation, another architecture. More data will hardly help.",
    zh: "偏差大（欠拟合）：训练误差 {train} 比人类水平 {human} 高 {bias}。可逐一尝试：更大的网络、更长的训练或更好的优化器、减弱正则化、换一种结构。增加数据帮助不大。",
  },
  variance: {
    en: "High variance (overfitting): on samples not trained on the error is {variance} above the training error {train}. Try, one at a time: more data or data augmentation, dropout or weight decay, early stopping, a smaller network.",
    zh: "方差大（过拟合）：在未参与训练的样本上，误差比训练误差 {train} 高 {variance}。可逐一尝试：更多数据或数据增广、随机失活或权重衰减、早停、更小的网络。",
  },
  biasAndVariance: {
    en: "High bias and high variance: the training error {train} is {bias} above human level {human}, and on samples not trained on the error is another {variance} higher. First a network that fits the training set (larger, trained longer), then more data, augmentation or regularisation.",
    zh: "偏差与方差都大：训练误差 {train} 比人类水平 {human} 高 {bias}，在未参与训练的样本上又高 {variance}。先让网络拟合训练集（更大、训练更久），再增加数据、数据增广或正则化。",
  },
  mismatch: {
    en: "Data mismatch: from samples like those trained on to the others the error grows by {mismatch}. Look at what sets the others apart, and train on samples like them: collect some, or make them by augmentation.",
    zh: "数据不匹配：从与训练集同类的样本到其余样本，误差增加 {mismatch}。请查看后者有何不同，并用类似的样本训练：收集一些，或用数据增广合成。",
  },
  overfittingToValidation: {
    en: "Overfitting to the validation set: the test error is {overfittingToValidation} above the validation error {validation}. Too many choices were made by the same samples: take a larger or a fresh validation set.",
    zh: "对验证集过拟合：测试误差比验证误差 {validation} 高 {overfittingToValidation}。依据同一批样本作了太多选择：请换用更大或全新的验证集。",
  },
};

/** Differences of decimal shares are not exact: 0.08 − 0.07 is a little more than 0.01. */
const ROUNDING = 1e-9;

/** @param {Errors} errors */
function gapsOf({ human = 0, train, heldOut, validation, test }) {
  const gap = (/** @type {number | undefined} */ to, /** @type {number | undefined} */ from) =>
    to === undefined || from === undefined ? undefined : to - from;
  const isTold = heldOut !== undefined;
  const gaps = {
    bias: train - human,
    variance: gap(heldOut ?? validation ?? test, train),
    mismatch: isTold ? gap(validation ?? test, heldOut) : gap(test, validation),
    overfittingToValidation: isTold ? gap(test, validation) : undefined,
  };
  const left = Object.entries(gaps).filter(([, size]) => size !== undefined);
  return /** @type {{ bias: number } & Partial<typeof gaps>} */ (Object.fromEntries(left));
}

/**
 * @param {ReturnType<typeof gapsOf>} gaps
 * @param {number} tolerance
 * @returns {Verdict}
 */
function judge(gaps, tolerance) {
  const sorted = /** @type {[Verdict, number][]} */ (Object.entries(gaps)).sort(
    ([, a], [, b]) => b - a,
  );
  const [[largest, size], second] = sorted;
  if (size <= tolerance + ROUNDING) return "good";
  const areBoth = second && [largest, second[0]].sort().join() === "bias,variance";
  const isSecondLarge =
    areBoth && second[1] > tolerance + ROUNDING && 2 * second[1] > size + ROUNDING;
  return isSecondLarge ? "biasAndVariance" : largest;
}

/** 0.0312 → "3.1 %". @param {number} size */
const percent = (size) => `${(100 * size).toFixed(1)} %`;

/**
 * What is wrong with a network, from its errors: bias, variance, or data of another sort, and what to try.
 *
 *     diagnose({ human: 0.01, train: 0.08, validation: 0.1, test: 0.1 }).verdict   // "bias"
 *
 * @param {Errors} errors
 * @returns {Diagnosis}
 */
export function diagnose(errors) {
  const given = checkOptions(errors, "diagnose", known);
  if (given.train === undefined) {
    throw new ArgumentError("diagnose needs the training error: { train: 0.08, … }", {
      details: { field: "train" },
    });
  }
  const { human = 0, tolerance = 0.01 } = given;
  const gaps = gapsOf(given);
  const verdict = judge(gaps, tolerance);
  /** @type {Record<string, any>} */
  const figures = { ...given, ...gaps, human, tolerance };
  const filled = (/** @type {string} */ text) =>
    text.replace(/\{(\w+)\}/g, (_, name) => percent(figures[name]));
  const { en, zh } = advice[verdict];
  return { ...gaps, verdict, message: { en: filled(en), zh: filled(zh) } };
}
