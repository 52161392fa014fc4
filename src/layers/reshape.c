/* reshape: the same numbers in the same order under another shape. */
#include "../kind.h"

typedef struct reshape_options {
  gn_shape target_shape;
} reshape_options;

static gn_status build(gn_layer *layer, gn_failure *failure) {
  const gn_shape *target = &((const reshape_options *)layer->options)->target_shape;
  const size_t count = gn_shape_count(&layer->input[0]);
  if (gn_shape_count(target) != count)
    return gn_fail(failure, GN_SHAPE,
                   "layer %q cannot reshape %h to %h: the sizes of targetShape must multiply to %z",
                   layer->name, &layer->input[0], target, count);
  layer->output = *target;
  return GN_OK;
}

static const gn_field fields[] = {
    {.name = "targetShape",
     .type = GN_SIZES,
     .offset = offsetof(reshape_options, target_shape),
     .range = "from 1 to 268435456",
     .about = {"The new shape of a sample, holding as many numbers as the old one.",
               "样本的新形状，元素总数须与原来相同。"}},
    {0},
};

const gn_layer_kind gn_layer_reshape = {
    .kind = {.type = "reshape",
             .about = {"Gives a sample another shape; its numbers keep their order.",
                       "改变样本的形状，数值及其顺序不变。"},
             .fields = fields,
             .options_size = sizeof(reshape_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .is_view = true,
    .activation = GN_NO_ACTIVATION,
    .build = build,
};
