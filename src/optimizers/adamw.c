#include "adam_step.h"

static void step(const void *options, const gn_update *u) {
  const gn_adam_options *o = options;
  gn_adam_step(o, u, 1 - u->learning_rate * o->weight_decay, 0);
}

static const gn_field fields[] = {
    GN_LEARNING_RATE("0.001"),
    GN_ADAM_FIELD_BETA1,
    GN_ADAM_FIELD_BETA2,
    GN_FIELD_EPSILON(gn_adam_options, "1e-8"),
    GN_FIELD_WEIGHT_DECAY(gn_adam_options, "0.01",
                          "Each step shrinks the weights by this times the learning rate.",
                          "每一步权重按该系数与学习率之积的比例缩小。"),
    {0},
};

const gn_optimizer gn_optimizer_adamw = {
    .kind = {.type = "adamw",
             .about = {"Adam with weight decay apart from the gradient, so that the averages do not see it.",
                       "权重衰减与梯度分离的 Adam，衰减不进入两个平均值。"},
             .formula = "w \\leftarrow (1 - \\eta \\lambda)\\, w - \\eta\\, \\frac{m / (1 - "
                        "\\beta_1^t)}{\\sqrt{v / (1 - \\beta_2^t)} + \\epsilon}",
             .source = "Loshchilov, Hutter: Decoupled weight decay regularization, 2017, arXiv:1711.05101",
             .fields = fields,
             .options_size = sizeof(gn_adam_options)},
    .state_names = GN_ADAM_STATE_NAMES,
    .squares = GN_ADAM_SQUARES,
    .states = gn_adam_states,
    .step = step,
};
