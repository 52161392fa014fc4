/* numeric.c: gradients by differences of the loss, to hold backpropagation against.
 *
 * In float32 a loss has about seven digits, so ε must be large, and so the formula of fourth order:
 *   f′(w) ≈ (−f(w+2ε) + 8f(w+ε) − 8f(w−ε) + f(w−2ε)) / 12ε
 */
#include "model.h"

static gn_status loss_at(gn_model *model, size_t batch, int phases, double *loss) {
  gn_tally tally = {0};
  gn_result result;
  gn_phase_forward(model, batch, phases & GN_PHASE_TRAINING);
  gn_status status = gn_phase_loss(model, batch, gn_row_count(model, batch), &tally);
  gn_tally_result(model, &tally, &result);
  *loss = result.loss;
  return status;
}

static gn_status differentiate(gn_model *model, size_t batch, int phases, double epsilon, float *w,
                               double *gradient) {
  static const double steps[4] = {2, 1, -1, -2}, factors[4] = {-1, 8, -8, 1};
  float w0 = *w;
  double sum = 0;
  gn_status status = GN_OK;
  for (int k = 0; status == GN_OK && k < 4; k++) {
    double loss;
    *w = (float)((double)w0 + steps[k] * epsilon);
    status = loss_at(model, batch, phases, &loss);
    sum += factors[k] * loss;
  }
  *w = w0;
  *gradient = sum / (12 * epsilon);
  return status;
}

gn_status gn_model_numeric_gradients(gn_model *model, const gn_dataset *data, size_t from, size_t count,
                                     int phases, double epsilon, double *numeric) {
  if (!(epsilon > 0 && epsilon <= 1))
    return gn_fail(&model->context->failure, GN_ARGUMENT,
                   "epsilon must be above 0 and at most 1; 0.01 suits most networks");
  gn_status status = gn_batch_prepare(model, data, true, from, count, count);
  if (status != GN_OK) return status;
  gn_batch_fill(model, data, NULL, from, count, true);
  for (const gn_parameter *p = model->parameters; p; p = p->next)
    for (size_t i = p->offset; p->is_learned && status == GN_OK && i < p->offset + p->count; i++)
      status = differentiate(model, count, phases, epsilon, model->weights + i, numeric + i);
  return status;
}
