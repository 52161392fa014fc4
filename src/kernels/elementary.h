/* elementary.h: exp, log, sigmoid and tanh of four numbers.
 *
 * Each reduces its argument to a short interval and evaluates a polynomial there, without a branch. The
 * coefficients are minimax fits of our own in the relative error of the whole function; the bounds are
 * measured over the floats by tests/c/kernels_math.c. NaN goes in and comes out.
 */
#ifndef GN_ELEMENTARY_H
#define GN_ELEMENTARY_H

#include "simd.h"

/* Read with gn_load_splat, once before a loop. Their definition is in a file of its own: where it is in sight
 * they become literal vectors, 18 bytes of wasm each, which V8 makes anew in each turn of a loop. */
extern const struct gn_elementary {
  float one, half, infinity, nan, least_normal; /* the smallest that is not denormal */
  float ln2_high, ln2_low;                      /* log 2 = high + low; high has 9 bits: n·high is exact */
  float exp_low, exp_high;                      /* beyond these, exp is 0 and ∞ */
  float log2_e, round;                          /* 1.5·2²³: adding it rounds to a whole number */
  float two_23, twenty_three;
  float tanh_end;
  float exp[5], log[8], tanh_over[5], tanh_under[5]; /* highest power first */
} gn_elementary;

#define GN_CONSTANT(name_) gn_load_splat(&gn_elementary.name_)
#define GN_POLYNOMIAL(name_, x_)                                                                             \
  gn_polynomial(gn_elementary.name_, sizeof gn_elementary.name_ / sizeof gn_elementary.name_[0], x_)

GN_INLINE gn_f4 gn_polynomial(const float *coefficient, size_t count, gn_f4 x) {
  gn_f4 sum = gn_load_splat(coefficient);
  for (size_t i = 1; i < count; i++) sum = gn_madd(sum, x, gn_load_splat(coefficient + i));
  return sum;
}

/* 2ⁿ for −126 ≤ n ≤ 127 */
GN_INLINE gn_f4 gn_power_of_two(gn_i4 n) {
  return gn_from_bits(gn_int_shift_left(gn_int_add(n, gn_int_splat(127)), 23));
}

/* exp x = 2ⁿ·exp r with x = n·log 2 + r, |r| ≤ ½ log 2, and exp r = 1 + r + r²·P(r). 2ⁿ is multiplied in
 * two halves, of which only the second can leave the normal numbers: denormal results are rounded once. */
GN_INLINE gn_f4 gn_exp_below(gn_f4 x) { /* exp_high */
  x = gn_max(x, GN_CONSTANT(exp_low));
  const gn_f4 round = GN_CONSTANT(round);
  const gn_f4 rounded = gn_madd(x, GN_CONSTANT(log2_e), round);
  const gn_f4 whole = gn_sub(rounded, round);
  const gn_i4 n = gn_int_sub(gn_bits(rounded), gn_bits(round));
  const gn_i4 half = gn_int_shift_right(n, 1);

  gn_f4 r = gn_sub(x, gn_mul(whole, GN_CONSTANT(ln2_high)));
  r = gn_sub(r, gn_mul(whole, GN_CONSTANT(ln2_low)));
  const gn_f4 tail = gn_madd(gn_mul(r, r), GN_POLYNOMIAL(exp, r), r);
  const gn_f4 result = gn_add(tail, GN_CONSTANT(one));
  return gn_mul(gn_mul(result, gn_power_of_two(half)), gn_power_of_two(gn_int_sub(n, half)));
}
GN_INLINE gn_f4 gn_exp(gn_f4 x) { return gn_exp_below(gn_min(x, GN_CONSTANT(exp_high))); }

/* log x = e·log 2 + log(1 + f) with x = 2ᵉ·(1 + f), √½ ≤ 1 + f < √2, and log(1 + f) = f − f²/2 + f³·P(f). */
GN_INLINE gn_f4 gn_log(gn_f4 x) {
  const gn_i4 denormal = gn_less(x, GN_CONSTANT(least_normal));
  const gn_i4 bits = gn_bits(gn_select(denormal, gn_mul(x, GN_CONSTANT(two_23)), x));
  const gn_i4 root_half = gn_int_splat(0x3f3504f3);
  const gn_i4 exponent = gn_int_shift_right(gn_int_sub(bits, root_half), 23);
  const gn_f4 f = gn_sub(gn_from_bits(gn_int_sub(bits, gn_int_shift_left(exponent, 23))), GN_CONSTANT(one));
  const gn_f4 whole = gn_from_int(exponent);
  const gn_f4 e = gn_select(denormal, gn_sub(whole, GN_CONSTANT(twenty_three)), whole);

  const gn_f4 square = gn_mul(f, f);
  gn_f4 tail = gn_mul(gn_mul(square, f), GN_POLYNOMIAL(log, f));
  tail = gn_madd(e, GN_CONSTANT(ln2_low), tail);
  tail = gn_sub(tail, gn_mul(square, GN_CONSTANT(half)));
  const gn_f4 result = gn_madd(e, GN_CONSTANT(ln2_high), gn_add(f, tail));

  /* What is not a positive finite number: NaN below 0, −∞ at 0, else (∞, NaN) x itself. */
  const gn_f4 zero = gn_splat(0), infinity = GN_CONSTANT(infinity);
  const gn_f4 at_zero = gn_select(gn_less(x, GN_CONSTANT(least_normal)), gn_sub(zero, infinity), x);
  const gn_f4 special = gn_select(gn_less(x, zero), GN_CONSTANT(nan), at_zero);
  return gn_select(gn_less(zero, x), gn_select(gn_less(x, infinity), result, special), special);
}

/* σ(x) = 1/(1 + e⁻ˣ), and e^x/(1 + e^x) below 0: the exponential never overflows, small values keep all
 * their digits. The same exponential gives σ(−x) = 1 − σ(x). */
GN_INLINE gn_f4 gn_sigmoid_of_power(gn_f4 power, gn_i4 is_negative) {
  const gn_f4 one = GN_CONSTANT(one);
  return gn_div(gn_select(is_negative, power, one), gn_add(one, power));
}
GN_INLINE gn_f4 gn_sigmoid_power(gn_f4 x) { /* exp −|x| */
  return gn_exp_below(gn_from_bits(gn_int_or(gn_bits(x), gn_int_splat(INT32_MIN))));
}
GN_INLINE gn_f4 gn_sigmoid(gn_f4 x) {
  return gn_sigmoid_of_power(gn_sigmoid_power(x), gn_less(x, gn_splat(0)));
}

/* tanh x = x·P(s)/Q(s), s = x². From tanh_end on s stays, where the quotient is 1; beyond it grows with x and
 * is cut off. All coefficients are positive, so no digit is lost, and both polynomials are 1 at 0, so that
 * tiny x come out as they went in. */
GN_INLINE gn_f4 gn_tanh(gn_f4 x) {
  const gn_f4 one = GN_CONSTANT(one), s = gn_min(gn_mul(x, x), GN_CONSTANT(tanh_end));
  const gn_f4 result = gn_div(gn_mul(x, GN_POLYNOMIAL(tanh_over, s)), GN_POLYNOMIAL(tanh_under, s));
  return gn_min(gn_max(result, gn_sub(gn_splat(0), one)), one);
}

#endif
