/* elementary.c: the functions of elementary.h over arrays and for one number. */
#include "elementary.h"
#include "each.h"
#include "vec.h"

/* A function of elementary.h along arrays, and for one number. */
#define GN_FUNCTION(name_)                                                                                   \
  static void each_##name_(size_t n, const float *x, float *y) { gn_each(n, x, y, gn_##name_); }             \
  void gn_vec_##name_(size_t n, const float *x, float *y) { gn_in_vectors(n, x, y, each_##name_); }          \
  float gn_##name_##f(float x) {                                                                             \
    gn_vec_##name_(1, &x, &x);                                                                               \
    return x;                                                                                                \
  }

GN_FUNCTION(exp)
GN_FUNCTION(log)
GN_FUNCTION(sigmoid)
GN_FUNCTION(tanh)
