#include "penalty.h"

static const gn_field fields[] = {
    GN_FIELD_L2("0.01"),
    {0},
};

const gn_regularizer gn_regularizer_l2 = {
    .kind = {.type = "l2",
             .about = {"Draws each weight towards 0 in proportion to its size, so that none becomes large.",
                       "L2 正则化：按大小成比例地把权重拉向 0，避免出现很大的权重。"},
             .formula = "\\lambda_2 \\sum w^2",
             .source = "Krogh, Hertz: A simple weight decay can improve generalization, 1991",
             .fields = fields,
             .options_size = sizeof(gn_penalty_options)},
    .penalty = gn_penalty_value,
    .add_gradient = gn_penalty_add_gradient,
};
