/** numbers.js: comparing tensors, and seeded numbers to feed them with. */

const norm = (values) => Math.hypot(...values);
const largest = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * How far `actual` is from `expected`, relative to the size of `expected`: the larger of ‖a − b‖/‖b‖ and
 * max|a − b|/max|b|. NaN anywhere, or another length, is infinitely far; two zero tensors are equal.
 */
export function distance(actual, expected) {
  if (actual.length !== expected.length) return Infinity;
  const difference = Array.from(expected, (value, i) => actual[i] - value);
  if (difference.every((d) => d === 0)) return 0;
  if (!difference.every(Number.isFinite)) return Infinity;
  return Math.max(norm(difference) / norm(expected), largest(difference) / largest(expected));
}

/** Adds a line to `misses` for a tensor that is farther than `tolerance`. */
export function compare(misses, what, actual, expected, tolerance) {
  const far = distance(actual, expected);
  if (far <= tolerance) return;
  const show = (values) => Array.from(values).slice(0, 4).join(", ");
  misses.push(`${what}: off by ${far}; [${show(actual)}, …] should be [${show(expected)}, …]`);
}

/**
 * Whether `actual` rounds to `figure` as it is printed: within half a unit of its last decimal, and what float32
 * may add to that.
 */
export function isFigure(actual, figure) {
  const decimals = figure.includes(".") ? figure.length - figure.indexOf(".") - 1 : 0;
  return (
    Math.abs(actual - Number(figure)) <= 0.5 * 10 ** -decimals + 4e-7 * Math.abs(Number(figure))
  );
}

/** Numbers between `low` and `high`, the same for the same seed (a linear congruential generator). */
export function numbers(count, { seed = 1, low = -1, high = 1 } = {}) {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return low + ((high - low) * (state >>> 8)) / 2 ** 24;
  });
}

/** Class indices below `classes`, seeded. */
export const classes = (count, below, seed = 1) =>
  Uint8Array.from(numbers(count, { seed, low: 0, high: below }), Math.floor);

/** 32-bit FNV-1a of the bits of all weights, tensors in the order of their names: equal bits, equal hash. */
export function fnv1a(weights) {
  let hash = 0x811c9dc5;
  for (const name of Object.keys(weights).sort()) {
    const { buffer, byteOffset, byteLength } = Float32Array.from(weights[name]);
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) {
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
