#include "../kernels/vec.h"
#include "../kind.h"

/* A NaN is neither above 0 nor not: it stays NaN. */
static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  (void)options;
  for (size_t i = 0, count = rows * width; i < count; i++) a[i] = z[i] > 0 ? 1 : z[i] <= 0 ? 0 : z[i];
}

/* f′ = 0 wherever it exists: nothing is learned through a threshold. */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  (void)options, (void)z, (void)a, (void)da;
  gn_vec_fill(rows * width, 0, dz);
}

const gn_activation gn_activation_step = {
    .kind = {.type = "step",
             .about = {"The threshold of the M-P neuron: 1 above 0, else 0. Its gradient is 0, so weights "
                       "before it are set by "
                       "hand, not learned.",
                       "M-P 神经元的阈值函数：净输入大于 0 时输出 1，否则输出 0；梯度为 "
                       "0，之前的权重只能手工设定，无法学习。"},
             .formula = "f(z) = \\begin{cases} 1 & z > 0 \\\\ 0 & z \\le 0 \\end{cases}, \\quad f'(z) = 0",
             .source =
                 "McCulloch, Pitts: A logical calculus of the ideas immanent in nervous activity, 1943"},
    .low = 0,
    .high = 1,
    .forward = forward,
    .backward = backward,
};
