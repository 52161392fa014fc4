/* common.h: fields and constants that several optimizers share.
 *
 * The loops over parameters are plain C: without aliasing (restrict, which clang heeds on a function's
 * parameters only) the compiler makes vectors of them, and an elementwise loop gives the same bits either
 * way.
 */
#ifndef GN_OPTIMIZERS_COMMON_H
#define GN_OPTIMIZERS_COMMON_H

#include <stddef.h>

#include "../kind.h"

/* Averages that only ever shrink would end among the denormals, where arithmetic is some seven times
 * slower (a dead ReLU is enough); this much, added at each step, keeps them out and changes nothing else. */
#define GN_FLOOR 1e-30f

/* The sentence about beta2 and rho. */
#define GN_ABOUT_SQUARES_KEPT                                                                                \
  {                                                                                                          \
    "How much of the average of past squared gradients is kept at each step.",                               \
        "每一步保留多少历史梯度平方的指数加权平均。"                                    \
  }

#define GN_FIELD_EPSILON(options_, fallback_)                                                                \
  {                                                                                                          \
    .name = "epsilon", .type = GN_NUMBER, .offset = offsetof(options_, epsilon), .fallback = fallback_,      \
    .range = "from 0 to 1", .about = {                                                                       \
      "Added to the root in the denominator, against division by 0.",                                        \
      "加在分母的平方根上，防止除以 0。"                                                      \
    }                                                                                                        \
  }

#define GN_FIELD_MOMENTUM(options_)                                                                          \
  {                                                                                                          \
    .name = "momentum", .type = GN_NUMBER, .offset = offsetof(options_, momentum), .fallback = "0",          \
    .range = "from 0 to 1", .about = {                                                                       \
      "How much of the last step's velocity is kept.",                                                       \
      "动量（冲量）：保留上一步速度的比例。"                                               \
    }                                                                                                        \
  }

#define GN_FIELD_WEIGHT_DECAY(options_, fallback_, en_, zh_)                                                 \
  {                                                                                                          \
    .name = "weightDecay", .type = GN_NUMBER, .offset = offsetof(options_, weight_decay),                    \
    .fallback = fallback_, .range = "from 0 to 1000", .about = {                                             \
      en_,                                                                                                   \
      zh_                                                                                                    \
    }                                                                                                        \
  }

#endif
