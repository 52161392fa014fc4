/** Numbers of this stage in print: three decimals, or the power of ten where they would say nothing. */

/** @param {number} value @param {number} [places] */
export function figure(value, places = 3) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const least = 10 ** -places;
  const text =
    size >= least
      ? size.toFixed(size >= 100 ? 1 : places)
      : size.toExponential(1).replace("e-", "e−");
  return value < 0 ? `−${text}` : text;
}

/** In a product or a sum a negative number stands in brackets. @param {number} value @param {number} [places] */
export const bracketed = (value, places) =>
  value < 0 ? `(${figure(value, places)})` : figure(value, places);
