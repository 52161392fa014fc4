/* vec.c: arithmetic and reductions along arrays. */
#include "vec.h"
#include "each.h"
#include "lanes.h"

enum { FEW = 64, MANY = 1024 };

GN_APART gn_f4 gn_load_end(const float *x, size_t count, float rest) { return gn_load_part(x, count, rest); }
GN_APART void gn_store_end(float *y, size_t count, gn_f4 v) { gn_store_part(y, count, v); }

void gn_in_vectors(size_t n, const float *x, float *y, void (*loop)(size_t n, const float *x, float *y)) {
  const size_t rest = n % GN_LANES, whole = n - rest;
  loop(whole, x, y);
  if (rest == 0) return;
  float last[GN_LANES];
  gn_store(last, gn_load_end(x + whole, rest, 0));
  loop(GN_LANES, last, last);
  gn_store_end(y + whole, rest, gn_load(last));
}

GN_INLINE gn_f4 positive_part(gn_f4 a, gn_f4 x, gn_f4 y) { return (void)y, gn_max(x, a); }
GN_INLINE gn_f4 multiple_added(gn_f4 a, gn_f4 x, gn_f4 y) { return gn_madd(a, x, y); }
GN_INLINE gn_f4 itself(gn_f4 a, gn_f4 x, gn_f4 y) { return (void)a, (void)y, x; }
GN_INLINE gn_f4 multiple(gn_f4 a, gn_f4 x, gn_f4 y) { return (void)y, gn_mul(a, x); }

/* In wasm, memory.copy is fast, but a call out of it: not for a few numbers. */
void gn_vec_copy(size_t n, const float *x, float *y) {
  if (n <= FEW)
    gn_each_pair(n, 0, x, y, itself);
  else
    memmove(y, x, n * sizeof *y);
}

void gn_vec_relu(size_t n, const float *x, float *y) { gn_each_pair(n, 0, x, y, positive_part); }
void gn_vec_axpy(size_t n, float a, const float *x, float *y) { gn_each_pair(n, a, x, y, multiple_added); }
void gn_vec_scale(size_t n, float a, const float *x, float *y) { gn_each_pair(n, a, x, y, multiple); }

/* z[i] = f(x[i], y[i]) */
GN_INLINE void each_of_two(size_t n, const float *x, const float *y, float *z, gn_f4 (*f)(gn_f4 x, gn_f4 y)) {
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES) gn_store(z + i, f(gn_load(x + i), gn_load(y + i)));
  for (; i < n; i++) z[i] = gn_first_lane(f(gn_load_splat(x + i), gn_load_splat(y + i)));
}

GN_INLINE gn_f4 passed(gn_f4 x, gn_f4 y) {
  const gn_f4 none = gn_splat(0);
  return gn_select(gn_int_or(gn_less(none, x), gn_is_nan(x)), y, none);
}

void gn_vec_sum_of(size_t n, const float *x, const float *y, float *z) { each_of_two(n, x, y, z, gn_add); }
void gn_vec_product_of(size_t n, const float *x, const float *y, float *z) {
  each_of_two(n, x, y, z, gn_mul);
}
void gn_vec_pass(size_t n, const float *x, const float *y, float *z) { each_of_two(n, x, y, z, passed); }

void gn_vec_pass_slope(size_t n, const float *x, float *y) {
  for (size_t i = 0; i < n; i += GN_LANES) gn_store(y + i, gn_flush(gn_mul(gn_load(y + i), gn_load(x + i))));
}

void gn_vec_fill(size_t n, float value, float *y) {
  const gn_f4 v = gn_splat(value);
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES) gn_store(y + i, v);
  for (; i < n; i++) y[i] = value;
}

void gn_vec_look_up(size_t n, const uint8_t *x, const float *table, float *y) {
  for (size_t i = 0; i < n; i++) y[i] = table[x[i]];
}

float gn_vec_sum(size_t n, const float *x) {
  gn_f4 sum = gn_splat(0);
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES) sum = gn_add(sum, gn_load(x + i));
  if (i < n) sum = gn_add(sum, gn_load_end(x + i, n - i, 0));
  return gn_sum_lanes(sum);
}

float gn_vec_dot(size_t n, const float *x, const float *y) {
  gn_f4 sum = gn_splat(0);
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES) sum = gn_madd(gn_load(x + i), gn_load(y + i), sum);
  if (i < n) sum = gn_madd(gn_load_end(x + i, n - i, 0), gn_load_end(y + i, n - i, 0), sum);
  return gn_sum_lanes(sum);
}

float gn_vec_max(size_t n, const float *x) {
  gn_f4 most = gn_splat(x[0]);
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES) most = gn_max(most, gn_load(x + i));
  if (i < n) most = gn_max(most, gn_load_end(x + i, n - i, x[0]));
  float lane[GN_LANES];
  gn_store(lane, most);
  for (int j = 1; j < GN_LANES; j++)
    if (lane[0] < lane[j]) lane[0] = lane[j];
  return lane[0];
}

/* Without their sign, floats are ordered like the integers with the same bits, infinity above all numbers
 * and NaN above infinity. */
GN_APART float gn_vec_max_abs(size_t n, const float *x) {
  const gn_i4 magnitude = gn_int_splat(INT32_MAX);
  gn_i4 most = gn_int_splat(0);
  size_t i = 0;
  for (; i + 2 * GN_LANES <= n; i += 2 * GN_LANES) {
    most = gn_int_max(most, gn_int_and(gn_bits(gn_load(x + i)), magnitude));
    most = gn_int_max(most, gn_int_and(gn_bits(gn_load(x + i + GN_LANES)), magnitude));
  }
  for (; i < n; i++) most = gn_int_max(most, gn_int_and(gn_bits(gn_load_splat(x + i)), magnitude));
  int32_t lane[GN_LANES];
  memcpy(lane, &most, sizeof lane);
  for (int j = 1; j < GN_LANES; j++)
    if (lane[0] < lane[j]) lane[0] = lane[j];
  return gn_first_lane(gn_from_bits(gn_int_splat(lane[0])));
}

/* What lies above the middle is negative when taken from it. A sign that is not that of its y is wrong; what
 * lies on it is strictly so, if it is as well when counted as above. */
size_t gn_vec_count_sides(size_t n, const float *x, const float *y, float middle, bool strict) {
  const gn_f4 split = gn_splat(middle), place = gn_make(0, 1, 2, 3);
  const gn_i4 on_it = gn_int_splat(strict);
  gn_i4 wrong = gn_int_splat(0);
  for (size_t i = 0; i < n; i += GN_LANES) {
    const gn_i4 given = gn_bits(gn_sub(split, gn_load(x + i)));
    const gn_i4 asked = gn_bits(gn_sub(split, gn_load(y + i)));
    const gn_i4 other = gn_int_or(gn_int_xor(given, asked), gn_int_xor(gn_int_sub(given, on_it), asked));
    const gn_i4 counted = gn_less(place, gn_splat((float)(n - i)));
    wrong = gn_int_add(wrong, gn_int_shift_right(gn_int_and(other, counted), 31));
  }
  int32_t lane[GN_LANES];
  memcpy(lane, &wrong, sizeof lane);
  return n + (size_t)(lane[0] + lane[1] + lane[2] + lane[3]);
}

/* Those that are set in any lane. */
static int32_t any_bits(gn_i4 v) {
  int32_t lane[GN_LANES];
  memcpy(lane, &v, sizeof lane);
  return lane[0] | lane[1] | lane[2] | lane[3];
}

/* The bits that occur, joined, without the sign, are as a number at least the largest magnitude, and below 2
 * if all are: one operation a vector, after which mostly no more is to be asked, unless numbers on both sides
 * of 2 meet. */
static float joined(size_t n, const float *x) {
  enum { TURN = 4 * GN_LANES };
  gn_i4 bits = gn_int_splat(0), others = bits;
  size_t i = 0;
  for (; i + TURN <= n; i += TURN)
    for (size_t j = i; j < i + TURN; j += 2 * GN_LANES) {
      bits = gn_int_or(bits, gn_bits(gn_load(x + j)));
      others = gn_int_or(others, gn_bits(gn_load(x + j + GN_LANES)));
    }
  for (; i < n; i++) bits = gn_int_or(bits, gn_bits(gn_load_splat(x + i)));
  const int32_t all = any_bits(gn_int_or(bits, others)) & INT32_MAX;
  float most;
  memcpy(&most, &all, sizeof most);
  return most;
}

bool gn_vec_is_within(size_t n, const float *x, float limit) {
  return (n > MANY && joined(n, x) <= limit) || gn_vec_max_abs(n, x) <= limit;
}

bool gn_vec_flush(size_t n, const float *x, float *y) {
  gn_i4 found = gn_int_splat(0);
  for (size_t i = 0, lanes; i < n; i += lanes) {
    lanes = gn_lanes_of(n - i);
    const gn_f4 v = gn_lanes_load(x + i, lanes);
    const gn_i4 denormal = gn_denormal_bits(v);
    found = gn_int_or(found, denormal);
    if (y) gn_lanes_store(y + i, gn_from_bits(gn_int_sub(gn_bits(v), denormal)), lanes);
  }
  return any_bits(found) != 0;
}
