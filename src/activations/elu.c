#include <math.h>

#include "../kernels/special.h"
#include "../kind.h"

typedef struct elu_options {
  double alpha;
} elu_options;

/* exp(z) − 1 = 2t/(1 − t) with t = tanh(z/2): unlike the difference, exact to a few ulp also near 0. */
static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  const float alpha = (float)((const elu_options *)options)->alpha;
  float t[GN_BLOCK];
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_vec_scale(n, 0.5f, z + i, t);
    gn_vec_tanh(n, t, t);
    for (size_t j = 0; j < n; j++) a[i + j] = z[i + j] > 0 ? z[i + j] : alpha * (2 * t[j] / (1 - t[j]));
  }
}

/* f′ = α·exp(z) where z ≤ 0, else 1 */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  const float alpha = (float)((const elu_options *)options)->alpha;
  float e[GN_BLOCK];
  (void)a;
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_vec_exp(n, z + i, e);
    for (size_t j = 0; j < n; j++) dz[i + j] = z[i + j] > 0 ? da[i + j] : da[i + j] * (alpha * e[j]);
  }
}

static const gn_field fields[] = {
    {.name = "alpha",
     .type = GN_NUMBER,
     .offset = offsetof(elu_options, alpha),
     .fallback = "1",
     .range = "from 0 to 1000",
     .about = {"The output tends to −alpha for very negative net inputs.",
               "净输入趋于负无穷时，输出趋于 −alpha。"}},
    {0},
};

const gn_activation gn_activation_elu = {
    .kind = {.type = "elu",
             .about = {"Exponential linear unit: like ReLU above 0, and bending smoothly to −alpha below.",
                       "指数线性单元：正半轴同 ReLU，负半轴平滑地趋于 −alpha。"},
             .formula = "f(z) = \\begin{cases} z & z > 0 \\\\ \\alpha (e^z - 1) & z \\le 0 \\end{cases}",
             .source = "Clevert, Unterthiner, Hochreiter: Fast and accurate deep network learning by "
                       "exponential linear units, 2015, arXiv:1511.07289",
             .fields = fields,
             .options_size = sizeof(elu_options)},
    .low = -INFINITY, /* −alpha */
    .high = INFINITY,
    .fades = true,
    .forward = forward,
    .backward = backward,
};
