#include "common.h"

typedef struct scale_options {
  double share;
  int32_t axis, fill;
} scale_options;

static void move(const void *options, gn_random *random, gn_warp *warp) {
  const scale_options *o = options;
  gn_map step = {{{1, 0, 0}, {0, 1, 0}}};
  const double factor = 1 + o->share * gn_draw_signed(random);
  for (int k = 0; k < 2; k++)
    if (gn_axis_has(o->axis, k)) step.m[k][k] = 1 / factor;
  gn_warp_step(warp, &step);
  warp->edge |= o->fill;
}

static const gn_field fields[] = {
    {.name = "share",
     .type = GN_NUMBER,
     .offset = offsetof(scale_options, share),
     .fallback = "0.1",
     .range = "from 0 to 0.99",
     .about = {"How much at most, either way: 0.1 is from 90 % to 110 %.",
               "最大幅度：0.1 即 90 % 到 110 %。"}},
    GN_FIELD_AXIS(scale_options, "\"both\""),
    GN_FIELD_FILL(scale_options),
    {0},
};

const gn_augmentation gn_augmentation_scale = {
    .kind = {.type = "scale",
             .about = {"Makes the picture larger or smaller; along both axes, by one factor.",
                       "随机放大或缩小图像；两个方向用同一倍率。"},
             .formula = "x' = (1 + s\\,u)\\,x, \\quad u \\sim U(-1, 1)",
             .fields = fields,
             .options_size = sizeof(scale_options)},
    .move = move,
};
