/* normalization.c: what the layers share that standardise (layers/normalization.h). */
#include "layers/normalization.h"

void gn_norm_add(gn_layer *layer, const char *name, const gn_choice *initializer, bool moves) {
  const int32_t width = (int32_t)gn_shape_width(&layer->input[0]);
  layer->parameters[layer->parameter_count++] = (gn_parameter){.name = name,
                                                               .shape = {.rank = 1, .size = {width}},
                                                               .initializer = initializer,
                                                               .fan_in = width,
                                                               .fan_out = width,
                                                               .moves = moves};
}

void gn_norm_build(gn_layer *layer) {
  const gn_norm_options *o = layer->options;
  layer->output = layer->input[0];
  layer->multiply_adds = gn_shape_count(&layer->output);
  if (o->scale) gn_norm_add(layer, "gamma", &o->gamma_initializer, false);
  if (o->center) gn_norm_add(layer, "beta", &o->beta_initializer, false);
}

const gn_field gn_norm_fields[] = {
    {.name = "epsilon",
     .type = GN_NUMBER,
     .offset = offsetof(gn_norm_options, epsilon),
     .fallback = "0.001",
     .range = "above 0 to 1000000",
     .about = {"Added to the variance, so that none is zero.", "加在方差上的小数，避免除以零。"}},
    {.name = "center",
     .type = GN_BOOLEAN,
     .offset = offsetof(gn_norm_options, center),
     .fallback = "true",
     .about = {"Whether a learned beta is added.", "是否加上可学习的 beta。"}},
    {.name = "scale",
     .type = GN_BOOLEAN,
     .offset = offsetof(gn_norm_options, scale),
     .fallback = "true",
     .about = {"Whether it is multiplied by a learned gamma.", "是否乘以可学习的 gamma。"}},
    GN_FIELD_NORM_INITIALIZER(gn_norm_options, "betaInitializer", beta_initializer, "\"zeros\"",
                              "What beta is before training.", "beta 的初始化方式。"),
    GN_FIELD_NORM_INITIALIZER(gn_norm_options, "gammaInitializer", gamma_initializer, "\"ones\"",
                              "What gamma is before training.", "gamma 的初始化方式。"),
    {0},
};
