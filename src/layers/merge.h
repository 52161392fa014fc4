/* merge.h: what layers share that make one tensor of several. */
#ifndef GN_LAYERS_MERGE_H
#define GN_LAYERS_MERGE_H

#include "../kind.h"

/* All inputs have the same shape, but for one axis; −1: in all axes. */
gn_status gn_merge_check(const gn_layer *layer, int32_t axis, gn_failure *failure);

/* Of a layer whose output has that shape, too. */
gn_status gn_merge_build(gn_layer *layer, gn_failure *failure);

static inline size_t gn_merge_count(const gn_layer *layer, const gn_pass *pass) {
  return pass->batch * gn_shape_count(&layer->output);
}

#endif
