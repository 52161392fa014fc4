/* plan.c: where everything lies. A model has three blocks of memory:
 *
 *   description   gn_model | nodes (layer, tensors, links) | options of each layer    (spec.c)
 *   weights       parameters | gradients | optimizer state 0 | state 1               `floats` each
 *   workspace     per layer: z | a | kept, then backwards: da | dz; target, rows, spare, scratch
 *
 * Parameters lie one after another, each tensor beginning at a multiple of four floats: first the learned
 * ones, then the fixed (of frozen layers, and moving averages). Gradients mirror them all, states the learned
 * ones, so an optimizer is one loop over `learned` numbers. The workspace is measured and laid out by the
 * same walk (lay_out): first without memory, then over it.
 */
#include <string.h>

#include "tiny.h"

static const uint64_t most_floats = UINT64_C(1) << 28; /* of one tensor, and of all parameters: 1 GiB */

/* NULL where a is z. */
static const gn_choice *activation_of(const gn_layer *layer) {
  const gn_choice *activation = gn_layer_activation(layer);
  return activation && strcmp(activation->kind->type, "linear") != 0 ? activation : NULL;
}

static uint64_t count_floats(const gn_shape *shape) {
  uint64_t count = 1;
  for (int32_t i = 0; i < shape->rank; i++) {
    count *= (uint64_t)shape->size[i];
    if (count > most_floats) return UINT64_MAX;
  }
  return count;
}

static uint64_t at_most(uint64_t value, uint64_t most) { return value < most ? value : most; }

/* The receptive field grows by the window's size in steps as far apart as the layer's input pixels:
 *   field = field₀ + (size − 1)·jump₀      jump = jump₀·stride
 * Both stop at 2³², beyond every image and so that no product overflows. */
static void see(const gn_model *model, int index) {
  const gn_layer *layer = &model->nodes[index].layer;
  gn_links *links = &model->nodes[index].links;
  for (int d = 0; d < 2; d++) {
    uint64_t field = 1, jump = 1;
    for (int i = 0; i < layer->input_count; i++) {
      const gn_links *from = &model->nodes[layer->inputs[i]].links;
      if (from->field[d] > field) field = from->field[d];
      if (from->jump[d] > jump) jump = from->jump[d];
    }
    const bool sees = layer->window.size[d] > 0;
    if (sees) field += (uint64_t)(layer->window.size[d] - 1) * jump;
    if (sees) jump *= (uint64_t)layer->window.stride[d];
    links->field[d] = at_most(field, UINT64_C(1) << 32);
    links->jump[d] = at_most(jump, UINT64_C(1) << 32);
  }
}

/* What else follows from what the kind has declared. */
static void follow_up(gn_model *model, int index) {
  gn_layer *layer = &model->nodes[index].layer;
  gn_links *links = &model->nodes[index].links;
  for (int p = 0; p < layer->parameter_count; p++) {
    gn_parameter *parameter = &layer->parameters[p];
    if (!gn_is_learned(layer, parameter)) parameter->regularizer = parameter->constraint = NULL;
    links->learns |= gn_is_learned(layer, parameter);
    model->penalised |= parameter->regularizer && parameter->regularizer->kind;
    model->constrained |= parameter->constraint && parameter->constraint->kind;
    model->moves |= layer->trainable && parameter->moves;
  }
  links->activation = activation_of(layer);
  links->width = gn_shape_width(&layer->output);
  links->rows = gn_shape_count(&layer->output) / links->width;
  see(model, index);
}

static gn_status build_layer(gn_model *model, int index) {
  gn_layer *layer = &model->nodes[index].layer;
  gn_failure *failure = &model->context->failure;
  gn_links *links = &model->nodes[index].links;
  for (int i = 0; i < layer->input_count; i++) {
    layer->input[i] = model->nodes[layer->inputs[i]].layer.output;
    links->learns |= model->nodes[layer->inputs[i]].links.learns;
  }
  gn_status status = layer->kind->build(layer, failure);
  if (status != GN_OK) return gn_fail_in(layer, failure, status);
  if (count_floats(&layer->output) > most_floats)
    return gn_fail_in(
        layer, failure,
        gn_fail(failure, GN_LIMIT, "the output of %q has more than 268435456 numbers a sample", layer->name));
  follow_up(model, index);
  return GN_OK;
}

/* All parameters that are learned, or all that are not, after `floats`, aligned for SIMD. */
static gn_status place_parameters(gn_model *model, bool learned, uint64_t *floats) {
  for (gn_walk at = {0}; gn_next_parameter(model, &at);) {
    if (at.is_learned != learned) continue;
    uint64_t count = count_floats(&at.parameter->shape);
    if (count > most_floats || *floats + count > most_floats)
      return gn_fail_in(at.layer, &model->context->failure,
                        gn_fail(&model->context->failure, GN_LIMIT,
                                "the model has more than 268435456 parameters from layer %q on",
                                at.layer->name));
    at.parameter->offset = (size_t)*floats;
    if (!at.parameter->moves) model->parameter_count += (size_t)count;
    *floats = (*floats + count + 3) & ~UINT64_C(3);
  }
  return GN_OK;
}

static gn_status choose_loss(gn_model *model) {
  const gn_loss *loss = (const gn_loss *)model->options.loss.choice.kind;
  if (!loss) return GN_OK;
  if (model->options.loss.label_smoothing > 0 && (!loss->classifies || loss->signed_targets))
    return gn_fail(&model->context->failure, GN_ARGUMENT,
                   "loss.labelSmoothing has no meaning for %s: leave it out, or take a cross-entropy",
                   loss->kind.type);
  const gn_choice *activation = gn_layer_activation(gn_output_layer(model));
  model->loss_on_logits =
      loss->logits_of && activation && strcmp(activation->kind->type, loss->logits_of) == 0;
  model->loss = model->loss_on_logits ? &loss->of_logits : &loss->of_output;
  return GN_OK;
}

gn_status gn_plan_layers(gn_model *model) {
  uint64_t floats = 0;
  gn_status status = GN_OK;
  for (int d = 0; d < 2; d++) model->nodes[0].links.field[d] = model->nodes[0].links.jump[d] = 1;
  model->nodes[0].links.width = gn_shape_width(&model->options.input);
  for (int i = 1; status == GN_OK && i < model->layer_count; i++) status = build_layer(model, i);
  if (status == GN_OK) status = place_parameters(model, true, &floats);
  model->learned = (size_t)floats;
  if (status == GN_OK) status = place_parameters(model, false, &floats);
  model->floats = (size_t)floats;
  const gn_optimizer *optimizer = (const gn_optimizer *)model->options.optimizer.choice.kind;
  model->states = optimizer->states(model->options.optimizer.choice.options.bytes);
  if (status == GN_OK) status = choose_loss(model);
  if (status == GN_OK) {
    gn_plan_questions(model);
    model->is_tiny = gn_tiny_fits(model);
  }
  return status;
}

uint64_t gn_plan_weight_bytes(const gn_model *model) {
  return (2 * (uint64_t)model->floats + (uint64_t)model->states * model->learned) * sizeof(float);
}

gn_status gn_plan_weights(gn_model *model) {
  void *block;
  gn_status status = gn_allocate(&model->context->memory, gn_plan_weight_bytes(model),
                                 "the weights of the model", &block, &model->context->failure);
  if (status != GN_OK) return status;
  model->weights = model->read = block;
  model->gradients = model->weights + model->floats;
  for (int k = 0; k < model->states; k++)
    model->state[k] = model->gradients + model->floats + (size_t)k * model->learned;
  return GN_OK;
}

/* ---- The workspace ---- */

typedef struct layout {
  char *base; /* NULL while measuring */
  uint64_t bytes;
} layout;

static float *place(layout *l, uint64_t floats) {
  float *at = l->base ? (float *)(l->base + l->bytes) : NULL;
  l->bytes += (floats * sizeof(float) + GN_ALIGNMENT - 1) / GN_ALIGNMENT * GN_ALIGNMENT;
  return at;
}

static void place_outputs(gn_model *model, int index, uint64_t batch, layout *l) {
  const gn_layer *layer = &model->nodes[index].layer;
  gn_tensors *t = &model->nodes[index].tensors;
  uint64_t count = batch * gn_shape_count(&layer->output);
  t->z = layer->kind && layer->kind->is_view ? model->nodes[layer->inputs[0]].tensors.a : place(l, count);
  t->a = !model->nodes[index].links.activation ? t->z : place(l, count);
  t->kept = place(l, batch * layer->kept_per_sample + layer->kept_per_batch);
}

/* From the last layer to the first, since a layer that only a view reads shares the view's gradient. */
static void place_gradients(gn_model *model, int index, uint64_t batch, layout *l) {
  const gn_layer *layer = &model->nodes[index].layer;
  const gn_links *links = &model->nodes[index].links;
  gn_tensors *t = &model->nodes[index].tensors;
  uint64_t count = batch * gn_shape_count(&layer->output);
  bool to_view = links->consumers == 1 && model->nodes[links->last].layer.kind->is_view;
  t->da = to_view ? model->nodes[links->last].tensors.dz : place(l, count);
  t->dz = !links->activation ? t->da : place(l, count);
}

/* Room for the ∂loss/∂x that a layer adds to what a later consumer of the same output wrote. */
static uint64_t spare_floats(const gn_model *model, int index) {
  const gn_layer *layer = &model->nodes[index].layer;
  uint64_t floats = 0;
  for (int i = 0; i < layer->input_count; i++)
    if (model->nodes[layer->inputs[i]].links.consumers > 1) floats += gn_shape_count(&layer->input[i]);
  return floats;
}

/* After all places are known. */
static void prepare_pass(gn_model *model, int index) {
  const gn_layer *layer = &model->nodes[index].layer;
  gn_tensors *t = &model->nodes[index].tensors;
  t->pass = (gn_pass){.z = t->z, .dz = t->dz, .kept = t->kept, .scratch = model->scratch};
  for (int i = 0; i < layer->input_count; i++) t->pass.x[i] = model->nodes[layer->inputs[i]].tensors.a;
  for (int p = 0; p < layer->parameter_count; p++) {
    t->pass.w[p] = model->read + layer->parameters[p].offset;
    t->pass.dw[p] = model->gradients + layer->parameters[p].offset;
  }
}

static void lay_out(gn_model *model, uint64_t batch, layout *l) {
  uint64_t spare = 0, scratch = 0;
  if (model->is_tiny) batch = gn_columns_stride((size_t)batch);
  for (int i = 0; i < model->layer_count; i++) place_outputs(model, i, batch, l);
  for (int i = model->layer_count - 1; i >= 0; i--) place_gradients(model, i, batch, l);
  for (int i = 1; i < model->layer_count; i++) {
    const gn_layer *layer = &model->nodes[i].layer;
    uint64_t own_scratch = layer->scratch ? layer->scratch(layer, (size_t)batch) : 0;
    if (own_scratch > scratch) scratch = own_scratch;
    if (spare_floats(model, i) > spare) spare = spare_floats(model, i);
  }
  const uint64_t rows = batch * gn_output_links(model)->rows;
  const uint64_t outputs = batch * gn_shape_count(&gn_output_layer(model)->output);
  model->target = place(l, outputs);
  model->smoothed = model->options.loss.label_smoothing > 0 ? place(l, outputs) : model->target;
  model->row_loss = place(l, rows);
  model->row_weight = place(l, rows);
  model->ones = 0;
  model->row_scale = place(l, rows);
  model->spare = place(l, batch * spare);
  model->scratch = place(l, scratch);
  if (!model->is_tiny) return;
  model->transposed = place(l, batch * gn_shape_count(&model->options.input));
  model->turned = place(l, batch * gn_shape_count(&gn_output_layer(model)->output));
  model->tiny =
      (gn_tiny_layer *)(void *)place(l, (uint64_t)model->layer_count * sizeof *model->tiny / sizeof(float));
  model->tiny_batch = 0;
}

static uint64_t measure(gn_model *model, size_t batch) {
  layout l = {NULL, 0};
  lay_out(model, batch, &l);
  return l.bytes;
}

static void occupy(gn_model *model, void *block, size_t batch) {
  layout l = {block, 0};
  lay_out(model, batch, &l);
  for (int i = 1; block && i < model->layer_count; i++) prepare_pass(model, i);
}

uint64_t gn_plan_workspace_bytes(gn_model *model, size_t batch) {
  uint64_t bytes = measure(model, batch);
  occupy(model, model->workspace, model->capacity); /* measuring overwrote the places */
  return bytes;
}

gn_status gn_plan_workspace(gn_model *model, size_t batch) {
  if (batch <= model->capacity) return GN_OK;
  gn_context *context = model->context;
  void *block;
  gn_status status = gn_allocate(&context->memory, gn_plan_workspace_bytes(model, batch),
                                 "the workspace for a batch of this size", &block, &context->failure);
  if (status != GN_OK) return status;
  gn_release(&context->memory, model->workspace);
  model->workspace = block;
  model->capacity = batch;
  occupy(model, block, batch);
  return GN_OK;
}
