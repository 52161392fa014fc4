/* penalty.h: l1·Σ|w| + l2·Σw², of which l1, l2 and l1l2 are special cases. */
#ifndef GN_PENALTY_H
#define GN_PENALTY_H

#include <stddef.h>

#include "../kind.h"

double gn_penalty(double l1, double l2, size_t count, const float *w);

/* g += l1·sign(w) + 2·l2·w, with sign(0) = 0 */
void gn_penalty_add_gradient(double l1, double l2, size_t count, const float *w, float *g);

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
