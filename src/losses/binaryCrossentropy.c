#include "../kernels/special.h"
#include "../kind.h"

/* Outputs are independent probabilities; targets lie in 0 … 1. The loss of a row is the mean over its
 * outputs. */

/* The sum over a row, which may begin and end anywhere in a block: rows are few numbers or many. */
typedef struct row_sum {
  double sum;
  size_t column, width;
  float *loss; /* of the row */
} row_sum;

static void add(row_sum *row, double term) {
  row->sum += term;
  if (++row->column < row->width) return;
  *row->loss++ = (float)(row->sum / (double)row->width);
  row->sum = 0;
  row->column = 0;
}

/* −[y ln p + (1 − y) ln(1 − p)], with 0 · ln 0 = 0; it is infinite for a certain and wrong p, not clamped.
 * The factor of a dropped term is 0·p, not 0, so that a NaN stays one. */
static void value_of_output(size_t rows, size_t width, const float *p, const float *y, float *loss) {
  float negative[GN_BLOCK], ln_p[GN_BLOCK], ln_rest[GN_BLOCK];
  row_sum row = {.width = width, .loss = loss};
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_vec_scale(n, -1, p + i, negative);
    gn_vec_log(n, p + i, ln_p);
    gn_block_log1p(n, negative, ln_rest);
    for (size_t j = 0; j < n; j++) {
      double target = (double)y[i + j], dropped = 0 * (double)p[i + j];
      add(&row, -((target == 0 ? dropped : target * (double)ln_p[j]) +
                  (target == 1 ? dropped : (1 - target) * (double)ln_rest[j])));
    }
  }
}

/* (1 − y)/(1 − p) − y/p */
static void gradient_of_output(size_t rows, size_t width, const float *p, const float *y, const float *scale,
                               float *d) {
  for (size_t r = 0; r < rows; r++, p += width, y += width, d += width) {
    const float share = (float)((double)scale[r] / (double)width);
    for (size_t i = 0; i < width; i++) {
      float dropped = 0 * p[i];
      d[i] = share * ((y[i] == 1 ? dropped : (1 - y[i]) / (1 - p[i])) - (y[i] == 0 ? dropped : y[i] / p[i]));
    }
  }
}

/* max(z, 0) − z y + ln(1 + exp(−|z|)) */
static void value_of_logits(size_t rows, size_t width, const float *z, const float *y, float *loss) {
  float rest[GN_BLOCK];
  row_sum row = {.width = width, .loss = loss};
  for (size_t i = 0, n; (n = gn_block(rows * width - i)) > 0; i += n) {
    gn_block_log1p_exp(n, z + i, rest);
    for (size_t j = 0; j < n; j++) {
      double logit = (double)z[i + j];
      add(&row, (logit > 0 ? logit : 0) - logit * (double)y[i + j] + (double)rest[j]);
    }
  }
}

/* σ(z) − y */
static void gradient_of_logits(size_t rows, size_t width, const float *z, const float *y, const float *scale,
                               float *d) {
  gn_vec_sigmoid(rows * width, z, d);
  for (size_t r = 0; r < rows; r++, y += width, d += width) {
    const float share = (float)((double)scale[r] / (double)width);
    for (size_t i = 0; i < width; i++) d[i] = share * (d[i] - y[i]);
  }
}

const gn_loss gn_loss_binaryCrossentropy = {
    .kind = {.type = "binaryCrossentropy",
             .about = {"Cross-entropy for outputs that are each a probability of yes; goes with sigmoid.",
                       "二元交叉熵：每个输出各为一个“是”的概率，与 sigmoid 配合使用。"},
             .formula =
                 "E = -\\frac{1}{n} \\sum_{i=1}^{n} \\left[ y_i \\ln p_i + (1 - y_i) \\ln (1 - p_i) \\right]",
             .source = "Solla, Levin, Fleisher: Accelerated learning in layered neural networks, 1988"},
    .of_output = {value_of_output, gradient_of_output},
    .logits_of = "sigmoid",
    .of_logits = {value_of_logits, gradient_of_logits},
    .classifies = true,
    .independent = true,
};
