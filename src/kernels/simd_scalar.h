/* simd_scalar.h: the operations of simd.h on plain arrays: what the other two forms are held against. */
#ifndef GN_SIMD_SCALAR_H
#define GN_SIMD_SCALAR_H

typedef struct gn_f4 {
  float lane[GN_LANES];
} gn_f4;

typedef struct gn_i4 {
  int32_t lane[GN_LANES];
} gn_i4;

/* Integer lanes wrap around, as in the other forms. */
GN_INLINE int32_t gn_wrap(uint32_t x) {
  int32_t y;
  memcpy(&y, &x, sizeof y);
  return y;
}

/* Defines one operation by what lane i of its result is. */
#define GN_EACH_LANE(type_, name_, parameters_, lane_)                                                       \
  GN_INLINE type_ name_ parameters_ {                                                                        \
    type_ r;                                                                                                 \
    for (int i = 0; i < GN_LANES; i++) r.lane[i] = (lane_);                                                  \
    return r;                                                                                                \
  }

GN_EACH_LANE(gn_f4, gn_load, (const float *x), x[i])
GN_INLINE gn_f4 gn_make(float a, float b, float c, float d) { return (gn_f4){{a, b, c, d}}; }
GN_EACH_LANE(gn_f4, gn_splat, (float x), x)
GN_EACH_LANE(gn_f4, gn_load_splat, (const float *x), *x)
GN_EACH_LANE(gn_f4, gn_load_two_splat, (const float *x), x[i % 2])
GN_INLINE void gn_store(float *y, gn_f4 v) { memcpy(y, v.lane, sizeof v.lane); }
GN_INLINE void gn_store_two(float *y, gn_f4 v) { memcpy(y, v.lane, 2 * sizeof *y); }
GN_INLINE void gn_store_last_two(float *y, gn_f4 v) { memcpy(y, v.lane + 2, 2 * sizeof *y); }

GN_EACH_LANE(gn_f4, gn_add, (gn_f4 a, gn_f4 b), a.lane[i] + b.lane[i])
GN_EACH_LANE(gn_f4, gn_sub, (gn_f4 a, gn_f4 b), a.lane[i] - b.lane[i])
GN_EACH_LANE(gn_f4, gn_mul, (gn_f4 a, gn_f4 b), a.lane[i] * b.lane[i])
GN_EACH_LANE(gn_f4, gn_div, (gn_f4 a, gn_f4 b), a.lane[i] / b.lane[i])
GN_EACH_LANE(gn_f4, gn_sqrt, (gn_f4 v), sqrtf(v.lane[i]))
GN_EACH_LANE(gn_f4, gn_max, (gn_f4 a, gn_f4 b), a.lane[i] < b.lane[i] ? b.lane[i] : a.lane[i])
GN_EACH_LANE(gn_f4, gn_min, (gn_f4 a, gn_f4 b), b.lane[i] < a.lane[i] ? b.lane[i] : a.lane[i])
GN_EACH_LANE(gn_i4, gn_less, (gn_f4 a, gn_f4 b), a.lane[i] < b.lane[i] ? -1 : 0)
GN_EACH_LANE(gn_i4, gn_is_nan, (gn_f4 v), v.lane[i] == v.lane[i] ? 0 : -1)
GN_EACH_LANE(gn_f4, gn_select, (gn_i4 mask, gn_f4 a, gn_f4 b), mask.lane[i] ? a.lane[i] : b.lane[i])

GN_INLINE gn_i4 gn_bits(gn_f4 v) {
  gn_i4 r;
  memcpy(&r, &v, sizeof r);
  return r;
}
GN_INLINE gn_f4 gn_from_bits(gn_i4 v) {
  gn_f4 r;
  memcpy(&r, &v, sizeof r);
  return r;
}
GN_EACH_LANE(gn_f4, gn_from_int, (gn_i4 v), (float)v.lane[i])
GN_EACH_LANE(gn_i4, gn_int_splat, (int32_t x), x)
GN_INLINE gn_i4 gn_int_make(int32_t a, int32_t b, int32_t c, int32_t d) { return (gn_i4){{a, b, c, d}}; }
GN_EACH_LANE(gn_i4, gn_int_add, (gn_i4 a, gn_i4 b), gn_wrap((uint32_t)a.lane[i] + (uint32_t)b.lane[i]))
GN_EACH_LANE(gn_i4, gn_int_sub, (gn_i4 a, gn_i4 b), gn_wrap((uint32_t)a.lane[i] - (uint32_t)b.lane[i]))
GN_EACH_LANE(gn_i4, gn_int_max, (gn_i4 a, gn_i4 b), a.lane[i] < b.lane[i] ? b.lane[i] : a.lane[i])
GN_EACH_LANE(gn_i4, gn_int_and, (gn_i4 a, gn_i4 b), a.lane[i] & b.lane[i])
GN_EACH_LANE(gn_i4, gn_int_or, (gn_i4 a, gn_i4 b), a.lane[i] | b.lane[i])
GN_EACH_LANE(gn_i4, gn_int_xor, (gn_i4 a, gn_i4 b), a.lane[i] ^ b.lane[i])
GN_EACH_LANE(gn_i4, gn_int_shift_left, (gn_i4 v, int by), gn_wrap((uint32_t)v.lane[i] << by))
GN_EACH_LANE(gn_i4, gn_int_shift_right, (gn_i4 v, int by), v.lane[i] >> by) /* keeps the sign */

/* (a0 b0 a1 b1), (a2 b2 a3 b3), (a0 a1 b0 b1), (a2 a3 b2 b3) */
GN_EACH_LANE(gn_f4, gn_interleave_low, (gn_f4 a, gn_f4 b), i % 2 ? b.lane[i / 2] : a.lane[i / 2])
GN_EACH_LANE(gn_f4, gn_interleave_high, (gn_f4 a, gn_f4 b), i % 2 ? b.lane[2 + i / 2] : a.lane[2 + i / 2])
GN_EACH_LANE(gn_f4, gn_pair_low, (gn_f4 a, gn_f4 b), i < 2 ? a.lane[i] : b.lane[i - 2])
GN_EACH_LANE(gn_f4, gn_pair_high, (gn_f4 a, gn_f4 b), i < 2 ? a.lane[i + 2] : b.lane[i])

#endif
