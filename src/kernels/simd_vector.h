/* simd_vector.h: the operations of simd.h on the vector types of gcc and clang, for native builds. */
#ifndef GN_SIMD_VECTOR_H
#define GN_SIMD_VECTOR_H

typedef float gn_f4 __attribute__((vector_size(16)));
typedef int32_t gn_i4 __attribute__((vector_size(16)));
typedef uint32_t gn_u4 __attribute__((vector_size(16))); /* for integers that may wrap around */

GN_INLINE gn_f4 gn_load(const float *x) {
  gn_f4 v;
  memcpy(&v, x, sizeof v);
  return v;
}
GN_INLINE void gn_store(float *y, gn_f4 v) { memcpy(y, &v, sizeof v); }
GN_INLINE void gn_store_two(float *y, gn_f4 v) { memcpy(y, &v, 2 * sizeof *y); }
GN_INLINE void gn_store_last_two(float *y, gn_f4 v) { memcpy(y, (const float *)&v + 2, 2 * sizeof *y); }
GN_INLINE gn_f4 gn_make(float a, float b, float c, float d) { return (gn_f4){a, b, c, d}; }
GN_INLINE gn_f4 gn_splat(float x) { return (gn_f4){x, x, x, x}; }
GN_INLINE gn_f4 gn_load_splat(const float *x) { return gn_splat(*x); }
GN_INLINE gn_f4 gn_load_two_splat(const float *x) { return (gn_f4){x[0], x[1], x[0], x[1]}; }

GN_INLINE gn_f4 gn_add(gn_f4 a, gn_f4 b) { return a + b; }
GN_INLINE gn_f4 gn_sub(gn_f4 a, gn_f4 b) { return a - b; }
GN_INLINE gn_f4 gn_mul(gn_f4 a, gn_f4 b) { return a * b; }
GN_INLINE gn_f4 gn_div(gn_f4 a, gn_f4 b) { return a / b; }
GN_INLINE gn_f4 gn_sqrt(gn_f4 v) { /* of four, both compilers make one instruction */
  return (gn_f4){sqrtf(v[0]), sqrtf(v[1]), sqrtf(v[2]), sqrtf(v[3])};
}
GN_INLINE gn_i4 gn_less(gn_f4 a, gn_f4 b) { return a < b; }
GN_INLINE gn_i4 gn_is_nan(gn_f4 v) { return v != v; }
GN_INLINE gn_f4 gn_select(gn_i4 mask, gn_f4 a, gn_f4 b) {
  return (gn_f4)((mask & (gn_i4)a) | (~mask & (gn_i4)b));
}
GN_INLINE gn_f4 gn_max(gn_f4 a, gn_f4 b) { return gn_select(a < b, b, a); }
GN_INLINE gn_f4 gn_min(gn_f4 a, gn_f4 b) { return gn_select(b < a, b, a); }

GN_INLINE gn_i4 gn_bits(gn_f4 v) { return (gn_i4)v; }
GN_INLINE gn_f4 gn_from_bits(gn_i4 v) { return (gn_f4)v; }
GN_INLINE gn_f4 gn_from_int(gn_i4 v) { return __builtin_convertvector(v, gn_f4); }
GN_INLINE gn_i4 gn_int_splat(int32_t x) { return (gn_i4){x, x, x, x}; }
GN_INLINE gn_i4 gn_int_make(int32_t a, int32_t b, int32_t c, int32_t d) { return (gn_i4){a, b, c, d}; }
GN_INLINE gn_i4 gn_int_add(gn_i4 a, gn_i4 b) { return (gn_i4)((gn_u4)a + (gn_u4)b); }
GN_INLINE gn_i4 gn_int_sub(gn_i4 a, gn_i4 b) { return (gn_i4)((gn_u4)a - (gn_u4)b); }
GN_INLINE gn_i4 gn_int_max(gn_i4 a, gn_i4 b) {
  const gn_i4 mask = a < b;
  return (mask & b) | (~mask & a);
}
GN_INLINE gn_i4 gn_int_and(gn_i4 a, gn_i4 b) { return a & b; }
GN_INLINE gn_i4 gn_int_or(gn_i4 a, gn_i4 b) { return a | b; }
GN_INLINE gn_i4 gn_int_xor(gn_i4 a, gn_i4 b) { return a ^ b; }
GN_INLINE gn_i4 gn_int_shift_left(gn_i4 v, int by) { return (gn_i4)((gn_u4)v << by); }
GN_INLINE gn_i4 gn_int_shift_right(gn_i4 v, int by) { return v >> by; } /* keeps the sign */

/* (a0 b0 a1 b1), (a2 b2 a3 b3), (a0 a1 b0 b1), (a2 a3 b2 b3) */
GN_INLINE gn_f4 gn_interleave_low(gn_f4 a, gn_f4 b) { return __builtin_shufflevector(a, b, 0, 4, 1, 5); }
GN_INLINE gn_f4 gn_interleave_high(gn_f4 a, gn_f4 b) { return __builtin_shufflevector(a, b, 2, 6, 3, 7); }
GN_INLINE gn_f4 gn_pair_low(gn_f4 a, gn_f4 b) { return __builtin_shufflevector(a, b, 0, 1, 4, 5); }
GN_INLINE gn_f4 gn_pair_high(gn_f4 a, gn_f4 b) { return __builtin_shufflevector(a, b, 2, 3, 6, 7); }

#endif
