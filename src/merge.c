/* merge.c: what fits together (layers/merge.h). */
#include "layers/merge.h"

static bool is_like(const gn_shape *a, const gn_shape *b, int32_t axis) {
  bool like = a->rank == b->rank;
  for (int32_t k = 0; k < a->rank; k++) like = like && (k == axis || a->size[k] == b->size[k]);
  return like;
}

gn_status gn_merge_check(const gn_layer *layer, int32_t axis, gn_failure *failure) {
  for (int i = 1; i < layer->input_count; i++)
    if (!is_like(&layer->input[0], &layer->input[i], axis))
      return gn_fail(
          failure, GN_SHAPE, "layer %q: its first input has the shape %h, its input %d the shape %h: %s",
          layer->name, &layer->input[0], i + 1, &layer->input[i],
          axis < 0 ? "all its inputs must have the same shape" : "they may differ only along its axis");
  return GN_OK;
}

gn_status gn_merge_build(gn_layer *layer, gn_failure *failure) {
  layer->output = layer->input[0];
  return gn_merge_check(layer, -1, failure);
}
