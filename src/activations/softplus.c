#include <math.h>

#include "../kernels/special.h"
#include "../kind.h"

/* max(z, 0) + log(1 + exp(−|z|)), which overflows nowhere */
static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  float rest[GN_BLOCK];
  (void)options;
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_block_log1p_exp(n, z + i, rest);
    for (size_t j = 0; j < n; j++) a[i + j] = (z[i + j] > 0 ? z[i + j] : 0) + rest[j];
  }
}

/* f′ = σ */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  float s[GN_BLOCK];
  (void)options, (void)a;
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_vec_sigmoid(n, z + i, s);
    gn_vec_product_of(n, da + i, s, dz + i);
  }
}

const gn_activation gn_activation_softplus = {
    .kind =
        {.type = "softplus",
         .about = {"A ReLU without the corner; its derivative is the sigmoid.",
                   "没有折角的平滑 ReLU，其导数为 sigmoid。"},
         .formula = "f(z) = \\ln(1 + e^z)",
         .source =
             "Dugas et al.: Incorporating second-order functional knowledge for better option pricing, 2000"},
    .low = 0,
    .high = INFINITY,
    .fades = true,
    .forward = forward,
    .backward = backward,
};
