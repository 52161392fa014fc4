#include "../kind.h"
#include "distributions.h"

typedef struct normal_options {
  double mean, stddev;
} normal_options;

static void fill(const void *options, double fan_in, double fan_out, gn_random *random, size_t count,
                 float *w) {
  const normal_options *o = options;
  (void)fan_in, (void)fan_out;
  gn_draw_normal(o->mean, o->stddev, random, count, w);
}

static const gn_field fields[] = {
    {.name = "mean",
     .type = GN_NUMBER,
     .offset = offsetof(normal_options, mean),
     .fallback = "0",
     .range = "from -1000000 to 1000000",
     .about = {"The mean.", "均值。"}},
    {.name = "stddev",
     .type = GN_NUMBER,
     .offset = offsetof(normal_options, stddev),
     .fallback = "0.05",
     .range = "from 0 to 1000000",
     .about = {"The standard deviation.", "标准差。"}},
    {0},
};

const gn_initializer gn_initializer_normal = {
    .kind = {.type = "normal",
             .about = {"A normal distribution, not truncated.", "正态分布，不截断。"},
             .formula = "w \\sim N(\\mu, \\sigma^2)",
             .fields = fields,
             .options_size = sizeof(normal_options)},
    .fill = fill,
};
