#include "../kernels/vec.h"
#include "../kind.h"

/* A NaN has no sign: it stays NaN. */
static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  (void)options;
  for (size_t i = 0, count = rows * width; i < count; i++) a[i] = z[i] >= 0 ? 1 : z[i] < 0 ? -1 : z[i];
}

/* The true derivative is 0. As in the courses' δ rule for sign units, δ = t − z, the gradient passes as
 * if f were linear. */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  (void)options, (void)z, (void)a;
  if (dz != da) gn_vec_copy(rows * width, da, dz);
}

const gn_activation gn_activation_sign = {
    .kind =
        {.type = "sign",
         .about = {"+1 from 0 upwards, −1 below. The gradient passes through it unchanged, as in the "
                   "delta rule for sign "
                   "units.",
                   "符号函数：净输入不小于 0 时输出 +1，否则输出 −1；梯度原样通过，即符号单元的 δ 规则。"},
         .source = "Rosenblatt: The perceptron, 1958",
         .formula = "f(z) = \\begin{cases} +1 & z \\ge 0 \\\\ -1 & z < 0 \\end{cases}, \\quad f'(z) := 1"},
    .low = -1,
    .high = 1,
    .forward = forward,
    .backward = backward,
};
