/**
 * The urn: n white balls in N draws. L(p) = pⁿ(1 − p)ᴺ⁻ⁿ is too small for most figures, so it is reckoned by its logarithm.
 *
 * @typedef {{ white: number, draws: number }} Sample
 */
import { randomStream } from "../../state/random.js";
import { powerOfTen } from "../../ui/number.js";

/** a ln b, which is 0 where a is. @param {number} a @param {number} b */
const times = (a, b) => (a === 0 ? 0 : a * Math.log(b));

/** ℓ(p) = n ln p + (N − n) ln(1 − p) @param {Sample} sample @param {number} p */
export const logLikelihood = ({ white, draws }, p) => times(white, p) + times(draws - white, 1 - p);

/** Where L is greatest. @param {Sample} sample */
export const peakOf = ({ white, draws }) => white / draws;

/** n − Np, which both derivatives are made of: 0 at the peak, whatever the division has rounded. @param {Sample} sample @param {number} p */
const lean = ({ white, draws }, p) => (p === white / draws ? 0 : white - draws * p);

/** ℓ′(p) = n/p − (N − n)/(1 − p) = (n − Np) / p(1 − p) @param {Sample} sample @param {number} p between 0 and 1 */
export const logSlope = (sample, p) => lean(sample, p) / (p * (1 - p));

/** L(p) over its greatest value, 0 … 1. @param {Sample} sample @param {number} p */
export const relative = (sample, p) =>
  Math.exp(logLikelihood(sample, p) - logLikelihood(sample, peakOf(sample)));

/**
 * L′(p) = n pⁿ⁻¹(1 − p)ᴺ⁻ⁿ − (N − n) pⁿ(1 − p)ᴺ⁻ⁿ⁻¹, over the greatest value of L.
 * @param {Sample} sample @param {number} p
 */
export function slope(sample, p) {
  if (p > 0 && p < 1) return relative(sample, p) * logSlope(sample, p);
  const { white, draws } = sample;
  const black = draws - white;
  const peak = Math.exp(-logLikelihood(sample, peakOf(sample)));
  // At the ends only a power of 0 is left of it: (n − 1 or N − n − 1) = 0.
  const rising = white * p ** (white - 1) * (1 - p) ** black;
  const falling = black * p ** white * (1 - p) ** (black - 1);
  return ((white === 0 ? 0 : rising) - (black === 0 ? 0 : falling)) * peak;
}

/** e to a power that no number holds, as one writes it: 2.99 × 10⁻²⁷. @param {number} power */
export function exponential(power) {
  if (power === -Infinity) return "0";
  const tens = power / Math.LN10;
  const exponent = Math.floor(tens);
  return `${(10 ** (tens - exponent)).toFixed(3)} × ${powerOfTen(exponent)}`;
}

/** `draws` balls, put back each time, from an urn in which `share` are white; true: white. @param {{ seed: number, draws: number, share: number }} urn @returns {boolean[]} */
export function draw({ seed, draws, share }) {
  const random = randomStream(seed);
  return Array.from({ length: draws }, () => random.chance(share));
}
