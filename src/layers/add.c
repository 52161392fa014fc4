/* add: the sum of tensors of equal shape: a short cut round layers joins them again. */
#include "../kernels/vec.h"
#include "merge.h"

static void forward(const gn_layer *layer, gn_pass *pass) {
  const size_t count = gn_merge_count(layer, pass);
  gn_vec_sum_of(count, pass->x[0], pass->x[1], pass->z);
  for (int i = 2; i < layer->input_count; i++) gn_vec_add(count, pass->x[i], pass->z);
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  for (int i = 0; i < layer->input_count; i++)
    if (pass->dx[i]) gn_vec_copy(gn_merge_count(layer, pass), pass->dz, pass->dx[i]);
}

const gn_layer_kind gn_layer_add = {
    .kind = {.type = "add",
             .about = {"Adds its inputs, which have the same shape: where a short cut meets the layers it "
                       "went round.",
                       "相加：把形状相同的各输入逐元素相加，如残差连接的汇合处。"},
             .formula = "a = x_1 + x_2 + \\dots",
             .source = "as a residual connection: He, Zhang, Ren, Sun: Deep residual learning for image "
                       "recognition, 2015, arXiv:1512.03385"},
    .min_inputs = 2,
    .max_inputs = GN_INPUTS_MAX,
    .activation = GN_NO_ACTIVATION,
    .build = gn_merge_build,
    .forward = forward,
    .backward = backward,
};
