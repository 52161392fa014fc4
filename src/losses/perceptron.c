#include "../kind.h"

/* p is the score s = w·x + b, y is ±1. A sample is misclassified when y s ≤ 0, so that the start w = 0
 * learns too; there the gradient is −y, and one step of sgd is Rosenblatt's rule w ← w + η y x.
 * Neither branch below takes a NaN: it stays one. */

static void value(size_t rows, size_t width, const float *s, const float *y, float *loss) {
  for (size_t r = 0; r < rows; r++, s += width, y += width) {
    double sum = 0;
    for (size_t i = 0; i < width; i++) {
      double margin = (double)y[i] * (double)s[i];
      sum += margin >= 0 ? 0 : -margin;
    }
    loss[r] = (float)sum;
  }
}

static void gradient(size_t rows, size_t width, const float *s, const float *y, const float *scale,
                     float *d) {
  for (size_t r = 0; r < rows; r++, s += width, y += width, d += width)
    for (size_t i = 0; i < width; i++) {
      float margin = y[i] * s[i];
      d[i] = margin > 0 ? 0 : margin <= 0 ? -scale[r] * y[i] : margin;
    }
}

const gn_loss gn_loss_perceptron = {
    .kind = {.type = "perceptron",
             .about = {"The perceptron's loss: 0 for a sample on its right side, else how far its score lies "
                       "on the wrong one. "
                       "Targets are ±1.",
                       "感知机损失：分类正确时为 0，误分类点为其得分越过分离超平面的程度；目标取 ±1。"},
             .formula = "E = \\sum_i \\max(0, -y_i s_i), \\quad \\frac{\\partial E}{\\partial s_i} = "
                        "\\begin{cases} -y_i & y_i "
                        "s_i \\le 0 \\\\ 0 & y_i s_i > 0 \\end{cases}",
             .source = "Rosenblatt: The perceptron, 1958"},
    .of_output = {value, gradient},
    /* Behind a sign, which shows a prediction of ±1, it takes the score before it: sign(0) = +1 must count
     * as misclassified for either target. */
    .logits_of = "sign",
    .of_logits = {value, gradient},
    .classifies = true,
    .signed_targets = true,
};
