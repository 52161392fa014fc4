#include "penalty.h"

static const gn_field fields[] = {
    GN_FIELD_L1("0"),
    GN_FIELD_L2("0"),
    {0},
};

const gn_regularizer gn_regularizer_l1l2 = {
    .kind = {.type = "l1l2",
             .about = {"L1 and L2 together.", "L1 与 L2 正则化之和。"},
             .formula = "\\lambda_1 \\sum |w| + \\lambda_2 \\sum w^2",
             .source = "Zou, Hastie: Regularization and variable selection via the elastic net, 2005",
             .fields = fields,
             .options_size = sizeof(gn_penalty_options)},
    .penalty = gn_penalty_value,
    .add_gradient = gn_penalty_add_gradient,
};
