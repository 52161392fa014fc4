/* weights.c: kernel and bias (layers/weights.h). */
#include "layers/weights.h"

static void declare(gn_parameter *p, const char *name, const gn_shape *shape,
                    const gn_weights_choices *choices, double fan_in, double fan_out) {
  *p = (gn_parameter){.name = name,
                      .shape = *shape,
                      .initializer = &choices->initializer,
                      .regularizer = &choices->regularizer,
                      .constraint = &choices->constraint,
                      .fan_in = fan_in,
                      .fan_out = fan_out};
}

void gn_weights_build(gn_layer *layer, const gn_shape *kernel, double fan_in, double fan_out) {
  const gn_weights_options *o = layer->options;
  const gn_shape bias = {.rank = 1, .size = {(int32_t)gn_shape_width(&layer->output)}};
  declare(&layer->parameters[GN_KERNEL], "kernel", kernel, &o->kernel, fan_in, fan_out);
  declare(&layer->parameters[GN_BIAS], "bias", &bias, &o->bias, fan_in, fan_out);
  layer->parameter_count = o->use_bias ? 2 : 1;
}

void gn_filter_build(gn_layer *layer, const gn_window *window, int32_t filters, int32_t channels) {
  const int32_t rows = (int32_t)window->y.size, columns = (int32_t)window->x.size,
                inputs = layer->input[0].size[2];
  const double taps = (double)rows * columns;
  const gn_shape kernel = {.rank = 4, .size = {rows, columns, inputs, filters}};
  layer->output = (gn_shape){.rank = 3, .size = {(int32_t)window->y.out, (int32_t)window->x.out, channels}};
  layer->multiply_adds = (uint64_t)taps * gn_shape_count(&layer->output);
  gn_weights_build(layer, &kernel, taps * inputs, taps * filters);
}

const gn_field gn_weights_fields[] = {
    GN_FIELD_ACTIVATION(gn_weights_options, "\"linear\""),
    {.name = "useBias",
     .type = GN_BOOLEAN,
     .offset = offsetof(gn_weights_options, use_bias),
     .fallback = "true",
     .about = {"Whether a bias is added to the weighted sum.", "加权和是否再加上偏置。"}},
    {.name = "kernelInitializer",
     .type = GN_INITIALIZER,
     .offset = offsetof(gn_weights_options, kernel.initializer),
     .fallback = "\"glorotUniform\"",
     .about = {"What the weights are before training.", "权重的初始化方式。"}},
    {.name = "biasInitializer",
     .type = GN_INITIALIZER,
     .offset = offsetof(gn_weights_options, bias.initializer),
     .fallback = "\"zeros\"",
     .about = {"What the biases are before training.", "偏置的初始化方式。"}},
    {.name = "kernelRegularizer",
     .type = GN_REGULARIZER,
     .offset = offsetof(gn_weights_options, kernel.regularizer),
     .fallback = "null",
     .about = {"A penalty on large weights, added to the loss.", "权重的正则化项，计入损失。"}},
    {.name = "biasRegularizer",
     .type = GN_REGULARIZER,
     .offset = offsetof(gn_weights_options, bias.regularizer),
     .fallback = "null",
     .about = {"A penalty on large biases, added to the loss.", "偏置的正则化项，计入损失。"}},
    {.name = "kernelConstraint",
     .type = GN_CONSTRAINT,
     .offset = offsetof(gn_weights_options, kernel.constraint),
     .fallback = "null",
     .about = {"What the weights are held to after each update.", "每次更新后对权重的约束。"}},
    {.name = "biasConstraint",
     .type = GN_CONSTRAINT,
     .offset = offsetof(gn_weights_options, bias.constraint),
     .fallback = "null",
     .about = {"What the biases are held to after each update.", "每次更新后对偏置的约束。"}},
    {0},
};

const gn_field gn_filter_fields[] = {
    GN_FIELD_WINDOW_SIZE(gn_filter_options, "kernelSize", NULL,
                         "How large a filter is: one number, or [height, width].",
                         "卷积核的大小，一个数，或 [高, 宽]。"),
    GN_FIELD_STRIDES(gn_filter_options, "1"),
    GN_FIELD_PADDING(gn_filter_options),
    {.name = "dilationRate",
     .type = GN_SIZES,
     .offset = offsetof(gn_filter_options, window.dilation_rate),
     .fallback = "1",
     .range = "from 1 to 4096",
     .about =
         {"How far apart the window's points lie: 1 is an ordinary window, 2 leaves out every other pixel.",
          "空洞率：窗口内相邻采样点的间距，1 为普通卷积，2 为隔点采样。"}},
    {.more = gn_weights_fields},
};
