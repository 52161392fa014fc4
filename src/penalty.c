/* penalty.c: the arithmetic of l1, l2 and l1l2 (regularizers/penalty.h). */
#include "regularizers/penalty.h"

/* Sums in double, since a gradient check takes differences of them; in four parts, so that one addition
 * need not wait for the last. */
double gn_penalty_value(const void *options, size_t count, const float *w) {
  const gn_penalty_options *o = options;
  enum { PARTS = 4 };
  double absolute[PARTS] = {0}, square[PARTS] = {0};
  for (size_t i = 0; i < count; i++) {
    const double x = (double)w[i];
    absolute[i % PARTS] += x < 0 ? -x : x;
    square[i % PARTS] += x * x;
  }
  return o->l1 * ((absolute[0] + absolute[1]) + (absolute[2] + absolute[3])) +
         o->l2 * ((square[0] + square[1]) + (square[2] + square[3]));
}

void gn_penalty_add_gradient(const void *options, size_t count, const float *restrict w, float *restrict g) {
  const gn_penalty_options *o = options;
  const float slope = (float)o->l1, twice = (float)(2 * o->l2);
  for (size_t i = 0; i < count; i++) g[i] += (w[i] > 0 ? slope : w[i] < 0 ? -slope : 0) + twice * w[i];
}
