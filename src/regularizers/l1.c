#include "penalty.h"

static const gn_field fields[] = {
    GN_FIELD_L1("0.01"),
    {0},
};

const gn_regularizer gn_regularizer_l1 = {
    .kind = {.type = "l1",
             .about = {"Draws each weight towards 0 at a constant pace, so that many become 0.",
                       "L1 正则化：以恒定的速度把权重拉向 0，使许多权重变为 0。"},
             .formula = "\\lambda_1 \\sum |w|",
             .source = "Tibshirani: Regression shrinkage and selection via the lasso, 1996",
             .fields = fields,
             .options_size = sizeof(gn_penalty_options)},
    .penalty = gn_penalty_value,
    .add_gradient = gn_penalty_add_gradient,
};
