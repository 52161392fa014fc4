/** Numbers as the page prints them: a true minus, a fixed count of decimals, tabular figures by CSS. */

/**
 * Of a large number fewer decimals, of a very large one the power of ten, so that a column stays a column.
 * @param {number} value @param {number} places decimals
 */
export function fixed(value, places) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const excess = Math.max(0, Math.floor(Math.log10(size || 1)) - 2);
  const text =
    size >= 1e6
      ? size.toExponential(Math.min(places, 3)).replace("e+", "e")
      : size.toFixed(Math.max(0, places - excess));
  // What rounds to zero has no sign.
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A number that a person typed, as short as it is. @param {number} value */
export const plain = (value) => String(Number(value.toPrecision(7))).replace("-", "−");

/** @param {number} fraction of one @param {number} [places] */
export const percent = (fraction, places = 1) => `${(100 * fraction).toFixed(places)}%`;

/**
 * So many digits as tell something, whatever the size: 0.012340, 523.81, 3.1416e−7.
 * @param {number} value @param {number} [digits]
 */
export function significant(value, digits = 5) {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value)) return fixed(value, 0);
  const isPlain = size >= 1e-3 && size < 1e6;
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const text = isPlain ? value.toFixed(decimals) : value.toExponential(digits - 1);
  return text.replace("e+", "e").replace(/-/g, "−");
}

/** The shortest text that the core reads as the same 32-bit number: 2.3, where a double says 2.299999952316284. @param {number} value */
export function shortest(value) {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** A count, its thousands set apart as both languages do it (Intl costs ten milliseconds at first). @param {number} count */
export const whole = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** A whole number as a superscript. @param {number | string} number */
export const raised = (number) =>
  String(number).replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]));

/** Its digits as a subscript. @param {number | string} number */
export const lowered = (number) => String(number).replace(/\d/g, (d) => "₀₁₂₃₄₅₆₇₈₉"[Number(d)]);

/** 10 to a power as one writes it, 10⁻³, or where the power is no whole number 3.2 × 10⁻⁴. @param {number} power */
export function powerOfTen(power) {
  const whole = Math.floor(power);
  const times = whole === power ? "" : `${(10 ** (power - whole)).toFixed(1)} × `;
  return `${times}10${raised(whole)}`;
}
