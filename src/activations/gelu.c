#include <math.h>

#include "../kernels/special.h"
#include "../kind.h"

/* The exact form, with the normal distribution Φ, not its approximation by tanh. */
static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  float density[GN_BLOCK], distribution[GN_BLOCK];
  (void)options;
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_block_normal(n, z + i, density, distribution);
    gn_vec_product_of(n, z + i, distribution, a + i);
  }
}

/* f′ = Φ + z·φ */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  float density[GN_BLOCK], distribution[GN_BLOCK];
  (void)options, (void)a;
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_block_normal(n, z + i, density, distribution);
    for (size_t j = 0; j < n; j++) dz[i + j] = da[i + j] * (distribution[j] + z[i + j] * density[j]);
  }
}

const gn_activation gn_activation_gelu = {
    .kind =
        {.type = "gelu",
         .about = {"Gaussian error linear unit: the net input times the share of a normal distribution that "
                   "lies below it.",
                   "高斯误差线性单元：净输入乘以标准正态分布在该处的累积概率。"},
         .source = "Hendrycks, Gimpel: Gaussian error linear units, 2016, arXiv:1606.08415",
         .formula =
             "f(z) = z\\,\\Phi(z) = \\tfrac{1}{2} z \\left(1 + \\operatorname{erf}(z / \\sqrt{2})\\right)"},
    .low = -0.1699712f, /* at z = −0.7517916 */
    .high = INFINITY,
    .fades = true,
    .forward = forward,
    .backward = backward,
};
