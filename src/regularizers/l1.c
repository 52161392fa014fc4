#include "penalty.h"

typedef struct l1_options {
  double l1;
} l1_options;

static double penalty(const void *options, size_t count, const float *w) {
  const l1_options *o = options;
  return gn_penalty(o->l1, 0, count, w);
}

static void add_gradient(const void *options, size_t count, const float *w, float *g) {
  const l1_options *o = options;
  gn_penalty_add_gradient(o->l1, 0, count, w, g);
}

static const gn_field fields[] = {
    GN_FIELD_L1(l1_options, "0.01"),
    {0},
};

const gn_regularizer gn_regularizer_l1 = {
    .kind = {.type = "l1",
             .about = {"Draws each weight towards 0 at a constant pace, so that many become 0.",
                       "L1 正则化：以恒定的速度把权重拉向 0，使许多权重变为 0。"},
             .formula = "\\lambda_1 \\sum |w|",
             .source = "Tibshirani: Regression shrinkage and selection via the lasso, 1996",
             .fields = fields,
             .options_size = sizeof(l1_options)},
    .penalty = penalty,
    .add_gradient = add_gradient,
};
