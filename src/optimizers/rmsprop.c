#include <math.h>

#include "common.h"

typedef struct rmsprop_options {
  double learning_rate, rho, epsilon, momentum;
} rmsprop_options;

static int states(const void *options) { return ((const rmsprop_options *)options)->momentum != 0 ? 2 : 1; }

/* What is rounded to float once for all weights. */
typedef struct numbers {
  float rate, epsilon, momentum, keep, intake;
} numbers;

/* s ← ρs + (1−ρ)g²,  w ← w − ηg/(√s + ε) */
static void walk(size_t count, numbers c, const float *restrict g, float *restrict w, float *restrict s) {
  for (size_t i = 0; i < gn_whole(count); i++) {
    s[i] = c.keep * s[i] + (c.intake * g[i] * g[i] + GN_FLOOR);
    w[i] -= c.rate * (g[i] / (sqrtf(s[i]) + c.epsilon));
  }
}

/* … with momentum v ← μv + g/(√s + ε), w ← w − ηv. */
static void walk_with_momentum(size_t count, numbers c, const float *restrict g, float *restrict w,
                               float *restrict s, float *restrict v) {
  for (size_t i = 0; i < gn_whole(count); i++) {
    s[i] = c.keep * s[i] + (c.intake * g[i] * g[i] + GN_FLOOR);
    v[i] = c.momentum * v[i] + (g[i] / (sqrtf(s[i]) + c.epsilon) + GN_FLOOR);
    w[i] -= c.rate * v[i];
  }
}

static void step(const void *options, const gn_update *u) {
  const rmsprop_options *o = options;
  const numbers c = {(float)u->learning_rate, (float)o->epsilon, (float)o->momentum, (float)o->rho,
                     (float)(1 - o->rho)};
  if (c.momentum != 0)
    walk_with_momentum(u->count, c, u->g, u->w, u->state[0], u->state[1]);
  else
    walk(u->count, c, u->g, u->w, u->state[0]);
}

static const gn_field fields[] = {
    GN_LEARNING_RATE("0.001"),
    {.name = "rho",
     .type = GN_NUMBER,
     .offset = offsetof(rmsprop_options, rho),
     .fallback = "0.9",
     .range = "from 0 to below 1",
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
                    "\\frac{g}{\\sqrt{s} + \\epsilon}",
         .source = "Tieleman, Hinton: Neural networks for machine learning, lecture 6.5, 2012",
         .fields = fields,
         .options_size = sizeof(rmsprop_options)},
    .state_names = {"meanSquare", "momentum"},
    .squares = 1,
    .states = states,
    .step = step,
};
