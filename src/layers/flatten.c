/* flatten: the same numbers in one axis. */
#include "../kind.h"

static gn_status build(gn_layer *layer, gn_failure *failure) {
  (void)failure;
  layer->output = (gn_shape){.rank = 1, .size = {(int32_t)gn_shape_count(&layer->input[0])}};
  return GN_OK;
}

const gn_layer_kind gn_layer_flatten = {
    .kind = {.type = "flatten",
             .about = {"Lays the numbers of a sample out in one row, as a dense layer after images needs it.",
                       "展平：把一个样本的全部数值排成一行，以便接全连接层。"}},
    .min_inputs = 1,
    .max_inputs = 1,
    .is_view = true,
    .activation = GN_NO_ACTIVATION,
    .build = build,
};
