/* conv2d: filters slide over images. x [batch][height][width][channels],
 * kernel [kernel height][kernel width][channels][filters], bias [filters], z [batch][rows][columns][filters].
 */
#include "../kernels/conv.h"
#include "../kernels/vec.h"
#include "weights.h"

typedef struct conv2d_options {
  gn_filter_options filter;
  int32_t filters;
  gn_conv conv; /* what follows from them: build's */
} conv2d_options;

static uint64_t scratch(const gn_layer *layer, size_t batch) {
  return gn_conv_scratch(&((const conv2d_options *)layer->options)->conv, batch);
}

static gn_status build(gn_layer *layer, gn_failure *failure) {
  conv2d_options *o = layer->options;
  gn_window *window = &o->conv.window;
  gn_status status = gn_window_fit(layer, &o->filter.window, "kernelSize", window, failure);
  if (status != GN_OK) return status;
  const int32_t channels = layer->input[0].size[2];
  status =
      gn_window_check_room(layer, window, (size_t)(channels > o->filters ? channels : o->filters), failure);
  if (status != GN_OK) return status;
  o->conv.channels = (size_t)channels;
  o->conv.filters = (size_t)o->filters;
  gn_filter_build(layer, window, o->filters, o->filters);
  layer->multiply_adds *= (uint64_t)channels;
  layer->scratch = scratch;
  return GN_OK;
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const conv2d_options *o = layer->options;
  gn_conv_forward(&o->conv, pass->batch, pass->x[0], pass->w[GN_KERNEL],
                  o->filter.weights.use_bias ? pass->w[GN_BIAS] : NULL, pass->z, pass->scratch);
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  const conv2d_options *o = layer->options;
  const size_t pixels = pass->batch * o->conv.window.y.out * o->conv.window.x.out;
  gn_conv_weights(&o->conv, pass->batch, pass->x[0], pass->dz, pass->dw[GN_KERNEL], pass->scratch);
  if (o->filter.weights.use_bias) gn_rows_sum(pixels, o->conv.filters, pass->dz, pass->dw[GN_BIAS]);
  if (pass->dx[0])
    gn_conv_inputs(&o->conv, pass->batch, pass->dz, pass->w[GN_KERNEL], pass->dx[0], pass->scratch);
}

static const gn_field fields[] = {
    {.name = "filters",
     .type = GN_INTEGER,
     .offset = offsetof(conv2d_options, filters),
     .range = "from 1 to 1000000",
     .about = {"How many filters the layer has, and so how many channels its output.",
               "卷积核的个数，也就是输出的通道数。"}},
    {.more = gn_filter_fields},
};

const gn_layer_kind gn_layer_conv2d = {
    .kind =
        {.type = "conv2d",
         .about =
             {"Convolution: small filters slide over an image, and each gives a map of where it finds what "
              "it looks for.",
              "卷积层：多个小卷积核在图像上滑动，各自得到一张特征图。"},
         .formula = "a_{ijf} = f\\Big(b_f + \\sum_{k,l,c} x_{i+k,\\,j+l,\\,c}\\, w_{klcf}\\Big)",
         .source =
             "LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition, 1998",
         .fields = fields,
         .options_size = sizeof(conv2d_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = offsetof(conv2d_options, filter.weights.activation),
    .build = build,
    .forward = forward,
    .backward = backward,
};
