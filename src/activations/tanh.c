#include "../kernels/vec.h"
#include "../kind.h"

static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  (void)options;
  gn_vec_tanh(rows * width, z, a);
}

/* tanh′ = 1 − tanh², factored so that it does not cancel near ±1 */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  (void)options, (void)z;
  for (size_t i = 0, count = rows * width; i < count; i++) dz[i] = da[i] * ((1 - a[i]) * (1 + a[i]));
}

const gn_activation gn_activation_tanh = {
    .kind = {.type = "tanh",
             .about = {"Squeezes the net input into −1 … 1; a sigmoid stretched to be centred on 0.",
                       "双曲正切：把净输入压缩到 −1 到 1 之间，相当于以 0 为中心拉伸的 sigmoid。"},
             .formula = "\\tanh z = 2\\sigma(2z) - 1, \\quad \\tanh' z = 1 - \\tanh^2 z",
             .source = "in hidden layers: LeCun, Bottou, Orr, Müller: Efficient backprop, 1998"},
    .low = -1,
    .high = 1,
    .fades = true,
    .forward = forward,
    .backward = backward,
    .forward_with_slope = gn_vec_tanh_slope,
};
