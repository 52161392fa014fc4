/* weights.h: what the layers share that weigh their inputs, with a kernel and a bias (dense, conv2d,
 * depthwiseConv2d). Their options begin with gn_weights_options, those of filters with gn_filter_options;
 * their tables of fields go on with the shared ones.
 */
#ifndef GN_LAYERS_WEIGHTS_H
#define GN_LAYERS_WEIGHTS_H

#include "window.h"

/* What is chosen for one of them. */
typedef struct gn_weights_choices {
  gn_choice initializer, regularizer, constraint;
} gn_weights_choices;

typedef struct gn_weights_options {
  bool use_bias;
  gn_choice activation;
  gn_weights_choices kernel, bias;
} gn_weights_options;

typedef struct gn_filter_options {
  gn_weights_options weights;
  gn_window_options window;
} gn_filter_options;

extern const gn_field gn_weights_fields[], gn_filter_fields[];

enum { GN_KERNEL, GN_BIAS }; /* the parameters */

/* Declares them, of a layer whose output has its shape: a bias for each of its last axis. */
void gn_weights_build(gn_layer *layer, const gn_shape *kernel, double fan_in, double fan_out);

/* The same of filters over a window that has been fitted, kernel [y.size][x.size][input's channels][filters],
 * and the output's shape, of so many channels, and what a filter over one channel of the input costs. */
void gn_filter_build(gn_layer *layer, const gn_window *window, int32_t filters, int32_t channels);

#define GN_FIELD_ACTIVATION(options_, fallback_)                                                             \
  {                                                                                                          \
    .name = "activation", .type = GN_ACTIVATION, .offset = offsetof(options_, activation),                   \
    .fallback = fallback_, .about = {                                                                        \
      "The function that makes the output of the net input.",                                                \
      "激活函数：由净输入得到输出。"                                                           \
    }                                                                                                        \
  }

#endif
