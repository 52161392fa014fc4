/* conv2d: filters slide over images. x [batch][height][width][channels],
 * kernel [kernel height][kernel width][channels][filters], bias [filters], z [batch][rows][columns][filters].
 */
#include "../kernels/conv.h"
#include "../kernels/vec.h"
#include "common.h"
#include "window.h"

typedef struct conv2d_options {
  int32_t filters;
  gn_window_options window;
  bool use_bias;
  gn_choice activation, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer,
      kernel_constraint, bias_constraint;
  gn_conv conv; /* what follows from them: build's */
} conv2d_options;

enum { KERNEL, BIAS };

static uint64_t scratch(const gn_layer *layer, size_t batch) {
  return gn_conv_scratch(&((const conv2d_options *)layer->options)->conv, batch);
}

static gn_status build(gn_layer *layer, gn_failure *failure) {
  conv2d_options *o = layer->options;
  gn_window *window = &o->conv.window;
  gn_status status = gn_window_fit(layer, &o->window, "kernelSize", window, failure);
  if (status != GN_OK) return status;
  const int32_t channels = layer->input[0].size[2];
  status =
      gn_window_check_room(layer, window, (size_t)(channels > o->filters ? channels : o->filters), failure);
  if (status != GN_OK) return status;
  const double taps = (double)window->y.size * (double)window->x.size;
  o->conv.channels = (size_t)channels;
  o->conv.filters = (size_t)o->filters;
  layer->output = (gn_shape){.rank = 3, .size = {(int32_t)window->y.out, (int32_t)window->x.out, o->filters}};
  layer->parameters[KERNEL] = (gn_parameter){
      .name = "kernel",
      .shape = {.rank = 4, .size = {(int32_t)window->y.size, (int32_t)window->x.size, channels, o->filters}},
      .initializer = &o->kernel_initializer,
      .regularizer = &o->kernel_regularizer,
      .constraint = &o->kernel_constraint,
      .fan_in = taps * channels,
      .fan_out = taps * o->filters};
  layer->parameters[BIAS] = (gn_parameter){.name = "bias",
                                           .shape = {.rank = 1, .size = {o->filters}},
                                           .initializer = &o->bias_initializer,
                                           .regularizer = &o->bias_regularizer,
                                           .constraint = &o->bias_constraint,
                                           .fan_in = taps * channels,
                                           .fan_out = taps * o->filters};
  layer->parameter_count = o->use_bias ? 2 : 1;
  layer->multiply_adds = (uint64_t)(taps * channels) * gn_shape_count(&layer->output);
  layer->scratch = scratch;
  return GN_OK;
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const conv2d_options *o = layer->options;
  gn_conv_forward(&o->conv, pass->batch, pass->x[0], pass->w[KERNEL], o->use_bias ? pass->w[BIAS] : NULL,
                  pass->z, pass->scratch);
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  const conv2d_options *o = layer->options;
  const size_t pixels = pass->batch * o->conv.window.y.out * o->conv.window.x.out;
  gn_conv_weights(&o->conv, pass->batch, pass->x[0], pass->dz, pass->dw[KERNEL], pass->scratch);
  if (o->use_bias) gn_rows_sum(pixels, o->conv.filters, pass->dz, pass->dw[BIAS]);
  if (pass->dx[0])
    gn_conv_inputs(&o->conv, pass->batch, pass->dz, pass->w[KERNEL], pass->dx[0], pass->scratch);
}

static const gn_field fields[] = {
    {.name = "filters",
     .type = GN_INTEGER,
     .offset = offsetof(conv2d_options, filters),
     .min = "1",
     .max = "1000000",
     .about = {"How many filters the layer has, and so how many channels its output.",
               "卷积核的个数，也就是输出的通道数。"}},
    GN_FIELD_WINDOW_SIZE(conv2d_options, "kernelSize", NULL,
                         "How large a filter is: one number, or [height, width].",
                         "卷积核的大小，一个数，或 [高, 宽]。"),
    GN_FIELD_STRIDES(conv2d_options, "1"),
    GN_FIELD_PADDING(conv2d_options),
    GN_FIELD_DILATION_RATE(conv2d_options),
    GN_FIELD_ACTIVATION(conv2d_options, "\"linear\""),
    GN_FIELD_USE_BIAS(conv2d_options),
    GN_FIELD_KERNEL_INITIALIZER(conv2d_options),
    GN_FIELD_BIAS_INITIALIZER(conv2d_options),
    GN_FIELD_KERNEL_REGULARIZER(conv2d_options),
    GN_FIELD_BIAS_REGULARIZER(conv2d_options),
    GN_FIELD_KERNEL_CONSTRAINT(conv2d_options),
    GN_FIELD_BIAS_CONSTRAINT(conv2d_options),
    {0},
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
    .activation = offsetof(conv2d_options, activation),
    .build = build,
    .forward = forward,
    .backward = backward,
};
