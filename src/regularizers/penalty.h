/* penalty.h: l1·Σ|w| + l2·Σw², of which l1, l2 and l1l2 are special cases: what has no field is 0. */
#ifndef GN_PENALTY_H
#define GN_PENALTY_H

#include <stddef.h>

#include "../kind.h"

typedef struct gn_penalty_options {
  double l1, l2;
} gn_penalty_options;

double gn_penalty_value(const void *options, size_t count, const float *w);

/* g += l1·sign(w) + 2·l2·w, with sign(0) = 0 */
void gn_penalty_add_gradient(const void *options, size_t count, const float *w, float *g);

#define GN_FIELD_L1(fallback_)                                                                               \
  {                                                                                                          \
    .name = "l1", .type = GN_NUMBER, .offset = offsetof(gn_penalty_options, l1), .fallback = fallback_,      \
    .range = "from 0 to 1000000", .about = {                                                                 \
      "What the sum of the weights' absolute values counts in the loss.",                                    \
      "权重绝对值之和计入损失的系数。"                                                        \
    }                                                                                                        \
  }

#define GN_FIELD_L2(fallback_)                                                                               \
  {                                                                                                          \
    .name = "l2", .type = GN_NUMBER, .offset = offsetof(gn_penalty_options, l2), .fallback = fallback_,      \
    .range = "from 0 to 1000000", .about = {                                                                 \
      "What the sum of the weights' squares counts in the loss.",                                            \
      "权重平方之和计入损失的系数。"                                                           \
    }                                                                                                        \
  }

#endif
