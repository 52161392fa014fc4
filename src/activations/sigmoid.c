#include "../kernels/special.h"
#include "../kind.h"

static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  (void)options;
  gn_vec_sigmoid(rows * width, z, a);
}

/* σ′ = σ(1 − σ), where 1 − σ(z) is taken as σ(−z): it keeps all its digits where σ is near 1. */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  float rest[GN_BLOCK];
  (void)options;
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_vec_scale(n, -1, z + i, rest);
    gn_vec_sigmoid(n, rest, rest);
    gn_vec_product_of(n, a + i, rest, rest);
    gn_vec_product_of(n, da + i, rest, dz + i);
  }
}

const gn_activation gn_activation_sigmoid = {
    .kind =
        {.type = "sigmoid",
         .about = {"Squeezes the net input into 0 … 1; it saturates, and its gradient vanishes, far from 0.",
                   "把净输入压缩到 0 到 1 之间；远离 0 时饱和，梯度随之消失。"},
         .formula = "\\sigma(z) = \\frac{1}{1 + e^{-z}}, \\quad \\sigma'(z) = \\sigma(z)\\,(1 - \\sigma(z))",
         .source = "in a network: Rumelhart, Hinton, Williams: Learning representations by back-propagating "
                   "errors, 1986"},
    .low = 0,
    .high = 1,
    .fades = true,
    .forward = forward,
    .backward = backward,
    .forward_with_slope = gn_vec_sigmoid_slope,
};
