/* penalty.h: l1·Σ|w| + l2·Σw², of which l1, l2 and l1l2 are special cases. */
#ifndef GN_PENALTY_H
#define GN_PENALTY_H

#include <stddef.h>

#include "../kind.h"

/* Sums in double, since a gradient check takes differences of them; in four parts, so that one addition
 * need not wait for the last. */
static inline double gn_penalty(double l1, double l2, size_t count, const float *w) {
  enum { PARTS = 4 };
  double absolute[PARTS] = {0}, square[PARTS] = {0};
  for (size_t i = 0; i < count; i++) {
    const double x = (double)w[i];
    absolute[i % PARTS] += x < 0 ? -x : x;
    square[i % PARTS] += x * x;
  }
  return l1 * ((absolute[0] + absolute[1]) + (absolute[2] + absolute[3])) +
         l2 * ((square[0] + square[1]) + (square[2] + square[3]));
}

/* g += l1·sign(w) + 2·l2·w, with sign(0) = 0 */
static inline void gn_penalty_add_gradient(double l1, double l2, size_t count, const float *restrict w,
                                           float *restrict g) {
  const float slope = (float)l1, twice = (float)(2 * l2);
  for (size_t i = 0; i < count; i++) g[i] += (w[i] > 0 ? slope : w[i] < 0 ? -slope : 0) + twice * w[i];
}

#define GN_FIELD_L1(options_, fallback_)                                                                     \
  {                                                                                                          \
    .name = "l1", .type = GN_NUMBER, .offset = offsetof(options_, l1), .fallback = fallback_, .min = "0",    \
    .max = "1000000", .about = {                                                                             \
      "What the sum of the weights' absolute values counts in the loss.",                                    \
      "权重绝对值之和计入损失的系数。"                                                        \
    }                                                                                                        \
  }

#define GN_FIELD_L2(options_, fallback_)                                                                     \
  {                                                                                                          \
    .name = "l2", .type = GN_NUMBER, .offset = offsetof(options_, l2), .fallback = fallback_, .min = "0",    \
    .max = "1000000", .about = {                                                                             \
      "What the sum of the weights' squares counts in the loss.",                                            \
      "权重平方之和计入损失的系数。"                                                           \
    }                                                                                                        \
  }

#endif
