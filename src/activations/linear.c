#include <math.h>

#include "../kernels/vec.h"
#include "../kind.h"

static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  (void)options;
  if (a != z) gn_vec_copy(rows * width, z, a);
}

static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  (void)options, (void)z, (void)a;
  if (dz != da) gn_vec_copy(rows * width, da, dz);
}

const gn_activation gn_activation_linear = {
    .kind = {.type = "linear",
             .about = {"The output is the net input itself.", "线性：输出就是净输入本身。"},
             .formula = "f(z) = z"},
    .low = -INFINITY,
    .high = INFINITY,
    .forward = forward,
    .backward = backward,
};
