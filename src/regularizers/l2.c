#include "penalty.h"

typedef struct l2_options {
  double l2;
} l2_options;

static double penalty(const void *options, size_t count, const float *w) {
  const l2_options *o = options;
  return gn_penalty(0, o->l2, count, w);
}

static void add_gradient(const void *options, size_t count, const float *w, float *g) {
  const l2_options *o = options;
  gn_penalty_add_gradient(0, o->l2, count, w, g);
}

static const gn_field fields[] = {
    GN_FIELD_L2(l2_options, "0.01"),
    {0},
};

const gn_regularizer gn_regularizer_l2 = {
    .kind = {.type = "l2",
             .about = {"Draws each weight towards 0 in proportion to its size, so that none becomes large.",
                       "L2 正则化：按大小成比例地把权重拉向 0，避免出现很大的权重。"},
             .formula = "\\lambda_2 \\sum w^2",
             .source = "Krogh, Hertz: A simple weight decay can improve generalization, 1991",
             .fields = fields,
             .options_size = sizeof(l2_options)},
    .penalty = penalty,
    .add_gradient = add_gradient,
};
