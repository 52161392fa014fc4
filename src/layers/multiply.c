/* multiply: the elementwise product of tensors of equal shape: one is the gate of another. */
#include "../kernels/vec.h"
#include "merge.h"

static void forward(const gn_layer *layer, gn_pass *pass) {
  const size_t count = gn_merge_count(layer, pass);
  gn_vec_product_of(count, pass->x[0], pass->x[1], pass->z);
  for (int i = 2; i < layer->input_count; i++) gn_vec_mul(count, pass->x[i], pass->z);
}

/* ∂loss/∂x_i = dz ∘ the product of all others: no division, since any of them may be 0 */
static void backward(const gn_layer *layer, gn_pass *pass) {
  const size_t count = gn_merge_count(layer, pass);
  for (int i = 0; i < layer->input_count; i++) {
    if (!pass->dx[i]) continue;
    const float *product = pass->dz;
    for (int k = 0; k < layer->input_count; k++) {
      if (k == i) continue;
      gn_vec_product_of(count, pass->x[k], product, pass->dx[i]);
      product = pass->dx[i];
    }
  }
}

const gn_layer_kind gn_layer_multiply = {
    .kind = {.type = "multiply",
             .about = {"Multiplies its inputs, which have the same shape, element by element: one gates the "
                       "other.",
                       "相乘：把形状相同的各输入逐元素相乘，如用一路门控另一路。"},
             .formula = "a = x_1 \\circ x_2 \\circ \\dots",
             .source = "as a gate: Hu, Shen, Sun: Squeeze-and-excitation networks, 2017, arXiv:1709.01507"},
    .min_inputs = 2,
    .max_inputs = GN_INPUTS_MAX,
    .activation = GN_NO_ACTIVATION,
    .build = gn_merge_build,
    .forward = forward,
    .backward = backward,
};
