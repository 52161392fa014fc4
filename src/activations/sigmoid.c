#include "../kernels/vec.h"
#include "../kind.h"

static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  (void)options;
  gn_vec_sigmoid(rows * width, z, a);
}

/* σ′ = σ(1 − σ) */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  (void)options, (void)z;
  for (size_t i = 0, count = rows * width; i < count; i++) dz[i] = da[i] * (a[i] * (1 - a[i]));
}

const gn_activation gn_activation_sigmoid = {
    .kind =
        {.type = "sigmoid",
         .about = {"Squeezes the net input into 0 … 1; it saturates, and its gradient vanishes, far from 0.",
                   "把净输入压缩到 0 到 1 之间；远离 0 时饱和，梯度随之消失。"},
         .formula = "\\sigma(z) = \\frac{1}{1 + e^{-z}}, \\quad \\sigma'(z) = \\sigma(z)\\,(1 - \\sigma(z))"},
    .low = 0,
    .high = 1,
    .forward = forward,
    .backward = backward,
};
