/* model.c: a model from its making to its end. */
#include "model.h"

#include <string.h>

#include "kernels/vec.h"
#include "tiny.h"

static void release_blocks(gn_model *model) {
  gn_memory *memory = &model->context->memory;
  gn_release(memory, model->workspace);
  gn_release(memory, model->order);
  gn_release(memory, model->class_weight);
  gn_denormals_release(model);
  gn_release(memory, model->weights);
  gn_release(memory, model);
}

/* NULL with a failure. */
static gn_model *outline(gn_context *context, const char *spec, size_t length) {
  gn_model *model = gn_spec_read(context, spec, length);
  if (!model) return NULL;
  context->models++;
  if (gn_plan_layers(model) == GN_OK) return model;
  gn_model_release(model);
  return NULL;
}

gn_status gn_model_outline(gn_context *context, const char *spec, size_t length, gn_model **model) {
  gn_model *made = outline(context, spec, length);
  if (!made) return context->failure.status;
  *model = made;
  return GN_OK;
}

static gn_status make_weights(gn_model *model) {
  gn_status status = gn_plan_weights(model);
  if (status != GN_OK) return status;
  gn_model_reset(model, model->options.seed);
  return gn_model_check_weights(model); /* an initializer knows nothing of what may not be negative */
}

gn_status gn_model_create(gn_context *context, const char *spec, size_t length, gn_model **model) {
  gn_model *made = outline(context, spec, length);
  if (!made) return context->failure.status;
  gn_status status = make_weights(made);
  if (status == GN_OK)
    *model = made;
  else
    gn_model_release(made);
  return status;
}

void gn_model_release(gn_model *model) {
  if (!model) return;
  model->context->models--;
  release_blocks(model);
}

uint64_t gn_model_workspace(gn_model *model, size_t batch) { return gn_plan_workspace_bytes(model, batch); }

gn_status gn_fail_in(const gn_layer *layer, gn_failure *failure, gn_status status) {
  memcpy(failure->layer, layer->name, sizeof failure->layer);
  return status;
}

void gn_model_reset(gn_model *model, uint64_t seed) {
  if (!model->weights) return;
  memset(model->weights, 0, (size_t)gn_plan_weight_bytes(model));
  model->counters = (gn_counters){.seed = seed};
  model->is_changed = true;
  uint64_t tensor = 0;
  for (const gn_parameter *p = model->parameters; p; p = p->next) {
    gn_random random = gn_random_stream(seed, GN_RANDOM_WEIGHTS, tensor++, 0);
    ((const gn_initializer *)p->initializer->kind)
        ->fill(p->initializer->options.bytes, p->fan_in, p->fan_out, &random, p->count,
               model->weights + p->offset);
  }
}

float *gn_model_block(gn_model *model, int block) {
  if (block == GN_BLOCK_WEIGHTS) {
    model->is_changed = true;
    return model->weights;
  }
  if (block == GN_BLOCK_GRADIENTS) return model->gradients;
  int k = block - GN_BLOCK_STATE;
  return k >= 0 && k < model->states ? model->state[k] : NULL; /* NULL for an outline */
}

const float *gn_model_tensor(gn_model *model, int layer, gn_role role) {
  if (layer < 0 || layer >= model->layer_count) return NULL;
  gn_tiny_end(model);
  const gn_tensors *t = &model->nodes[layer].tensors;
  switch (role) {
  case GN_ROLE_PREACTIVATION: return t->z;
  case GN_ROLE_OUTPUT: return t->a;
  case GN_ROLE_OUTPUT_GRADIENT: return t->da;
  case GN_ROLE_DELTA: return t->dz;
  case GN_ROLE_TARGET: return model->target;
  }
  return NULL;
}

gn_counters gn_model_counters(const gn_model *model) { return model->counters; }
void gn_model_set_counters(gn_model *model, gn_counters counters) { model->counters = counters; }

/* Is a state that holds squares free of negative numbers? */
static bool are_squares(size_t count, const float *state) {
  for (size_t i = 0; i < count; i++)
    if (state[i] < 0) return false;
  return true;
}

/* Likewise of the parameters that do. */
static gn_status check_square_parameters(const gn_model *model) {
  for (const gn_parameter *p = model->parameters; p; p = p->next)
    if (p->is_square && !are_squares(p->count, model->weights + p->offset))
      return gn_fail_in(
          p->layer, &model->context->failure,
          gn_fail(&model->context->failure, GN_NUMERIC,
                  "%s of layer %q has a negative number: it takes an initializer of numbers from 0 on",
                  p->name, p->layer->name));
  return GN_OK;
}

void gn_model_set_learning_rate(gn_model *model, double rate) {
  memcpy(model->options.optimizer.choice.options.bytes, &rate, sizeof rate);
}

gn_status gn_model_check_weights(gn_model *model) {
  if (!model->weights) return GN_OK;
  model->is_changed = true;
  const gn_optimizer *optimizer = (const gn_optimizer *)model->options.optimizer.choice.kind;
  bool finite = gn_vec_is_finite(model->floats, model->weights), square = true;
  for (int k = 0; k < model->states; k++) {
    finite &= gn_vec_is_finite(model->learned, model->state[k]);
    square &= !(optimizer->squares >> k & 1) || are_squares(model->learned, model->state[k]);
  }
  if (!finite || !square)
    return gn_fail(&model->context->failure, GN_NUMERIC, "a weight or a state of the optimizer is %s",
                   finite ? "negative where a square must stand" : "not a finite number");
  return check_square_parameters(model);
}
