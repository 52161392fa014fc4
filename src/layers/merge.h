/* merge.h: what layers share that make one tensor of several of equal shape. */
#ifndef GN_LAYERS_MERGE_H
#define GN_LAYERS_MERGE_H

#include "../kind.h"

static inline gn_status gn_merge_fail(const gn_layer *layer, int input, const char *rule,
                                      gn_failure *failure) {
  return gn_fail(failure, GN_SHAPE,
                 "layer %q: its first input has the shape %h, its input %d the shape %h: %s", layer->name,
                 &layer->input[0], input + 1, &layer->input[input], rule);
}

/* Are two shapes the same in all axes but one? −1: in all */
static inline bool gn_merge_fits(const gn_shape *a, const gn_shape *b, int32_t axis) {
  bool fits = a->rank == b->rank;
  for (int32_t k = 0; k < a->rank; k++) fits = fits && (k == axis || a->size[k] == b->size[k]);
  return fits;
}

static inline gn_status gn_merge_build(gn_layer *layer, gn_failure *failure) {
  const gn_shape *first = &layer->input[0];
  for (int i = 1; i < layer->input_count; i++)
    if (!gn_merge_fits(first, &layer->input[i], -1))
      return gn_merge_fail(layer, i, "all its inputs must have the same shape", failure);
  layer->output = *first;
  return GN_OK;
}

static inline size_t gn_merge_count(const gn_layer *layer, const gn_pass *pass) {
  return pass->batch * gn_shape_count(&layer->output);
}

#endif
