/* model.c: a model from its making to its end. */
#include "model.h"

#include <string.h>

#include "kernels/vec.h"

static void release_blocks(gn_model *model) {
  gn_memory *memory = &model->context->memory;
  gn_release(memory, model->workspace);
  gn_release(memory, model->order);
  gn_release(memory, model->class_weight);
  gn_denormals_release(model);
  gn_release(memory, model->weights);
  gn_release(memory, model);
}

gn_status gn_model_outline(gn_context *context, const char *spec, size_t length, gn_model **model) {
  gn_model *made;
  gn_status status = gn_spec_read(context, spec, length, &made);
  if (status != GN_OK) return status;
  context->models++;
  status = gn_plan_layers(made);
  if (status != GN_OK) {
    gn_model_release(made);
    return status;
  }
  *model = made;
  return GN_OK;
}

gn_status gn_model_create(gn_context *context, const char *spec, size_t length, gn_model **model) {
  gn_model *made;
  gn_status status = gn_model_outline(context, spec, length, &made);
  if (status != GN_OK) return status;
  status = gn_plan_weights(made);
  if (status != GN_OK) {
    gn_model_release(made);
    return status;
  }
  gn_model_reset(made, made->options.seed);
  status = gn_model_check_weights(made); /* an initializer knows nothing of what may not be negative */
  if (status != GN_OK) {
    gn_model_release(made);
    return status;
  }
  *model = made;
  return GN_OK;
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

bool gn_next_parameter(const gn_model *model, gn_walk *at) {
  for (; at->index < model->layer_count; at->index++, at->next = 0) {
    gn_layer *layer = &model->nodes[at->index].layer;
    if (at->next == layer->parameter_count) continue;
    at->layer = layer;
    at->parameter = &layer->parameters[at->next++];
    at->count = gn_shape_count(&at->parameter->shape);
    at->is_learned = gn_is_learned(layer, at->parameter);
    return true;
  }
  return false;
}

void gn_model_reset(gn_model *model, uint64_t seed) {
  if (!model->weights) return;
  memset(model->weights, 0, (size_t)gn_plan_weight_bytes(model));
  model->counters = (gn_counters){.seed = seed};
  model->is_changed = true;
  uint64_t tensor = 0;
  for (gn_walk at = {0}; gn_next_parameter(model, &at);) {
    const gn_parameter *parameter = at.parameter;
    gn_random random = gn_random_stream(seed, GN_RANDOM_WEIGHTS, tensor++, 0);
    ((const gn_initializer *)parameter->initializer->kind)
        ->fill(parameter->initializer->options.bytes, parameter->fan_in, parameter->fan_out, &random,
               at.count, model->weights + parameter->offset);
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

const float *gn_model_tensor(const gn_model *model, int layer, gn_role role) {
  if (layer < 0 || layer >= model->layer_count) return NULL;
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
  for (gn_walk at = {0}; gn_next_parameter(model, &at);)
    if (at.parameter->is_square && !are_squares(at.count, model->weights + at.parameter->offset))
      return gn_fail_in(
          at.layer, &model->context->failure,
          gn_fail(&model->context->failure, GN_NUMERIC,
                  "%s of layer %q has a negative number: it takes an initializer of numbers from 0 on",
                  at.parameter->name, at.layer->name));
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
