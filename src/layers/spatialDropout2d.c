/* spatialDropout2d: dropout of whole channels, since neighbouring pixels of one say nearly the same: while
 * training, each channel of a sample survives with probability 1 − rate and is then divided by it.
 */
#include "../kernels/vec.h"
#include "window.h"

typedef struct spatial_dropout_options {
  double rate;
} spatial_dropout_options;

static gn_status build(gn_layer *layer, gn_failure *failure) {
  layer->output = layer->input[0];
  layer->kept_per_sample = gn_shape_width(&layer->input[0]); /* each channel's factor */
  return gn_window_needs_image(layer, failure);
}

/* to [batch][pixels][channels] = from · factor [batch][channels] */
static void scale(const gn_layer *layer, const gn_pass *pass, const float *from, float *to) {
  const size_t channels = gn_shape_width(&layer->input[0]);
  const size_t pixels = gn_shape_count(&layer->input[0]) / channels;
  for (size_t r = 0; r < pass->batch * pixels; r++)
    gn_vec_product_of(channels, pass->kept + r / pixels * channels, from + r * channels, to + r * channels);
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const double rate = ((const spatial_dropout_options *)layer->options)->rate;
  const float survivor = (float)(1 / (1 - rate));
  for (size_t i = 0; i < pass->batch * layer->kept_per_sample; i++)
    pass->kept[i] = !pass->training ? 1 : (double)gn_random_uniform(&pass->random) < rate ? 0 : survivor;
  scale(layer, pass, pass->x[0], pass->z);
}

static void backward(const gn_layer *layer, gn_pass *pass) { scale(layer, pass, pass->dz, pass->dx[0]); }

static const gn_field fields[] = {
    {.name = "rate",
     .type = GN_NUMBER,
     .offset = offsetof(spatial_dropout_options, rate),
     .range = "from 0 to below 1",
     .about = {"The probability with which each channel is dropped.", "每个通道被丢弃的概率。"}},
    {0},
};

const gn_layer_kind gn_layer_spatialDropout2d = {
    .kind = {.type = "spatialDropout2d",
             .about = {"Sets random whole channels to 0 at each training step; otherwise it does nothing.",
                       "空间随机失活：训练时每一步随机把若干整个通道置 0；其余时候不起作用。"},
             .formula = "a_{uvc} = \\frac{r_c x_{uvc}}{1 - p}, \\quad P(r_c = 0) = p",
             .source = "Tompson et al.: Efficient object localization using convolutional networks, 2014, "
                       "arXiv:1411.4280",
             .fields = fields,
             .options_size = sizeof(spatial_dropout_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .draws = true,
    .activation = GN_NO_ACTIVATION,
    .build = build,
    .forward = forward,
    .backward = backward,
};
