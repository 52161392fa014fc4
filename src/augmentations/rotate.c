#include "common.h"

typedef struct rotate_options {
  double degrees;
  int32_t fill;
} rotate_options;

/* Anticlockwise as one sees it, y pointing down: x′ = x cos θ + y sin θ, y′ = y cos θ − x sin θ. Backwards
 * the sines change sign. */
static void move(const void *options, gn_random *random, gn_warp *warp) {
  const rotate_options *o = options;
  double sine, cosine;
  gn_sine_cosine(o->degrees * gn_draw_signed(random), &sine, &cosine);
  gn_warp_step(warp, &(gn_map){{{cosine, -sine, 0}, {sine, cosine, 0}}});
  warp->edge |= o->fill;
}

static const gn_field fields[] = {
    {.name = "degrees",
     .type = GN_NUMBER,
     .offset = offsetof(rotate_options, degrees),
     .fallback = "10",
     .range = "from 0 to 180",
     .about = {"How far at most, either way.", "最大幅度（正反两个方向）。"}},
    GN_FIELD_FILL(rotate_options),
    {0},
};

const gn_augmentation gn_augmentation_rotate = {
    .kind = {.type = "rotate",
             .about = {"Turns the picture about its middle.", "绕中心随机旋转图像。"},
             .formula = "x' = x \\cos\\theta + y \\sin\\theta, \\quad y' = y \\cos\\theta - x \\sin\\theta",
             .fields = fields,
             .options_size = sizeof(rotate_options)},
    .move = move,
};
