/* globalMaxPooling2d: the largest number of each channel, [height][width][channels] → [channels]. */
#include "pooling.h"

static gn_status build(gn_layer *layer, gn_failure *failure) {
  const gn_status status = gn_pooling_build_global(layer, failure);
  layer->kept_per_sample = gn_shape_width(&layer->input[0]); /* the winners' places */
  return status;
}

const gn_layer_kind gn_layer_globalMaxPooling2d = {
    .kind = {.type = "globalMaxPooling2d",
             .about = {"The largest value of each channel: an image becomes one number a channel.",
                       "全局最大池化：每个通道取整幅图像的最大值，得到一个数。"},
             .formula = "a = \\max_{u, v} x_{uv}",
             .source = "Oquab, Bottou, Laptev, Sivic: Is object localization for free?, 2015",
             .options_size = sizeof(gn_pooling_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = GN_NO_ACTIVATION,
    .build = build,
    .forward = gn_pooling_max,
    .backward = gn_pooling_max_back,
};
