/* simd_wasm.h: the operations of simd.h as WebAssembly SIMD128 instructions. */
#ifndef GN_SIMD_WASM_H
#define GN_SIMD_WASM_H

#include <wasm_simd128.h>

typedef v128_t gn_f4;
typedef v128_t gn_i4;

GN_INLINE gn_f4 gn_load(const float *x) { return wasm_v128_load(x); }
GN_INLINE gn_f4 gn_load_splat(const float *x) { return wasm_v128_load32_splat(x); }
GN_INLINE gn_f4 gn_load_two_splat(const float *x) { return wasm_v128_load64_splat(x); }
GN_INLINE void gn_store(float *y, gn_f4 v) { wasm_v128_store(y, v); }
GN_INLINE void gn_store_two(float *y, gn_f4 v) { wasm_v128_store64_lane(y, v, 0); }
GN_INLINE void gn_store_last_two(float *y, gn_f4 v) { wasm_v128_store64_lane(y, v, 1); }
GN_INLINE gn_f4 gn_make(float a, float b, float c, float d) { return wasm_f32x4_make(a, b, c, d); }
GN_INLINE gn_f4 gn_splat(float x) { return wasm_f32x4_splat(x); }

GN_INLINE gn_f4 gn_add(gn_f4 a, gn_f4 b) { return wasm_f32x4_add(a, b); }
GN_INLINE gn_f4 gn_sub(gn_f4 a, gn_f4 b) { return wasm_f32x4_sub(a, b); }
GN_INLINE gn_f4 gn_mul(gn_f4 a, gn_f4 b) { return wasm_f32x4_mul(a, b); }
GN_INLINE gn_f4 gn_div(gn_f4 a, gn_f4 b) { return wasm_f32x4_div(a, b); }
GN_INLINE gn_f4 gn_sqrt(gn_f4 v) { return wasm_f32x4_sqrt(v); }
#if defined(__wasm_relaxed_simd__)
GN_INLINE gn_f4 gn_fused_madd(gn_f4 a, gn_f4 b, gn_f4 c) {
  return (gn_f4)__builtin_wasm_fma_f32x4((__f32x4)a, (__f32x4)b, (__f32x4)c);
}
#endif
GN_INLINE gn_f4 gn_max(gn_f4 a, gn_f4 b) { return wasm_f32x4_pmax(a, b); } /* a < b ? b : a */
GN_INLINE gn_f4 gn_min(gn_f4 a, gn_f4 b) { return wasm_f32x4_pmin(a, b); } /* b < a ? b : a */
/* The compiler must not see what a mask is: it would make a choice of each that meets another number. */
GN_INLINE gn_i4 gn_mask(gn_i4 mask) {
  __asm__("" : "+r"(mask));
  return mask;
}
GN_INLINE gn_i4 gn_less(gn_f4 a, gn_f4 b) { return gn_mask(wasm_f32x4_lt(a, b)); }
GN_INLINE gn_i4 gn_is_nan(gn_f4 v) { return gn_mask(wasm_f32x4_ne(v, v)); }
GN_INLINE gn_f4 gn_select(gn_i4 mask, gn_f4 a, gn_f4 b) { return wasm_v128_bitselect(a, b, mask); }

GN_INLINE gn_i4 gn_bits(gn_f4 v) { return v; }
GN_INLINE gn_f4 gn_from_bits(gn_i4 v) { return v; }
GN_INLINE gn_f4 gn_from_int(gn_i4 v) { return wasm_f32x4_convert_i32x4(v); }
GN_INLINE gn_i4 gn_int_splat(int32_t x) { return wasm_i32x4_splat(x); }
GN_INLINE gn_i4 gn_int_make(int32_t a, int32_t b, int32_t c, int32_t d) {
  return wasm_i32x4_make(a, b, c, d);
}
GN_INLINE gn_i4 gn_int_add(gn_i4 a, gn_i4 b) { return wasm_i32x4_add(a, b); }
GN_INLINE gn_i4 gn_int_sub(gn_i4 a, gn_i4 b) { return wasm_i32x4_sub(a, b); }
GN_INLINE gn_i4 gn_int_max(gn_i4 a, gn_i4 b) { return wasm_i32x4_max(a, b); }
GN_INLINE gn_i4 gn_int_and(gn_i4 a, gn_i4 b) { return wasm_v128_and(a, b); }
GN_INLINE gn_i4 gn_int_or(gn_i4 a, gn_i4 b) { return wasm_v128_or(a, b); }
GN_INLINE gn_i4 gn_int_xor(gn_i4 a, gn_i4 b) { return wasm_v128_xor(a, b); }
GN_INLINE gn_i4 gn_int_shift_left(gn_i4 v, int by) { return wasm_i32x4_shl(v, by); }
GN_INLINE gn_i4 gn_int_shift_right(gn_i4 v, int by) { return wasm_i32x4_shr(v, by); } /* keeps the sign */

/* (a0 b0 a1 b1), (a2 b2 a3 b3), (a0 a1 b0 b1), (a2 a3 b2 b3) */
GN_INLINE gn_f4 gn_interleave_low(gn_f4 a, gn_f4 b) { return wasm_i32x4_shuffle(a, b, 0, 4, 1, 5); }
GN_INLINE gn_f4 gn_interleave_high(gn_f4 a, gn_f4 b) { return wasm_i32x4_shuffle(a, b, 2, 6, 3, 7); }
GN_INLINE gn_f4 gn_pair_low(gn_f4 a, gn_f4 b) { return wasm_i32x4_shuffle(a, b, 0, 1, 4, 5); }
GN_INLINE gn_f4 gn_pair_high(gn_f4 a, gn_f4 b) { return wasm_i32x4_shuffle(a, b, 2, 3, 6, 7); }

#endif
