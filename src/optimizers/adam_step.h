/* adam_step.h: the arithmetic of adam and adamw, which differ only in where weight decay goes. */
#ifndef GN_ADAM_STEP_H
#define GN_ADAM_STEP_H

#include <math.h>

#include "common.h"

/* Starts with learning_rate, as every optimizer's options do. */
typedef struct gn_adam_options {
  double learning_rate, beta1, beta2, epsilon, weight_decay;
} gn_adam_options;

/* baseᵗ by repeated squaring: the same bits everywhere, which pow() does not promise. */
static inline double gn_power(double base, uint64_t t) {
  double result = 1;
  for (; t > 0; t >>= 1, base *= base)
    if (t & 1) result *= base;
  return result;
}

/* g ← g + decay·w,  m ← β₁m + (1−β₁)g,  v ← β₂v + (1−β₂)g²,
 * w ← shrink·w − (η/(1−β₁ᵗ)) m / (√v/√(1−β₂ᵗ) + ε)
 * The corrections act on the step alone; they are not fed back into m and v. */
static inline void gn_adam_step(const gn_adam_options *o, const gn_update *u, double shrink_, double decay_) {
  const float b1 = (float)o->beta1, c1 = (float)(1 - o->beta1);
  const float b2 = (float)o->beta2, c2 = (float)(1 - o->beta2);
  const float rate = (float)(u->learning_rate / (1 - gn_power(o->beta1, u->t)));
  const float unbias = (float)(1 / sqrt(1 - gn_power(o->beta2, u->t)));
  const float epsilon = (float)o->epsilon, shrink = (float)shrink_, decay = (float)decay_;
  const float *restrict gradient = u->g;
  float *restrict w = u->w, *restrict m = u->state[0], *restrict v = u->state[1];
  for (size_t i = 0; i < u->count; i++) {
    const float g = gradient[i] + decay * w[i];
    m[i] = b1 * m[i] + (c1 * g + GN_FLOOR);
    v[i] = b2 * v[i] + (c2 * g * g + GN_FLOOR);
    w[i] = shrink * w[i] - rate * (m[i] / (sqrtf(v[i]) * unbias + epsilon));
  }
}

static inline int gn_adam_states(const void *options) {
  (void)options;
  return 2;
}

#define GN_ADAM_STATE_NAMES                                                                                  \
  { "firstMoment", "secondMoment" }

#define GN_ADAM_FIELD_BETA1                                                                                  \
  {                                                                                                          \
    .name = "beta1", .type = GN_NUMBER, .offset = offsetof(gn_adam_options, beta1), .fallback = "0.9",       \
    .min = "0", .max = "1", .below_max = true, .about = {                                                    \
      "How much of the average of past gradients is kept at each step.",                                     \
      "每一步保留多少历史梯度的指数加权平均。"                                            \
    }                                                                                                        \
  }

#define GN_ADAM_FIELD_BETA2                                                                                  \
  {                                                                                                          \
    .name = "beta2", .type = GN_NUMBER, .offset = offsetof(gn_adam_options, beta2), .fallback = "0.999",     \
    .min = "0", .max = "1", .below_max = true, .about = GN_ABOUT_SQUARES_KEPT                                \
  }

#endif
