#include "norms.h"

typedef struct max_norm_options {
  double max;
} max_norm_options;

static void apply(const void *options, size_t inputs, size_t units, float *w) {
  const max_norm_options *o = options;
  gn_limit_norms(o->max, false, inputs, units, w);
}

static const gn_field fields[] = {
    {.name = "max",
     .type = GN_NUMBER,
     .offset = offsetof(max_norm_options, max),
     .fallback = "2",
     .range = "above 0 to 1000000",
     .about = {"The largest norm.", "最大范数。"}},
    {0},
};

const gn_constraint gn_constraint_maxNorm = {
    .kind = {.type = "maxNorm",
             .about = {"Scales a unit's incoming weights down to a norm.",
                       "把单元输入权重的范数限制在上限内。"},
             .formula = "w \\leftarrow w \\min(1, \\mathrm{max} / \\lVert w \\rVert)",
             .source = "Srebro, Rennie, Jaakkola: Maximum-margin matrix factorization, 2004",
             .fields = fields,
             .options_size = sizeof(max_norm_options)},
    .apply = apply,
};
