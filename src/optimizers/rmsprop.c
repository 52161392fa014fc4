#include <math.h>

#include "common.h"

typedef struct rmsprop_options {
  double learning_rate, rho, epsilon, momentum;
} rmsprop_options;

static int states(const void *options) { return ((const rmsprop_options *)options)->momentum != 0 ? 2 : 1; }

/* s ← ρs + (1−ρ)g²,  w ← w − ηg/(√s + ε); with momentum v ← μv + g/(√s + ε), w ← w − ηv. */
static void step(const void *options, const gn_update *u) {
  const rmsprop_options *o = options;
  const float rate = (float)u->learning_rate, epsilon = (float)o->epsilon, momentum = (float)o->momentum;
  const float keep = (float)o->rho, intake = (float)(1 - o->rho);
  const float *restrict g = u->g;
  float *restrict w = u->w, *restrict s = u->state[0], *restrict v = u->state[1];
  if (momentum != 0) {
    for (size_t i = 0; i < u->count; i++) {
      s[i] = keep * s[i] + (intake * g[i] * g[i] + GN_FLOOR);
      v[i] = momentum * v[i] + (g[i] / (sqrtf(s[i]) + epsilon) + GN_FLOOR);
      w[i] -= rate * v[i];
    }
  } else {
    for (size_t i = 0; i < u->count; i++) {
      s[i] = keep * s[i] + (intake * g[i] * g[i] + GN_FLOOR);
      w[i] -= rate * (g[i] / (sqrtf(s[i]) + epsilon));
    }
  }
}

static const gn_field fields[] = {
    GN_LEARNING_RATE("0.001"),
    {.name = "rho",
     .type = GN_NUMBER,
     .offset = offsetof(rmsprop_options, rho),
     .fallback = "0.9",
     .min = "0",
     .max = "1",
     .below_max = true,
     .about = GN_ABOUT_SQUARES_KEPT},
    GN_FIELD_EPSILON(rmsprop_options, "1e-8"),
    GN_FIELD_MOMENTUM(rmsprop_options),
    {0},
};

const gn_optimizer gn_optimizer_rmsprop = {
    .kind =
        {.type = "rmsprop",
         .about = {"A step size for each weight: the gradient over the root of the average of its squares.",
                   "逐权重步长：梯度除以其平方的指数加权平均的平方根。"},
         .formula = "s \\leftarrow \\rho s + (1 - \\rho)\\, g^2, \\quad w \\leftarrow w - \\eta\\, "
                    "\\frac{g}{\\sqrt{s} + "
                    "\\epsilon} \\quad \\text{(Tieleman, Hinton 2012)}",
         .fields = fields,
         .options_size = sizeof(rmsprop_options)},
    .state_names = {"meanSquare", "momentum"},
    .squares = 1,
    .states = states,
    .step = step,
};
