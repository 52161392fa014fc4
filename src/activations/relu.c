#include <math.h>

#include "../kernels/vec.h"
#include "../kind.h"

static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  (void)options;
  gn_vec_relu(rows * width, z, a);
}

/* f′ = 1 where z > 0, else 0: at 0 too, as everybody has it. A NaN in z lets da through. */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  (void)options, (void)a;
  gn_vec_pass(rows * width, z, da, dz);
}

const gn_activation gn_activation_relu = {
    .kind =
        {.type = "relu",
         .about =
             {"Rectified linear unit: what is positive passes, the rest becomes 0. A unit that is never "
              "positive "
              "learns no more (dying ReLU).",
              "修正线性单元：正的净输入原样通过，其余变为 0；若始终不为正，该单元便不再学习（死亡 ReLU）。"},
         .formula = "f(z) = \\max(z, 0)",
         .source = "Nair, Hinton: Rectified linear units improve restricted Boltzmann machines, 2010"},
    .low = 0,
    .high = INFINITY,
    .forward = forward,
    .backward = backward,
};
