/** A figure as a person writes it down: its digits say how exactly it is meant. */
import { parseNumber, plainNumber } from "../../../../ui/parse.js";

/** @typedef {{ value: number, decimals: number, digits: number }} Figure  digits: those that are significant */

const pattern = /^[+-]?(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** @param {string} text @returns {Figure | undefined} nothing where it is no number */
export function readFigure(text) {
  const plain = plainNumber(text);
  const value = parseNumber(text);
  const parts = plain.match(pattern);
  if (!parts || !Number.isFinite(value)) return undefined;
  const [, whole, fraction, exponent = "0"] = parts;
  return {
    value,
    decimals: fraction.length - Number(exponent),
    digits: (whole + fraction).replace(/^0+/, "").length,
  };
}

/** One unit in the last place that was written. @param {Figure} figure */
const unit = ({ decimals }) => 10 ** -decimals;

/**
 * Whether the value rounds to the figure; half a unit may go either way, and what double precision loses is forgiven.
 * @param {Figure} figure @param {number} value @param {number} [units] how far off in the last place
 */
export const rounds = (figure, value, units = 0.5) =>
  Math.abs(value - figure.value) <= units * unit(figure) * (1 + 1e-9) + 1e-12 * Math.abs(value);
