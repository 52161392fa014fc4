/* pooling.h: what the pooling layers share. Their options begin with gn_pooling_options; the global ones have
 * no fields, and one window over the whole image.
 */
#ifndef GN_LAYERS_POOLING_H
#define GN_LAYERS_POOLING_H

#include "../kernels/pool.h"
#include "window.h"

typedef struct gn_pooling_options {
  gn_window_options window;
  gn_window fitted; /* by build */
} gn_pooling_options;

static inline gn_status gn_pooling_build(gn_layer *layer, gn_failure *failure) {
  gn_pooling_options *o = layer->options;
  gn_status status = gn_window_fit(layer, &o->window, "poolSize", &o->fitted, failure);
  if (status != GN_OK) return status;
  layer->output = (gn_shape){.rank = 3,
                             .size = {(int32_t)o->fitted.y.out, (int32_t)o->fitted.x.out,
                                      (int32_t)gn_shape_width(&layer->input[0])}};
  return GN_OK;
}

static inline gn_status gn_pooling_build_global(gn_layer *layer, gn_failure *failure) {
  gn_pooling_options *o = layer->options;
  o->window =
      (gn_window_options){.size = {.rank = 2, .size = {layer->input[0].size[0], layer->input[0].size[1]}}};
  gn_status status = gn_window_fit(layer, &o->window, "input", &o->fitted, failure);
  layer->output = (gn_shape){.rank = 1, .size = {(int32_t)gn_shape_width(&layer->input[0])}};
  return status;
}

static inline gn_pool gn_pooling_of(const gn_layer *layer, const gn_pass *pass) {
  return (gn_pool){.window = ((const gn_pooling_options *)layer->options)->fitted,
                   .batch = pass->batch,
                   .channels = gn_shape_width(&layer->input[0])};
}

static inline void gn_pooling_max(const gn_layer *layer, gn_pass *pass) {
  const gn_pool pool = gn_pooling_of(layer, pass);
  gn_pool_max(&pool, pass->x[0], pass->z, pass->kept);
}

static inline void gn_pooling_max_back(const gn_layer *layer, gn_pass *pass) {
  const gn_pool pool = gn_pooling_of(layer, pass);
  gn_pool_max_back(&pool, pass->dz, pass->kept, pass->dx[0]);
}

static inline void gn_pooling_mean(const gn_layer *layer, gn_pass *pass) {
  const gn_pool pool = gn_pooling_of(layer, pass);
  gn_pool_mean(&pool, pass->x[0], pass->z);
}

static inline void gn_pooling_mean_back(const gn_layer *layer, gn_pass *pass) {
  const gn_pool pool = gn_pooling_of(layer, pass);
  gn_pool_mean_back(&pool, pass->dz, pass->dx[0]);
}

#define GN_FIELDS_POOLING                                                                                    \
  GN_FIELD_WINDOW_SIZE(gn_pooling_options, "poolSize", "2",                                                  \
                       "The window's size: one number, or [height, width].",                                 \
                       "池化窗口的大小：一个数，或 [高, 宽]。"),                                             \
      GN_FIELD_STRIDES(gn_pooling_options, "null"), GN_FIELD_PADDING(gn_pooling_options), {                  \
    0                                                                                                        \
  }

#endif
