#include "../kernels/special.h"
#include "../kind.h"

/* A row of p is a distribution over classes; y is one-hot, or any other distribution. */

/* −Σ y ln p, with 0 · ln 0 = 0; infinite when the true class has probability 0, not clamped. The term of a
 * class with y = 0 is 0·p, not 0, so that a NaN stays one. */
static void value_of_output(size_t rows, size_t width, const float *p, const float *y, float *loss) {
  float ln_p[GN_BLOCK];
  for (size_t r = 0; r < rows; r++, p += width, y += width) {
    double sum = 0;
    for (size_t i = 0, n; (n = gn_block(width - i)) > 0; i += n) {
      gn_vec_log(n, p + i, ln_p);
      for (size_t j = 0; j < n; j++)
        sum -= y[i + j] == 0 ? 0 * (double)p[i + j] : (double)y[i + j] * (double)ln_p[j];
    }
    loss[r] = (float)sum;
  }
}

/* −y/p */
static void gradient_of_output(size_t rows, size_t width, const float *p, const float *y, const float *scale,
                               float *d) {
  for (size_t r = 0; r < rows; r++, p += width, y += width, d += width)
    for (size_t i = 0; i < width; i++) d[i] = y[i] == 0 ? 0 * p[i] : -scale[r] * (y[i] / p[i]);
}

/* −Σ y ln softmax(z) = Σ y (log Σ exp z − z) */
static void value_of_logits(size_t rows, size_t width, const float *z, const float *y, float *loss) {
  gn_rows_log_sum_exp(rows, width, z, loss);
  for (size_t r = 0; r < rows; r++, z += width, y += width) {
    double log_sum_exp = (double)loss[r], sum = 0;
    for (size_t i = 0; i < width; i++) sum += (double)y[i] * (log_sum_exp - (double)z[i]);
    loss[r] = (float)sum;
  }
}

/* (Σ y)·softmax(z) − y */
static void gradient_of_logits(size_t rows, size_t width, const float *z, const float *y, const float *scale,
                               float *d) {
  gn_rows_softmax(rows, width, z, d);
  for (size_t r = 0; r < rows; r++, y += width, d += width) {
    const float total = gn_vec_sum(width, y);
    for (size_t i = 0; i < width; i++) d[i] = scale[r] * (total * d[i] - y[i]);
  }
}

const gn_loss gn_loss_categoricalCrossentropy = {
    .kind = {.type = "categoricalCrossentropy",
             .about = {"Cross-entropy for one class out of many: minus the log of the true class's "
                       "probability; goes with "
                       "softmax.",
                       "多类交叉熵：真实类别概率的负对数，与 softmax 配合使用。"},
             .formula = "E = -\\sum_i y_i \\ln p_i",
             .source =
                 "with softmax: Bridle: Training stochastic model recognition algorithms as networks, 1989"},
    .of_output = {value_of_output, gradient_of_output},
    .logits_of = "softmax",
    .of_logits = {value_of_logits, gradient_of_logits},
    .classifies = true,
};
