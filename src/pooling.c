/* pooling.c: what the pooling layers share (layers/pooling.h). */
#include "layers/pooling.h"

/* The channels stay as they are. */
static gn_status fit(gn_layer *layer, const char *size_name, gn_failure *failure) {
  gn_pooling_options *o = layer->options;
  o->pool.channels = gn_shape_width(&layer->input[0]);
  return gn_window_fit(layer, &o->window, size_name, &o->pool.window, failure);
}

gn_status gn_pooling_build(gn_layer *layer, gn_failure *failure) {
  const gn_pooling_options *o = layer->options;
  const gn_status status = fit(layer, "poolSize", failure);
  const gn_window *w = &o->pool.window;
  layer->output =
      (gn_shape){.rank = 3, .size = {(int32_t)w->y.out, (int32_t)w->x.out, (int32_t)o->pool.channels}};
  return status;
}

gn_status gn_pooling_build_global(gn_layer *layer, gn_failure *failure) {
  gn_pooling_options *o = layer->options;
  o->window =
      (gn_window_options){.size = {.rank = 2, .size = {layer->input[0].size[0], layer->input[0].size[1]}}};
  const gn_status status = fit(layer, "input", failure);
  layer->output = (gn_shape){.rank = 1, .size = {(int32_t)o->pool.channels}};
  return status;
}

static const gn_pool *pool_of(const gn_layer *layer) {
  return &((const gn_pooling_options *)layer->options)->pool;
}

void gn_pooling_max(const gn_layer *layer, gn_pass *pass) {
  gn_pool_max(pool_of(layer), pass->batch, pass->x[0], pass->z, pass->kept);
}

void gn_pooling_max_back(const gn_layer *layer, gn_pass *pass) {
  gn_pool_max_back(pool_of(layer), pass->batch, pass->dz, pass->kept, pass->dx[0]);
}

void gn_pooling_mean(const gn_layer *layer, gn_pass *pass) {
  gn_pool_mean(pool_of(layer), pass->batch, pass->x[0], pass->z);
}

void gn_pooling_mean_back(const gn_layer *layer, gn_pass *pass) {
  gn_pool_mean_back(pool_of(layer), pass->batch, pass->dz, pass->dx[0]);
}

const gn_field gn_pooling_fields[] = {
    GN_FIELD_WINDOW_SIZE(gn_pooling_options, "poolSize", "2",
                         "The window's size: one number, or [height, width].",
                         "池化窗口的大小：一个数，或 [高, 宽]。"),
    GN_FIELD_STRIDES(gn_pooling_options, "null"),
    GN_FIELD_PADDING(gn_pooling_options),
    {0},
};
