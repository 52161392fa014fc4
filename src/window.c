/* window.c: how a window fits over an image (layers/window.h). */
#include "layers/window.h"

const char *const gn_paddings[] = {"valid", "same", NULL};

gn_status gn_window_needs_image(const gn_layer *layer, gn_failure *failure) {
  if (layer->input[0].rank == 3) return GN_OK;
  return gn_fail(failure, GN_SHAPE,
                 "layer %q takes images, [height, width, channels], and its input is %h: a reshape before it "
                 "can make images",
                 layer->name, &layer->input[0]);
}

/* One entry for both axes, two for one each, none for what is usual. */
static gn_status read_pair(const gn_layer *layer, const char *name, const gn_shape *given,
                           const size_t usual[2], size_t pair[2], gn_failure *failure) {
  if (given->rank > 2)
    return gn_fail(failure, GN_ARGUMENT,
                   "%s of layer %q is %h: it must be one number for both axes, or [height, width]", name,
                   layer->name, given);
  for (int32_t i = 0; i < 2; i++)
    pair[i] = given->rank == 0 ? usual[i] : (size_t)given->size[given->rank == 1 ? 0 : i];
  return GN_OK;
}

/* valid: all positions at which the extent e fits, ⌊(n − e)/s⌋ + 1
 * same:  ⌈n/s⌉, with as much padding as the last one needs, (out − 1)·s + e − n */
static void fit_axis(gn_axis *a, bool same) {
  const size_t extent = gn_axis_extent(a);
  a->out = same ? (a->in + a->stride - 1) / a->stride : (a->in - extent) / a->stride + 1;
  const size_t reach = (a->out - 1) * a->stride + extent;
  const size_t padding = same && reach > a->in ? reach - a->in : 0;
  a->before = padding / 2;
  a->after = padding - a->before;
}

static gn_status refuse(const gn_layer *layer, const char *name, const gn_window *g, gn_failure *failure) {
  const gn_shape image = {.rank = 2, .size = {(int32_t)g->y.in, (int32_t)g->x.in}};
  const gn_shape extent = {.rank = 2,
                           .size = {(int32_t)gn_axis_extent(&g->y), (int32_t)gn_axis_extent(&g->x)}};
  const bool dilated = g->y.dilation > 1 || g->x.dilation > 1;
  return gn_fail(failure, GN_SHAPE,
                 "the window %h of layer %q%s is larger than its input's %h: give a smaller %s, padding "
                 "\"same\", or a larger image",
                 &extent, layer->name, dilated ? ", spread by dilationRate," : "", &image, name);
}

gn_status gn_window_fit(gn_layer *layer, const gn_window_options *options, const char *size_name,
                        gn_window *window, gn_failure *failure) {
  static const size_t ones[2] = {1, 1};
  const bool same = options->padding == GN_PADDING_SAME;
  size_t size[2], strides[2], dilation[2];
  gn_status status = gn_window_needs_image(layer, failure);
  if (status == GN_OK) status = read_pair(layer, size_name, &options->size, ones, size, failure);
  if (status == GN_OK) status = read_pair(layer, "strides", &options->strides, size, strides, failure);
  if (status == GN_OK)
    status = read_pair(layer, "dilationRate", &options->dilation_rate, ones, dilation, failure);
  if (status != GN_OK) return status;
  gn_axis *const axes[2] = {&window->y, &window->x};
  for (int i = 0; i < 2; i++)
    *axes[i] = (gn_axis){.in = (size_t)layer->input[0].size[i],
                         .size = size[i],
                         .stride = strides[i],
                         .dilation = dilation[i]};
  if (!same && (gn_axis_extent(&window->y) > window->y.in || gn_axis_extent(&window->x) > window->x.in))
    return refuse(layer, size_name, window, failure);
  fit_axis(&window->y, same);
  fit_axis(&window->x, same);
  for (int i = 0; i < 2; i++) {
    layer->window.size[i] = (int32_t)gn_axis_extent(axes[i]);
    layer->window.stride[i] = (int32_t)strides[i];
  }
  return GN_OK;
}

gn_status gn_window_check_room(const gn_layer *layer, const gn_window *window, size_t channels,
                               gn_failure *failure) {
  const double rows = (double)(window->y.in + gn_axis_extent(&window->y)),
               columns = (double)(window->x.in + gn_axis_extent(&window->x));
  if (rows * columns * (double)channels <= 268435456.0) return GN_OK;
  return gn_fail(failure, GN_LIMIT,
                 "the images of layer %q, framed as its window needs, have more than 268435456 numbers: give "
                 "a smaller window, dilationRate or image",
                 layer->name);
}
