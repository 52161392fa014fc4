#include <math.h>

#include "../kernels/vec.h"
#include "common.h"

typedef struct adagrad_options {
  double learning_rate, initial_accumulator, epsilon;
} adagrad_options;

static int states(const void *options) {
  (void)options;
  return 1;
}

/* s ← s + g²,  w ← w − ηg/(√s + ε) */
static void walk(size_t count, float rate, float epsilon, const float *restrict g, float *restrict w,
                 float *restrict s) {
  for (size_t i = 0; i < gn_whole(count); i++) {
    s[i] += g[i] * g[i] + GN_FLOOR;
    w[i] -= rate * (g[i] / (sqrtf(s[i]) + epsilon));
  }
}

static void step(const void *options, const gn_update *u) {
  const adagrad_options *o = options;
  if (u->t == 1) gn_vec_fill(u->count, (float)o->initial_accumulator, u->state[0]);
  walk(u->count, (float)u->learning_rate, (float)o->epsilon, u->g, u->w, u->state[0]);
}

static const gn_field fields[] = {
    GN_LEARNING_RATE("0.01"),
    {.name = "initialAccumulator",
     .type = GN_NUMBER,
     .offset = offsetof(adagrad_options, initial_accumulator),
     .fallback = "0",
     .range = "from 0 to 1000000",
     .about = {"What the sum of squared gradients starts from.", "梯度平方和的初值。"}},
    GN_FIELD_EPSILON(adagrad_options, "1e-10"),
    {0},
};

const gn_optimizer gn_optimizer_adagrad = {
    .kind =
        {.type = "adagrad",
         .about =
             {"A step size for each weight that shrinks with the sum of all its squared gradients so far.",
              "逐权重步长：随该权重历次梯度平方之和的增大而减小。"},
         .formula =
             "s \\leftarrow s + g^2, \\quad w \\leftarrow w - \\eta\\, \\frac{g}{\\sqrt{s} + \\epsilon}",
         .source = "Duchi, Hazan, Singer: Adaptive subgradient methods for online learning and stochastic "
                   "optimization, 2011",
         .fields = fields,
         .options_size = sizeof(adagrad_options)},
    .state_names = {"sumOfSquares"},
    .squares = 1,
    .states = states,
    .step = step,
};
