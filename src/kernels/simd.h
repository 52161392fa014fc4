/* simd.h: four floats at a time. The only place that knows how; the kernels are written once, on top of it.
 *
 * Three forms of the same operations, which give the same bits: WebAssembly SIMD128, the vector types of
 * gcc and clang, and plain loops over an array (-DGN_SCALAR). That needs -ffp-contract=off and no
 * -ffast-math. A comparison gives a gn_i4 whose lanes are all ones or all zeros. Memory need not be aligned.
 */
#ifndef GN_SIMD_H
#define GN_SIMD_H

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { GN_LANES = 4 };

#define GN_INLINE static inline __attribute__((always_inline))
#define GN_APART __attribute__((noinline)) /* long, and called from several places */

#if defined(GN_SCALAR)
#include "simd_scalar.h"
#elif defined(__wasm_simd128__)
#include "simd_wasm.h"
#else
#include "simd_vector.h"
#endif

/* a·b + c, rounded twice; with relaxed SIMD once, where the processor can. */
GN_INLINE gn_f4 gn_madd(gn_f4 a, gn_f4 b, gn_f4 c) {
#if defined(__wasm_relaxed_simd__)
  return gn_fused_madd(a, b, c);
#else
  return gn_add(gn_mul(a, b), c);
#endif
}

/* The first `count` lanes, 1 to 3, from memory, `rest` in the others. */
GN_INLINE gn_f4 gn_load_part(const float *x, size_t count, float rest) {
  return gn_make(x[0], count > 1 ? x[1] : rest, count > 2 ? x[2] : rest, rest);
}

/* Written out: of a loop the compiler makes a memory.copy, a call that takes longer than all the rest. */
GN_INLINE void gn_store_part(float *y, size_t count, gn_f4 v) {
  float lane[GN_LANES];
  gn_store(lane, v);
  y[0] = lane[0];
  if (count > 1) y[1] = lane[1];
  if (count > 2) y[2] = lane[2];
}

/* The sum of the lanes, always in this order. */
GN_INLINE float gn_sum_lanes(gn_f4 v) {
  float lane[GN_LANES];
  gn_store(lane, v);
  return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

GN_INLINE float gn_first_lane(gn_f4 v) {
  float lane[GN_LANES];
  gn_store(lane, v);
  return lane[0];
}

/* The bits of what is denormal, without the sign; of all else none. */
GN_INLINE gn_i4 gn_denormal_bits(gn_f4 v) {
  const gn_i4 size = gn_int_and(gn_bits(v), gn_int_splat(INT32_MAX));
  return gn_int_and(size, gn_less(gn_from_bits(size), gn_splat(FLT_MIN)));
}
GN_INLINE gn_f4 gn_flush(gn_f4 v) { return gn_from_bits(gn_int_sub(gn_bits(v), gn_denormal_bits(v))); }

/* Rows become columns. */
GN_INLINE void gn_transpose(gn_f4 row[GN_LANES]) {
  const gn_f4 low01 = gn_interleave_low(row[0], row[1]), high01 = gn_interleave_high(row[0], row[1]);
  const gn_f4 low23 = gn_interleave_low(row[2], row[3]), high23 = gn_interleave_high(row[2], row[3]);
  row[0] = gn_pair_low(low01, low23);
  row[1] = gn_pair_high(low01, low23);
  row[2] = gn_pair_low(high01, high23);
  row[3] = gn_pair_high(high01, high23);
}

#endif
