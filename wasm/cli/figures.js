/** figures.js: numbers as a person reads them. */

/** @param {number} value */
export const count = (value) => Math.round(value).toLocaleString("en");

/** @param {number} share */
export const percent = (share) => `${(100 * share).toFixed(2)} %`;

/** @param {number} value */
export const loss = (value) =>
  Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4 ? value.toFixed(4) : value.toExponential(2);

/** @param {number} seconds */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** What evaluate() and an epoch have. @param {{ loss: number, accuracy?: number }} result @param {string} [name] */
export const result = ({ loss: value, accuracy }, name = "") =>
  `${name}loss ${loss(value)}${accuracy === undefined ? "" : `  ${name}accuracy ${percent(accuracy)}`}`;
