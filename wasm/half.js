/**
 * half.js: floats of 16 bits, from and to those of 32.
 */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The largest finite half is 65504; from 65520 on, rounding would lead to infinity. */
export const HALF_OVERFLOW = 65520;

/**
 * The half (as its 16 bits) nearest to a float, ties to even; infinity from HALF_OVERFLOW on.
 *
 * @param {number} value
 */
export function toHalf(value) {
  float[0] = value;
  const sign = (bits[0] >>> 16) & 0x8000;
  const magnitude = bits[0] & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // HALF_OVERFLOW
  if (magnitude < 0x38800000) {
    // Below 2⁻¹⁴ halves are multiples of 2⁻²⁴. Adding 2²³ leaves no room for a fraction: float32 rounds it off.
    float[0] = Math.abs(value) * 2 ** 24 + 2 ** 23;
    return sign | (bits[0] & 0x7fffff);
  }
  // 13 bits of the fraction go; the exponent's bias falls from 127 to 15.
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude + 0xfff + odd - ((127 - 15) << 23)) >>> 13);
}

/**
 * @param {number} half its 16 bits
 * @returns {number}
 */
export function fromHalf(half) {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (0x400 + fraction) * 2 ** (exponent - 25);
}

/**
 * bfloat16 is the upper half of a float32.
 *
 * @param {number} half its 16 bits
 * @returns {number}
 */
export function fromBfloat16(half) {
  bits[0] = half << 16;
  return float[0];
}
