#include "common.h"

typedef struct flip_options {
  double probability;
  int32_t axis;
} flip_options;

static void move(const void *options, gn_random *random, gn_warp *warp) {
  const flip_options *o = options;
  gn_map step = {{{1, 0, 0}, {0, 1, 0}}};
  for (int k = 0; k < 2; k++)
    if (gn_axis_has(o->axis, k) && (double)gn_random_uniform(random) < o->probability) step.m[k][k] = -1;
  gn_warp_step(warp, &step);
}

static const gn_field fields[] = {
    GN_FIELD_AXIS(flip_options, "\"horizontal\""),
    {.name = "probability",
     .type = GN_NUMBER,
     .offset = offsetof(flip_options, probability),
     .fallback = "0.5",
     .range = "from 0 to 1",
     .about = {"How often.", "概率。"}},
    {0},
};

const gn_augmentation gn_augmentation_flip = {
    .kind =
        {.type = "flip",
         .about = {"Mirrors the picture or leaves it; horizontally: left and right change places.",
                   "以一定概率翻转图像；水平翻转即左右互换。"},
         .formula = "x' = -x",
         .source =
             "of photographs: Krizhevsky, Sutskever, Hinton: ImageNet classification with deep convolutional "
             "neural networks, 2012",
         .fields = fields,
         .options_size = sizeof(flip_options)},
    .move = move,
};
