#include "../kind.h"

static void apply(const void *options, size_t inputs, size_t units, float *w) {
  (void)options;
  for (size_t i = 0; i < inputs * units; i++)
    if (w[i] < 0) w[i] = 0;
}

const gn_constraint gn_constraint_nonNegative = {
    .kind = {.type = "nonNegative",
             .about = {"Sets negative weights to 0.", "把负的权重置为 0。"},
             .formula = "w \\leftarrow \\max(w, 0)"},
    .apply = apply,
};
