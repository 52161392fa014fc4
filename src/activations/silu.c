#include <math.h>

#include "../kernels/special.h"
#include "../kind.h"

static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  float s[GN_BLOCK];
  (void)options;
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_vec_sigmoid(n, z + i, s);
    gn_vec_product_of(n, z + i, s, a + i);
  }
}

/* f′ = σ + z·σ(1 − σ) */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  float s[GN_BLOCK];
  (void)options, (void)a;
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_vec_sigmoid(n, z + i, s);
    for (size_t j = 0; j < n; j++) dz[i + j] = da[i + j] * (s[j] * (1 + z[i + j] * (1 - s[j])));
  }
}

const gn_activation gn_activation_silu = {
    .kind = {.type = "silu",
             .about = {"Sigmoid linear unit, also called swish: the net input times its own sigmoid.",
                       "又称 swish：净输入乘以它自己的 sigmoid。"},
             .formula = "f(z) = z\\,\\sigma(z)",
             .source = "Elfwing, Uchibe, Doya: Sigmoid-weighted linear units for neural network function "
                       "approximation, 2017, arXiv:1702.03118"},
    .low = -0.2784645f, /* at z = −1.2784645 */
    .high = INFINITY,
    .fades = true,
    .forward = forward,
    .backward = backward,
};
