/* adam_step.h: the arithmetic of adam and adamw, which differ only in where weight decay goes. */
#ifndef GN_ADAM_STEP_H
#define GN_ADAM_STEP_H

#include <math.h>

#include "../kernels/adam.h"
#include "../kernels/power.h"
#include "common.h"

/* Starts with learning_rate, as every optimizer's options do. */
typedef struct gn_adam_options {
  double learning_rate, beta1, beta2, epsilon, weight_decay;
} gn_adam_options;

/* The loop of kernels/adam.h with rate = η/(1−β₁ᵗ), unbias = 1/√(1−β₂ᵗ). These corrections act on the step
 * alone; they are not fed back into m and v. */
static inline void gn_adam_step(const gn_adam_options *o, const gn_update *u, double shrink, double decay) {
  const gn_adam a = {.beta1 = (float)o->beta1,
                     .intake1 = (float)(1 - o->beta1),
                     .beta2 = (float)o->beta2,
                     .intake2 = (float)(1 - o->beta2),
                     .rate = (float)(u->learning_rate / (1 - gn_power(o->beta1, u->t))),
                     .unbias = (float)(1 / sqrt(1 - gn_power(o->beta2, u->t))),
                     .epsilon = (float)o->epsilon,
                     .shrink = (float)shrink,
                     .decay = (float)decay,
                     .floor = GN_FLOOR};
  gn_adam_loop(&a, u->count, u->g, u->w, u->state[0], u->state[1]);
}

static inline int gn_adam_states(const void *options) {
  (void)options;
  return 2;
}

#define GN_ADAM_STATE_NAMES                                                                                  \
  { "firstMoment", "secondMoment" }
#define GN_ADAM_SQUARES 2

#define GN_ADAM_FIELD_BETA1                                                                                  \
  {                                                                                                          \
    .name = "beta1", .type = GN_NUMBER, .offset = offsetof(gn_adam_options, beta1), .fallback = "0.9",       \
    .range = "from 0 to below 1", .about = {                                                                 \
      "How much of the average of past gradients is kept at each step.",                                     \
      "每一步保留多少历史梯度的指数加权平均。"                                            \
    }                                                                                                        \
  }

#define GN_ADAM_FIELD_BETA2                                                                                  \
  {                                                                                                          \
    .name = "beta2", .type = GN_NUMBER, .offset = offsetof(gn_adam_options, beta2), .fallback = "0.999",     \
    .range = "from 0 to below 1", .about = GN_ABOUT_SQUARES_KEPT                                             \
  }

#endif
