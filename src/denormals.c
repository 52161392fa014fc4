/* denormals.c: the weights as layers read them: denormal numbers, those below 2⁻¹²⁶, count as 0.
 *
 * Arithmetic with them takes some hundred times as long on many processors, and WebAssembly cannot switch
 * them off. The weights themselves stay as they are: a model that has such numbers when a call begins (of an
 * epoch, its first) keeps a copy for its layers; all others read the weights. Samples are treated likewise
 * where a batch is made (dataset.c), and errors δ where they begin (phases.c) and where an activation is flat
 * (parts.c); optimizers keep their averages out of there (optimizers/common.h).
 */
#include "kernels/vec.h"
#include "model.h"

static void point_layers(gn_model *model) {
  model->tiny_batch = 0;
  for (gn_node *node = model->nodes + 1; node <= model->output; node++)
    for (int p = 0; p < node->layer.parameter_count; p++)
      node->tensors.pass.w[p] = model->read + node->layer.parameters[p].offset;
}

gn_status gn_denormals_prepare(gn_model *model) {
  if (!model->is_changed) return GN_OK;
  gn_context *context = model->context;
  const float *const before = model->read;
  const bool needed = gn_vec_flush(model->floats, model->weights, NULL);
  if (needed && model->read == model->weights) {
    float *copy =
        gn_allocate(&context->memory, ((uint64_t)model->floats + 3) * sizeof(float), /* gemv.h reads them */
                    "a copy of the weights without denormal numbers", &context->failure);
    if (!copy) return context->failure.status;
    model->read = copy;
  } else if (!needed)
    gn_denormals_release(model);
  model->is_changed = false;
  if (model->read != before) point_layers(model);
  return GN_OK;
}

void gn_denormals_refresh(gn_model *model) {
  if (model->read != model->weights) gn_vec_flush(model->floats, model->weights, model->read);
}

void gn_denormals_release(gn_model *model) {
  if (model->read != model->weights) gn_release(&model->context->memory, model->read);
  model->read = model->weights;
}
