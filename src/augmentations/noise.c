#include <stddef.h>

#include "../kind.h"

typedef struct noise_options {
  double standard_deviation;
} noise_options;

static void paint(const void *options, gn_random *random, const gn_shape *shape, float *v) {
  const float deviation = (float)((const noise_options *)options)->standard_deviation;
  for (size_t i = 0, count = gn_shape_count(shape); i < count; i++)
    v[i] += deviation * gn_random_normal(random);
}

static const gn_field fields[] = {
    {.name = "standardDeviation",
     .type = GN_NUMBER,
     .offset = offsetof(noise_options, standard_deviation),
     .range = "from 0 to 1000000",
     .about = {"In units of the data as given: for bytes, 25 is a tenth of their range.",
               "以原始数据为单位：字节的 25 约为全范围的十分之一。"}},
    {0},
};

const gn_augmentation gn_augmentation_noise = {
    .kind = {.type = "noise",
             .about = {"Adds Gaussian noise to each value.", "给每个值加上高斯噪声。"},
             .formula = "v' = v + \\sigma\\, n, \\quad n \\sim N(0, 1)",
             .source = "Bishop: Training with noise is equivalent to Tikhonov regularization, 1995",
             .fields = fields,
             .options_size = sizeof(noise_options)},
    .paint = paint,
};
