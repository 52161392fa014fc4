/* globalAveragePooling2d: the mean of each channel, [height][width][channels] → [channels]. */
#include "pooling.h"

const gn_layer_kind gn_layer_globalAveragePooling2d = {
    .kind = {.type = "globalAveragePooling2d",
             .about = {"The mean of each channel: an image becomes one number a channel.",
                       "全局平均池化：每个通道取整幅图像的平均值，得到一个数。"},
             .formula = "a = \\frac{1}{h w} \\sum_{u, v} x_{uv}",
             .source = "Lin, Chen, Yan: Network in network, 2013, arXiv:1312.4400",
             .options_size = sizeof(gn_pooling_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = GN_NO_ACTIVATION,
    .build = gn_pooling_build_global,
    .forward = gn_pooling_mean,
    .backward = gn_pooling_mean_back,
};
