#include "adam_step.h"

static void step(const void *options, const gn_update *u) {
  const gn_adam_options *o = options;
  gn_adam_step(o, u, 1, o->weight_decay);
}

static const gn_field fields[] = {
    GN_LEARNING_RATE("0.001"),
    GN_ADAM_FIELD_BETA1,
    GN_ADAM_FIELD_BETA2,
    GN_FIELD_EPSILON(gn_adam_options, "1e-8"),
    GN_FIELD_WEIGHT_DECAY(gn_adam_options, "0",
                          "Added to the gradient, times the weight; adamw takes it off the weight instead.",
                          "以该系数乘权重加到梯度上；adamw 则直接从权重中减去。"),
    {0},
};

const gn_optimizer gn_optimizer_adam = {
    .kind = {.type = "adam",
             .about = {"Momentum and a step size for each weight, from averages of the gradient and of its "
                       "square, both "
                       "corrected for their start at 0.",
                       "结合动量与逐权重步长：对梯度及其平方作指数加权平均，并作偏差修正。"},
             .formula = "w \\leftarrow w - \\eta\\, \\frac{m / (1 - \\beta_1^t)}{\\sqrt{v / (1 - "
                        "\\beta_2^t)} + \\epsilon}",
             .source = "Kingma, Ba: Adam, a method for stochastic optimization, 2014, arXiv:1412.6980",
             .fields = fields,
             .options_size = sizeof(gn_adam_options)},
    .state_names = GN_ADAM_STATE_NAMES,
    .squares = GN_ADAM_SQUARES,
    .states = gn_adam_states,
    .step = step,
};
