#include "norms.h"

static void apply(const void *options, size_t inputs, size_t units, float *w) {
  (void)options;
  gn_limit_norms(1, true, inputs, units, w);
}

const gn_constraint gn_constraint_unitNorm = {
    .kind = {.type = "unitNorm",
             .about = {"Keeps the norm of a unit's incoming weights at 1.", "使单元输入权重的范数保持为 1。"},
             .formula = "w \\leftarrow w / \\lVert w \\rVert"},
    .apply = apply,
};
