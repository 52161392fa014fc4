/* metrics.c: what the targets ask, and from the outputs of batches to loss and accuracy. */
#include <math.h>

#include "kernels/vec.h"
#include "model.h"

static size_t arg_max(size_t width, const float *row) {
  size_t best = 0;
  for (size_t i = 1; i < width; i++)
    if (row[i] > row[best]) best = i;
  return best;
}

/* What separates the two answers of one output: the middle of its range, NaN when it has no bounds. */
static double middle(const gn_model *model, bool by_class) {
  const gn_loss *loss = (const gn_loss *)model->options.loss.choice.kind;
  const gn_choice *activation = gn_layer_activation(gn_output_layer(model));
  if (loss->signed_targets) return 0;
  if (activation) {
    const gn_activation *kind = (const gn_activation *)activation->kind;
    const double sum = (double)(kind->low + kind->high);
    if (gn_is_finite(sum)) return sum / 2;
  }
  return loss->classifies || by_class ? 0.5 : (double)NAN;
}

/* Several outputs ask for the largest, one for its side of the middle. Several independent outputs (binary
 * cross-entropy with targets other than class indices) ask for the side of each. */
static gn_question question(const gn_model *model, bool by_class, double split) {
  const gn_loss *loss = (const gn_loss *)model->options.loss.choice.kind;
  if (!gn_is_finite(split)) return GN_QUESTION_VALUES;
  if (gn_output_links(model)->width > 1 && (by_class || !loss->independent)) return GN_QUESTION_CLASS;
  return loss->signed_targets ? GN_QUESTION_SIDE : GN_QUESTION_YES_NO;
}

void gn_plan_questions(gn_model *model) {
  for (int by_class = 0; by_class < 2; by_class++) {
    model->split[by_class] = model->loss ? middle(model, by_class) : (double)NAN;
    model->asked[by_class] = question(model, by_class, model->split[by_class]);
  }
}

gn_question gn_model_question(const gn_model *model) { return model->asked[model->target_is_class]; }
double gn_model_split(const gn_model *model) { return model->split[model->target_is_class]; }

size_t gn_model_classes(const gn_model *model, const gn_dataset *data) {
  gn_question asked = model->asked[gn_batch_has_classes(model, data)];
  size_t width = gn_output_links(model)->width;
  if (asked == GN_QUESTION_CLASS) return width;
  return asked != GN_QUESTION_VALUES && width == 1 ? 2 : 0;
}

void gn_weigh_classes(gn_model *model, size_t batch) {
  size_t width = gn_output_links(model)->width, rows = gn_row_count(model, batch);
  float split = (float)gn_model_split(model);
  for (size_t r = 0; r < rows; r++) {
    const float *y = model->target + r * width;
    model->row_weight[r] *= model->class_weight[width > 1 ? arg_max(width, y) : (size_t)(y[0] > split)];
  }
}

/* Rows answered rightly; of several independent outputs, the share of them. On the perceptron's line a sample
 * is misclassified whichever side it belongs to: y·s ≤ 0. */
void gn_tally_right(const gn_model *model, size_t rows, gn_tally *tally) {
  const float *a = gn_output_tensors(model)->a, *y = model->target;
  const size_t width = gn_output_links(model)->width;
  const gn_question asked = model->asked[model->target_is_class];
  const double split = model->split[model->target_is_class];
  if (asked == GN_QUESTION_VALUES) {
    tally->right = split;
  } else if (asked == GN_QUESTION_CLASS) {
    for (size_t r = 0; r < rows; r++)
      tally->right += arg_max(width, a + r * width) == arg_max(width, y + r * width);
  } else {
    const size_t right = gn_vec_count_sides(rows * width, a, y, (float)split, asked == GN_QUESTION_SIDE);
    tally->right += width == 1 ? (double)right : (double)right / (double)width;
  }
}

void gn_tally_result(const gn_model *model, const gn_tally *tally, gn_result *result) {
  double batches = tally->batches > 0 ? tally->batches : 1, rows = tally->rows > 0 ? tally->rows : 1;
  double loss = model->options.loss.reduction == GN_REDUCTION_MEAN ? tally->loss / rows : tally->loss;
  *result =
      (gn_result){loss + tally->penalty / batches, tally->right / rows, tally->samples, tally->batch_loss};
}
