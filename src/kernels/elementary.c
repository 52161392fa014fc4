/* elementary.c: the functions of elementary.h over arrays and for one number. */
#include "elementary.h"
#include "each.h"
#include "vec.h"

static void each_exp(size_t n, const float *x, float *y) { gn_each(n, x, y, gn_exp); }
static void each_log(size_t n, const float *x, float *y) { gn_each(n, x, y, gn_log); }

/* With the slope, which may be NULL: the code of a function, which is long, is there only once. */
GN_APART void gn_vec_sigmoid_slope(size_t n, const float *x, float *y, float *slope) {
  const gn_f4 zero = gn_splat(0);
  for (size_t i = 0; i < n; i += GN_LANES) {
    const gn_f4 v = gn_load(x + i), power = gn_sigmoid_power(v);
    const gn_f4 s = gn_sigmoid_of_power(power, gn_less(v, zero));
    if (slope) gn_store(slope + i, gn_mul(s, gn_sigmoid_of_power(power, gn_less(zero, v))));
    gn_store(y + i, s);
  }
}

GN_APART void gn_vec_tanh_slope(size_t n, const float *x, float *y, float *slope) {
  const gn_f4 one = GN_CONSTANT(one);
  for (size_t i = 0; i < n; i += GN_LANES) {
    const gn_f4 t = gn_tanh(gn_load(x + i));
    if (slope) gn_store(slope + i, gn_mul(gn_sub(one, t), gn_add(one, t)));
    gn_store(y + i, t);
  }
}

static void each_sigmoid(size_t n, const float *x, float *y) { gn_vec_sigmoid_slope(n, x, y, NULL); }
static void each_tanh(size_t n, const float *x, float *y) { gn_vec_tanh_slope(n, x, y, NULL); }

/* Along arrays of any length, and for one number. */
#define GN_FUNCTION(name_)                                                                                   \
  void gn_vec_##name_(size_t n, const float *x, float *y) { gn_in_vectors(n, x, y, each_##name_); }          \
  float gn_##name_##f(float x) {                                                                             \
    gn_vec_##name_(1, &x, &x);                                                                               \
    return x;                                                                                                \
  }

GN_FUNCTION(exp)
GN_FUNCTION(log)
GN_FUNCTION(sigmoid)
GN_FUNCTION(tanh)
