#include "penalty.h"

typedef struct l1l2_options {
  double l1, l2;
} l1l2_options;

static double penalty(const void *options, size_t count, const float *w) {
  const l1l2_options *o = options;
  return gn_penalty(o->l1, o->l2, count, w);
}

static void add_gradient(const void *options, size_t count, const float *w, float *g) {
  const l1l2_options *o = options;
  gn_penalty_add_gradient(o->l1, o->l2, count, w, g);
}

static const gn_field fields[] = {
    GN_FIELD_L1(l1l2_options, "0"),
    GN_FIELD_L2(l1l2_options, "0"),
    {0},
};

const gn_regularizer gn_regularizer_l1l2 = {
    .kind = {.type = "l1l2",
             .about = {"L1 and L2 together.", "L1 与 L2 正则化之和。"},
             .formula = "\\lambda_1 \\sum |w| + \\lambda_2 \\sum w^2",
             .source = "Zou, Hastie: Regularization and variable selection via the elastic net, 2005",
             .fields = fields,
             .options_size = sizeof(l1l2_options)},
    .penalty = penalty,
    .add_gradient = add_gradient,
};
