#include "common.h"

typedef struct elastic_options {
  double alpha, sigma;
  int32_t fill;
} elastic_options;

static void move(const void *options, gn_random *random, gn_warp *warp) {
  const elastic_options *o = options;
  for (int k = 0; k < 2; k++) {
    for (size_t i = 0; i < warp->height * warp->width; i++) warp->spare[0][i] = (float)gn_draw_signed(random);
    gn_warp_displace(warp, k, o->alpha, o->sigma);
  }
  warp->edge |= o->fill;
}

static const gn_field fields[] = {
    {.name = "alpha",
     .type = GN_NUMBER,
     .offset = offsetof(elastic_options, alpha),
     .fallback = "34",
     .range = "from 0 to 10000",
     .about = {"How strong: pixels before smoothing, which takes most away.",
               "强度：平滑前的位移（像素），平滑后会小得多。"}},
    {.name = "sigma",
     .type = GN_NUMBER,
     .offset = offsetof(elastic_options, sigma),
     .fallback = "4",
     .range = "from 0.3 to 32",
     .about = {"How smooth: the standard deviation of the Gaussian, in pixels.",
               "平滑程度：高斯函数的标准差（像素）。"}},
    GN_FIELD_FILL(elastic_options),
    {0},
};

_Static_assert(GN_SIGMA_MAX == 32, "the field's bound");

const gn_augmentation gn_augmentation_elastic = {
    .kind = {.type = "elastic",
             .about = {"Bends the picture smoothly, as another hand would write it.",
                       "平滑地扭曲图像，如同换人书写。"},
             .formula = "d = \\alpha\\, G_\\sigma * u, \\quad u \\sim U(-1, 1)",
             .source = "Simard, Steinkraus, Platt: Best practices for convolutional neural networks applied "
                       "to visual document analysis, 2003",
             .fields = fields,
             .options_size = sizeof(elastic_options)},
    .move = move,
    .displaces = true,
};
