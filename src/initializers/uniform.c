#include "../kind.h"
#include "distributions.h"

typedef struct uniform_options {
  double min, max;
} uniform_options;

static void fill(const void *options, double fan_in, double fan_out, gn_random *random, size_t count,
                 float *w) {
  const uniform_options *o = options;
  (void)fan_in, (void)fan_out;
  gn_draw_uniform(o->min, o->max, random, count, w);
}

static const gn_field fields[] = {
    {.name = "min",
     .type = GN_NUMBER,
     .offset = offsetof(uniform_options, min),
     .fallback = "-0.05",
     .range = "from -1000000 to 1000000",
     .about = {"The least value.", "最小值。"}},
    {.name = "max",
     .type = GN_NUMBER,
     .offset = offsetof(uniform_options, max),
     .fallback = "0.05",
     .range = "from -1000000 to 1000000",
     .about = {"The greatest value.", "最大值。"}},
    {0},
};

const gn_initializer gn_initializer_uniform = {
    .kind = {.type = "uniform",
             .about = {"Each value between min and max equally likely.", "在 min 与 max 之间均匀取值。"},
             .formula = "w \\sim U(\\mathrm{min}, \\mathrm{max})",
             .fields = fields,
             .options_size = sizeof(uniform_options)},
    .fill = fill,
};
