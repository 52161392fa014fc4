/* statistics.c: mean, spread and size of the numbers that the last run left, and how many of them are stuck.
 */
#include <math.h>

#include "kernels/vec.h"
#include "model.h"

/* Within 1 % of the range of a bound; of a range with one bound only, on the bound itself: ReLU's zeros. */
static bool is_saturated(const gn_activation *f, double a) {
  const double range = (double)(f->high - f->low), margin = gn_is_finite(range) ? 0.01 * range : 0;
  return a <= (double)f->low + margin || a >= (double)f->high - margin;
}

/* activation: what made x; NULL where the question has no meaning. */
static void measure(size_t count, const float *x, const gn_activation *activation,
                    gn_statistics *statistics) {
  double sum = 0, squares = 0, spread = 0, zeros = 0, saturated = 0;
  for (size_t i = 0; i < count; i++) {
    const double v = (double)x[i];
    sum += v;
    squares += v * v;
    zeros += v == 0;
    saturated += activation && is_saturated(activation, v);
  }
  const double n = (double)count, mean = sum / n;
  for (size_t i = 0; i < count; i++) spread += ((double)x[i] - mean) * ((double)x[i] - mean);
  *statistics = (gn_statistics){mean, sqrt(spread / n), sqrt(squares), zeros / n,
                                activation ? saturated / n : (double)NAN};
}

bool gn_model_layer_statistics(gn_model *model, int layer, gn_role role, gn_statistics *statistics) {
  const gn_links *links = &model->nodes[layer].links;
  const size_t count = model->ran.batch * gn_shape_count(&model->nodes[layer].layer.output);
  const bool is_delta = role == GN_ROLE_DELTA, is_all = model->ran.phases & GN_PHASE_INPUT_GRADIENT;
  if (count == 0) return false;
  if (is_delta && (!(model->ran.phases & GN_PHASE_BACKWARD) || !(is_all || links->learns))) return false;
  const gn_activation *f = links->activation ? (const gn_activation *)links->activation->kind : NULL;
  const bool bounded = !is_delta && f && (gn_is_finite((double)f->low) || gn_is_finite((double)f->high));
  measure(count, gn_model_tensor(model, layer, role), bounded ? f : NULL, statistics);
  return true;
}

bool gn_model_block_statistics(gn_model *model, int block, size_t from, size_t count,
                               gn_statistics *statistics) {
  const float *at = gn_model_block(model, block);
  if (!at || count == 0) return false;
  measure(count, at + from, NULL, statistics);
  return true;
}
