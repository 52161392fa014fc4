/* depthwiseConv2d: each channel has filters of its own. x [batch][height][width][channels],
 * kernel [kernel height][kernel width][channels][multiplier], bias [channels·multiplier],
 * z [batch][rows][columns][channels·multiplier].
 */
#include "../kernels/depthwise.h"
#include "../kernels/vec.h"
#include "weights.h"

typedef struct depthwise_options {
  gn_filter_options filter;
  int32_t depth_multiplier;
  gn_depthwise depthwise; /* what follows from them: build's */
} depthwise_options;

static gn_status build(gn_layer *layer, gn_failure *failure) {
  depthwise_options *o = layer->options;
  gn_window *window = &o->depthwise.window;
  const gn_status status = gn_window_fit(layer, &o->filter.window, "kernelSize", window, failure);
  if (status != GN_OK) return status;
  const int32_t channels = layer->input[0].size[2], multiplier = o->depth_multiplier;
  if ((double)channels * multiplier > 1e6)
    return gn_fail(failure, GN_LIMIT,
                   "layer %q would have more than 1000000 channels: give a smaller depthMultiplier",
                   layer->name);
  o->depthwise.channels = (size_t)channels;
  o->depthwise.multiplier = (size_t)multiplier;
  gn_filter_build(layer, window, multiplier, channels * multiplier);
  return GN_OK;
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const depthwise_options *o = layer->options;
  gn_depthwise_forward(&o->depthwise, pass->batch, pass->x[0], pass->w[GN_KERNEL],
                       o->filter.weights.use_bias ? pass->w[GN_BIAS] : NULL, pass->z);
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  const depthwise_options *o = layer->options;
  const size_t width = gn_shape_width(&layer->output);
  gn_depthwise_weights(&o->depthwise, pass->batch, pass->x[0], pass->dz, pass->dw[GN_KERNEL]);
  if (o->filter.weights.use_bias)
    gn_rows_sum(pass->batch * gn_shape_count(&layer->output) / width, width, pass->dz, pass->dw[GN_BIAS]);
  if (pass->dx[0]) gn_depthwise_inputs(&o->depthwise, pass->batch, pass->dz, pass->w[GN_KERNEL], pass->dx[0]);
}

static const gn_field fields[] = {
    {.name = "depthMultiplier",
     .type = GN_INTEGER,
     .offset = offsetof(depthwise_options, depth_multiplier),
     .fallback = "1",
     .range = "from 1 to 4096",
     .about = {"How many filters each channel has.", "每个通道的卷积核个数。"}},
    {.more = gn_filter_fields},
};

const gn_layer_kind gn_layer_depthwiseConv2d = {
    .kind =
        {.type = "depthwiseConv2d",
         .about =
             {"Convolution of each channel by itself: far fewer weights than conv2d; a conv2d of one pixel "
              "behind it mixes the channels.",
              "深度可分离卷积的第一步：每个通道单独卷积，参数少得多；其后接 1×1 卷积混合各通道。"},
         .formula = "a_{ij,cm+q} = f\\Big(b_{cm+q} + \\sum_{k,l} x_{i+k,\\,j+l,\\,c}\\, w_{klcq}\\Big)",
         .source = "Howard et al.: MobileNets, 2017, arXiv:1704.04861",
         .fields = fields,
         .options_size = sizeof(depthwise_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = offsetof(depthwise_options, filter.weights.activation),
    .build = build,
    .forward = forward,
    .backward = backward,
};
