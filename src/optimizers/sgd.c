#include "../kernels/vec.h"
#include "common.h"

typedef struct sgd_options {
  double learning_rate, momentum, dampening, weight_decay;
  bool nesterov;
} sgd_options;

static int states(const void *options) { return ((const sgd_options *)options)->momentum != 0; }

/* What is rounded to float once for all weights. */
typedef struct numbers {
  float rate, decay, momentum, intake, of_gradient, of_velocity;
} numbers;

/* g ← g + λw,  w ← w − ηg */
static void walk(size_t count, numbers c, const float *restrict g, float *restrict w) {
  for (size_t i = 0; i < gn_whole(count); i++) w[i] -= c.rate * (g[i] + c.decay * w[i]);
}

/* g ← g + λw,  v ← μv + (1 − dampening)g,  w ← w − η(nesterov ? g + μv : v).
 * The first v is g itself, undamped, as in PyTorch. */
static void walk_with_momentum(size_t count, numbers c, const float *restrict gradient, float *restrict w,
                               float *restrict v) {
  for (size_t i = 0; i < gn_whole(count); i++) {
    const float g = gradient[i] + c.decay * w[i];
    v[i] = c.momentum * v[i] + (c.intake * g + GN_FLOOR);
    w[i] -= c.rate * (c.of_gradient * g + c.of_velocity * v[i]);
  }
}

static void step(const void *options, const gn_update *u) {
  const sgd_options *o = options;
  const numbers c = {.rate = (float)u->learning_rate,
                     .decay = (float)o->weight_decay,
                     .momentum = (float)o->momentum,
                     .intake = u->t == 1 ? 1 : (float)(1 - o->dampening),
                     .of_gradient = o->nesterov ? 1 : 0,
                     .of_velocity = o->nesterov ? (float)o->momentum : 1};
  if (o->momentum != 0)
    walk_with_momentum(u->count, c, u->g, u->w, u->state[0]);
  else if (o->weight_decay != 0)
    walk(u->count, c, u->g, u->w);
  else
    gn_vec_axpy(u->count, -c.rate, u->g, u->w);
}

static const gn_field fields[] = {
    GN_LEARNING_RATE("0.01"),
    GN_FIELD_MOMENTUM(sgd_options),
    {.name = "dampening",
     .type = GN_NUMBER,
     .offset = offsetof(sgd_options, dampening),
     .fallback = "0",
     .range = "from 0 to 1",
     .about = {"How much less than the whole gradient enters the momentum; equal to momentum, it makes an "
               "exponentially "
               "weighted average.",
               "梯度计入动量时减弱的比例；与 momentum 相等时即为指数加权平均。"}},
    {.name = "nesterov",
     .type = GN_BOOLEAN,
     .offset = offsetof(sgd_options, nesterov),
     .fallback = "false",
     .about = {"Whether to look ahead along the momentum (Nesterov).",
               "是否沿动量方向先“看一步”（Nesterov 动量）。"}},
    GN_FIELD_WEIGHT_DECAY(sgd_options, "0",
                          "Added to the gradient, times the weight: an L2 penalty of half of it.",
                          "以该系数乘权重加到梯度上，相当于系数减半的 L2 正则化。"),
    {0},
};

const gn_optimizer gn_optimizer_sgd = {
    .kind =
        {.type = "sgd",
         .about = {"Gradient descent: one step against the gradient of the batch, with momentum if wanted.",
                   "梯度下降：沿本批样本梯度的反方向走一步，可带动量。"},
         .formula = "v \\leftarrow \\mu v + (1 - d)\\, g, \\quad w \\leftarrow w - \\eta v",
         .source = "Robbins, Monro, 1951; momentum: Polyak, 1964; as written here: Sutskever et al.: On the "
                   "importance of initialization and momentum in deep learning, 2013",
         .fields = fields,
         .options_size = sizeof(sgd_options)},
    .state_names = {"momentum"},
    .states = states,
    .step = step,
};
