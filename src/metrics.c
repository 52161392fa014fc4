/* metrics.c: from the outputs of batches to loss and accuracy. */
#include <math.h>

#include "model.h"

static size_t arg_max(size_t width, const float *row) {
  size_t best = 0;
  for (size_t i = 1; i < width; i++)
    if (row[i] > row[best]) best = i;
  return best;
}

/* What separates the two answers of one output: the middle of its range, NaN when it has no bounds. */
static double middle(const gn_model *model) {
  const gn_loss *loss = (const gn_loss *)model->options.loss.choice.kind;
  const gn_choice *activation = gn_layer_activation(gn_output_layer(model));
  if (loss->signed_targets) return 0;
  if (activation) {
    const gn_activation *kind = (const gn_activation *)activation->kind;
    if (isfinite(kind->low) && isfinite(kind->high)) return (kind->low + kind->high) / 2;
  }
  return loss->classifies || model->target_is_class ? 0.5 : (double)NAN;
}

/* On the perceptron's line a sample is misclassified whichever side it belongs to: y·s ≤ 0. */
static bool is_right(double a, double y, double split, bool strict) {
  return y > split ? a > split : strict ? a < split : a <= split;
}

/* Rows answered rightly. Several outputs: the largest is where the target's largest is. One output: both lie
 * on the same side of the middle, and the output not on it. Several independent yes/no outputs (binary
 * cross-entropy with targets other than class indices): the share of outputs. */
void gn_tally_right(const gn_model *model, size_t batch, gn_tally *tally) {
  const float *a = gn_output_tensors(model)->a, *y = model->target;
  size_t width = gn_output_links(model)->width, rows = gn_row_count(model, batch);
  const gn_loss *loss = (const gn_loss *)model->options.loss.choice.kind;
  double split = middle(model);
  bool independent = loss->independent && !model->target_is_class;
  if (isnan(split)) {
    tally->right = split;
  } else if (width > 1 && !independent) {
    for (size_t r = 0; r < rows; r++)
      tally->right += arg_max(width, a + r * width) == arg_max(width, y + r * width);
  } else {
    double right = 0;
    for (size_t i = 0; i < rows * width; i++)
      right += is_right((double)a[i], (double)y[i], split, loss->signed_targets);
    tally->right += right / (double)width;
  }
}

gn_result gn_tally_result(const gn_model *model, const gn_tally *tally) {
  double batches = tally->batches > 0 ? tally->batches : 1, rows = tally->rows > 0 ? tally->rows : 1;
  double loss = model->options.loss.common.reduction == GN_REDUCTION_MEAN ? tally->loss / rows : tally->loss;
  return (gn_result){loss + tally->penalty / batches, tally->right / rows, tally->samples};
}
