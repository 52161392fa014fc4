/* depthwiseConv2d: each channel has filters of its own. x [batch][height][width][channels],
 * kernel [kernel height][kernel width][channels][multiplier], bias [channels·multiplier],
 * z [batch][rows][columns][channels·multiplier].
 */
#include "../kernels/depthwise.h"
#include "../kernels/vec.h"
#include "common.h"
#include "window.h"

typedef struct depthwise_options {
  int32_t depth_multiplier;
  gn_window_options window;
  bool use_bias;
  gn_choice activation, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer,
      kernel_constraint, bias_constraint;
  gn_depthwise depthwise; /* what follows from them: build's */
} depthwise_options;

enum { KERNEL, BIAS };

static gn_status build(gn_layer *layer, gn_failure *failure) {
  depthwise_options *o = layer->options;
  gn_window *window = &o->depthwise.window;
  const gn_status status = gn_window_fit(layer, &o->window, "kernelSize", window, failure);
  if (status != GN_OK) return status;
  const int32_t channels = layer->input[0].size[2], multiplier = o->depth_multiplier;
  if ((double)channels * multiplier > 1e6)
    return gn_fail(failure, GN_LIMIT,
                   "layer %q would have more than 1000000 channels: give a smaller depthMultiplier",
                   layer->name);
  const double taps = (double)window->y.size * (double)window->x.size;
  o->depthwise.channels = (size_t)channels;
  o->depthwise.multiplier = (size_t)multiplier;
  layer->output =
      (gn_shape){.rank = 3, .size = {(int32_t)window->y.out, (int32_t)window->x.out, channels * multiplier}};
  layer->parameters[KERNEL] = (gn_parameter){
      .name = "kernel",
      .shape = {.rank = 4, .size = {(int32_t)window->y.size, (int32_t)window->x.size, channels, multiplier}},
      .initializer = &o->kernel_initializer,
      .regularizer = &o->kernel_regularizer,
      .constraint = &o->kernel_constraint,
      .fan_in = taps * channels,
      .fan_out = taps * multiplier};
  layer->parameters[BIAS] = (gn_parameter){.name = "bias",
                                           .shape = {.rank = 1, .size = {channels * multiplier}},
                                           .initializer = &o->bias_initializer,
                                           .regularizer = &o->bias_regularizer,
                                           .constraint = &o->bias_constraint,
                                           .fan_in = taps * channels,
                                           .fan_out = taps * multiplier};
  layer->parameter_count = o->use_bias ? 2 : 1;
  layer->multiply_adds = (uint64_t)taps * gn_shape_count(&layer->output);
  return GN_OK;
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const depthwise_options *o = layer->options;
  gn_depthwise_forward(&o->depthwise, pass->batch, pass->x[0], pass->w[KERNEL],
                       o->use_bias ? pass->w[BIAS] : NULL, pass->z);
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  const depthwise_options *o = layer->options;
  const size_t width = gn_shape_width(&layer->output);
  gn_depthwise_weights(&o->depthwise, pass->batch, pass->x[0], pass->dz, pass->dw[KERNEL]);
  if (o->use_bias)
    gn_rows_sum(pass->batch * gn_shape_count(&layer->output) / width, width, pass->dz, pass->dw[BIAS]);
  if (pass->dx[0]) gn_depthwise_inputs(&o->depthwise, pass->batch, pass->dz, pass->w[KERNEL], pass->dx[0]);
}

static const gn_field fields[] = {
    GN_FIELD_WINDOW_SIZE(depthwise_options, "kernelSize", NULL,
                         "How large a filter is: one number, or [height, width].",
                         "卷积核的大小，一个数，或 [高, 宽]。"),
    GN_FIELD_STRIDES(depthwise_options, "1"),
    GN_FIELD_PADDING(depthwise_options),
    GN_FIELD_DILATION_RATE(depthwise_options),
    {.name = "depthMultiplier",
     .type = GN_INTEGER,
     .offset = offsetof(depthwise_options, depth_multiplier),
     .fallback = "1",
     .min = "1",
     .max = "4096",
     .about = {"How many filters each channel has.", "每个通道的卷积核个数。"}},
    GN_FIELD_ACTIVATION(depthwise_options, "\"linear\""),
    GN_FIELD_USE_BIAS(depthwise_options),
    GN_FIELD_KERNEL_INITIALIZER(depthwise_options),
    GN_FIELD_BIAS_INITIALIZER(depthwise_options),
    GN_FIELD_KERNEL_REGULARIZER(depthwise_options),
    GN_FIELD_BIAS_REGULARIZER(depthwise_options),
    GN_FIELD_KERNEL_CONSTRAINT(depthwise_options),
    GN_FIELD_BIAS_CONSTRAINT(depthwise_options),
    {0},
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
    .activation = offsetof(depthwise_options, activation),
    .build = build,
    .forward = forward,
    .backward = backward,
};
