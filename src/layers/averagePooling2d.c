/* averagePooling2d: the mean of the pixels under each window, in each channel. Padding is not counted:
 * z = Σ x / n, dx += dz / n, with n the pixels that are there.
 */
#include "pooling.h"

const gn_layer_kind gn_layer_averagePooling2d = {
    .kind =
        {.type = "averagePooling2d",
         .about = {"Takes the mean under a window that moves over the image, channel by channel; padding "
                   "does not count.",
                   "平均池化：窗口在图像上移动，逐通道取窗口内的平均值，填充部分不计入。"},
         .formula = "a_{ij} = \\frac{1}{|W_{ij}|} \\sum_{(u, v) \\in W_{ij}} x_{uv}",
         .source =
             "LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition, 1998",
         .fields = gn_pooling_fields,
         .options_size = sizeof(gn_pooling_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = GN_NO_ACTIVATION,
    .build = gn_pooling_build,
    .forward = gn_pooling_mean,
    .backward = gn_pooling_mean_back,
};
