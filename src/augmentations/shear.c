#include "common.h"

typedef struct shear_options {
  double degrees;
  int32_t axis, fill;
} shear_options;

/* Along both axes one after the other, horizontally first. */
static void move(const void *options, gn_random *random, gn_warp *warp) {
  const shear_options *o = options;
  for (int k = 0; k < 2; k++) {
    if (!gn_axis_has(o->axis, k)) continue;
    double sine, cosine;
    gn_map step = {{{1, 0, 0}, {0, 1, 0}}};
    gn_sine_cosine(o->degrees * gn_draw_signed(random), &sine, &cosine);
    step.m[k][1 - k] = -sine / cosine;
    gn_warp_step(warp, &step);
  }
  warp->edge |= o->fill;
}

static const gn_field fields[] = {
    {.name = "degrees",
     .type = GN_NUMBER,
     .offset = offsetof(shear_options, degrees),
     .fallback = "10",
     .range = "from 0 to 80",
     .about = {"How far at most, either way.", "最大幅度（正反两个方向）。"}},
    GN_FIELD_AXIS(shear_options, "\"horizontal\""),
    GN_FIELD_FILL(shear_options),
    {0},
};

const gn_augmentation gn_augmentation_shear = {
    .kind = {.type = "shear",
             .about = {"Slants the picture; along both axes, by an angle each.",
                       "随机倾斜（错切）图像；两个方向各自取值。"},
             .formula = "x' = x + y \\tan\\varphi",
             .fields = fields,
             .options_size = sizeof(shear_options)},
    .move = move,
};
