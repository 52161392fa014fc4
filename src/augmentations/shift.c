#include "common.h"

typedef struct shift_options {
  double pixels;
  int32_t axis, fill;
} shift_options;

static void move(const void *options, gn_random *random, gn_warp *warp) {
  const shift_options *o = options;
  gn_map step = {{{1, 0, 0}, {0, 1, 0}}};
  for (int k = 0; k < 2; k++)
    if (gn_axis_has(o->axis, k)) step.m[k][2] = -o->pixels * gn_draw_signed(random);
  gn_warp_step(warp, &step);
  warp->edge |= o->fill;
}

static const gn_field fields[] = {
    {.name = "pixels",
     .type = GN_NUMBER,
     .offset = offsetof(shift_options, pixels),
     .fallback = "2",
     .range = "from 0 to 10000",
     .about = {"How far at most, either way.", "最大幅度（正反两个方向）。"}},
    GN_FIELD_AXIS(shift_options, "\"both\""),
    GN_FIELD_FILL(shift_options),
    {0},
};

const gn_augmentation gn_augmentation_shift = {
    .kind = {.type = "shift",
             .about = {"Moves the picture; along both axes, by a distance each.",
                       "随机平移图像；两个方向各自取值。"},
             .formula = "x' = x + p\\,u, \\quad u \\sim U(-1, 1)",
             .fields = fields,
             .options_size = sizeof(shift_options)},
    .move = move,
};
