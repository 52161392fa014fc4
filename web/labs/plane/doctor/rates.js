/** Learning rates that usually do for networks as small as this lab's, and those to try next. */

/** @type {Record<string, number>} */
const usual = { sgd: 0.1, adagrad: 0.1, rmsprop: 0.01, adam: 0.01, adamw: 0.01 };

/** Momentum μ adds up to 1/(1 − μ) steps in one. @param {{ type: string, momentum?: number }} optimizer */
export const usualRate = ({ type, momentum = 0 }) => usual[type] * (1 - momentum);

/** @param {number} rate */
const oneDigit = (rate) => Number(rate.toPrecision(1));

/** @param {number} rate @param {{ type: string, momentum?: number }} optimizer */
export const lowerRate = (rate, optimizer) =>
  oneDigit(Math.min(rate / 10, Math.max(usualRate(optimizer), rate / 1000)));

/** @param {number} rate @param {{ type: string, momentum?: number }} optimizer */
export const higherRate = (rate, optimizer) => oneDigit(Math.min(10 * rate, usualRate(optimizer)));
