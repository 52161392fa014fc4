#include "../kernels/vec.h"
#include "../kind.h"

static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  (void)options;
  gn_rows_softmax(rows, width, z, a);
}

/* The outputs of a row depend on all its inputs: ∂a_j/∂z_i = a_j([i = j] − a_i), hence
 * dz_i = a_i (da_i − Σ_j da_j a_j). */
static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  (void)options, (void)z;
  for (size_t r = 0; r < rows; r++, a += width, da += width, dz += width) {
    float mean = gn_vec_dot(width, da, a);
    for (size_t i = 0; i < width; i++) dz[i] = a[i] * (da[i] - mean);
  }
}

const gn_activation gn_activation_softmax = {
    .kind = {.type = "softmax",
             .about = {"Turns the net inputs of a row into probabilities: all positive, their sum 1.",
                       "把一行净输入变为概率：各项为正，总和为 1。"},
             .formula = "a_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}",
             .source =
                 "Bridle: Probabilistic interpretation of feedforward classification network outputs, 1990"},
    .low = 0,
    .high = 1,
    .mixes = true,
    .fades = true,
    .forward = forward,
    .backward = backward,
};
