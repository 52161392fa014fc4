/* normalization.h: what the layers share that standardise and then scale and shift: gamma and beta, either of
 * which may be missing. Their options begin with gn_norm_options.
 */
#ifndef GN_LAYERS_NORMALIZATION_H
#define GN_LAYERS_NORMALIZATION_H

#include "../kernels/norm.h"
#include "../kernels/vec.h"
#include "../kind.h"

typedef struct gn_norm_options {
  double epsilon;
  bool center, scale;
  gn_choice beta_initializer, gamma_initializer;
} gn_norm_options;

/* Adds a parameter [width] to the layer. */
static inline void gn_norm_add(gn_layer *layer, const char *name, const gn_choice *initializer, bool moves) {
  const int32_t width = (int32_t)gn_shape_width(&layer->input[0]);
  layer->parameters[layer->parameter_count++] = (gn_parameter){.name = name,
                                                               .shape = {.rank = 1, .size = {width}},
                                                               .initializer = initializer,
                                                               .fan_in = width,
                                                               .fan_out = width,
                                                               .moves = moves};
}

static inline void gn_norm_build(gn_layer *layer) {
  const gn_norm_options *o = layer->options;
  layer->output = layer->input[0];
  layer->multiply_adds = gn_shape_count(&layer->output);
  if (o->scale) gn_norm_add(layer, "gamma", &o->gamma_initializer, false);
  if (o->center) gn_norm_add(layer, "beta", &o->beta_initializer, false);
}

/* Where a parameter stands; the number of gamma and beta is where others begin. */
static inline int gn_norm_beta(const gn_norm_options *o) { return o->scale; }
static inline int gn_norm_others(const gn_norm_options *o) { return o->scale + o->center; }

static inline size_t gn_norm_rows(const gn_layer *layer, const gn_pass *pass) {
  return pass->batch * (gn_shape_count(&layer->input[0]) / gn_shape_width(&layer->input[0]));
}

#define GN_FIELD_NORM_INITIALIZER(options_, name_, member_, fallback_, en_, zh_)                             \
  {                                                                                                          \
    .name = name_, .type = GN_INITIALIZER, .offset = offsetof(options_, member_), .fallback = fallback_,     \
    .about = {                                                                                               \
      en_,                                                                                                   \
      zh_                                                                                                    \
    }                                                                                                        \
  }

#define GN_FIELDS_NORM(options_, norm_)                                                                      \
  {.name = "epsilon",                                                                                        \
   .type = GN_NUMBER,                                                                                        \
   .offset = offsetof(options_, norm_ epsilon),                                                              \
   .fallback = "0.001",                                                                                      \
   .min = "0",                                                                                               \
   .max = "1000000",                                                                                         \
   .above_min = true,                                                                                        \
   .about = {"Added to the variance, so that none is zero.", "加在方差上的小数，避免除以零。"}},             \
      {.name = "center",                                                                                     \
       .type = GN_BOOLEAN,                                                                                   \
       .offset = offsetof(options_, norm_ center),                                                           \
       .fallback = "true",                                                                                   \
       .about = {"Whether a learned beta is added.", "是否加上可学习的 beta。"}},                            \
      {.name = "scale",                                                                                      \
       .type = GN_BOOLEAN,                                                                                   \
       .offset = offsetof(options_, norm_ scale),                                                            \
       .fallback = "true",                                                                                   \
       .about = {"Whether it is multiplied by a learned gamma.", "是否乘以可学习的 gamma。"}},               \
      GN_FIELD_NORM_INITIALIZER(options_, "betaInitializer", norm_ beta_initializer, "\"zeros\"",            \
                                "What beta is before training.", "beta 的初始化方式。"),                     \
      GN_FIELD_NORM_INITIALIZER(options_, "gammaInitializer", norm_ gamma_initializer, "\"ones\"",           \
                                "What gamma is before training.", "gamma 的初始化方式。")

#endif
