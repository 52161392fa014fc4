/* maxPooling2d: the largest number under each window, in each channel. Of equal ones the first wins, rows
 * before columns, and it alone gets the gradient: z = x[winner], dx[winner] += dz.
 */
#include "pooling.h"

static gn_status build(gn_layer *layer, gn_failure *failure) {
  const gn_status status = gn_pooling_build(layer, failure);
  layer->kept_per_sample = gn_shape_count(&layer->output); /* the winners' places */
  return status;
}

const gn_layer_kind gn_layer_maxPooling2d = {
    .kind =
        {.type = "maxPooling2d",
         .about = {"Takes the largest value under a window that moves over the image, channel by channel.",
                   "最大池化：窗口在图像上移动，逐通道取窗口内的最大值。"},
         .formula = "a_{ij} = \\max_{(u, v) \\in W_{ij}} x_{uv}",
         .source =
             "Weng, Ahuja, Huang: Cresceptron, a self-organizing neural network which grows adaptively, 1992",
         .fields = gn_pooling_fields,
         .options_size = sizeof(gn_pooling_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = GN_NO_ACTIVATION,
    .build = build,
    .forward = gn_pooling_max,
    .backward = gn_pooling_max_back,
};
