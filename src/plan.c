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
static void see(gn_node *node) {
  const gn_layer *layer = &node->layer;
  gn_links *links = &node->links;
  for (int d = 0; d < 2; d++) {
    uint64_t field = 1, jump = 1;
    for (int i = 0; i < layer->input_count; i++) {
      const gn_links *from = &node->inputs[i]->links;
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

/* NULL where nothing was chosen, or nothing is learned. */
static const gn_choice *in_force(const gn_parameter *p, const gn_choice *choice) {
  return p->is_learned && choice && choice->kind ? choice : NULL;
}

/* What else follows from what the kind has declared. */
static void follow_up(gn_model *model, gn_node *node) {
  gn_layer *layer = &node->layer;
  gn_links *links = &node->links;
  for (int k = 0; k < layer->parameter_count; k++) {
    gn_parameter *p = &layer->parameters[k];
    p->layer = layer;
    p->is_learned = layer->trainable && !p->moves;
    p->regularizer = in_force(p, p->regularizer);
    p->constraint = in_force(p, p->constraint);
    links->learns |= p->is_learned;
    model->penalised |= p->regularizer != NULL;
    model->constrained |= p->constraint != NULL;
    model->moves |= layer->trainable && p->moves;
  }
  links->activation = activation_of(layer);
  links->width = gn_shape_width(&layer->output);
  links->rows = gn_shape_count(&layer->output) / links->width;
  see(node);
}

static gn_status build_layer(gn_model *model, gn_node *node) {
  gn_layer *layer = &node->layer;
  gn_failure *failure = &model->context->failure;
  for (int i = 0; i < layer->input_count; i++) {
    const gn_node *from = node->inputs[i];
    layer->input[i] = from->layer.output;
    node->links.learns |= from->links.learns;
  }
  gn_status status = layer->kind->build(layer, failure);
  if (status != GN_OK) return gn_fail_in(layer, failure, status);
  if (count_floats(&layer->output) > most_floats)
    return gn_fail_in(
        layer, failure,
        gn_fail(failure, GN_LIMIT, "the output of %q has more than 268435456 numbers a sample", layer->name));
  follow_up(model, node);
  return GN_OK;
}

static void list_parameters(gn_model *model) {
  gn_parameter **next = &model->parameters;
  for (gn_node *node = model->nodes + 1; node <= model->output; node++)
    for (int k = 0; k < node->layer.parameter_count; k++) {
      *next = &node->layer.parameters[k];
      next = &(*next)->next;
    }
}

/* All parameters that are learned, or all that are not, after `floats`, aligned for SIMD. */
static gn_status place_parameters(gn_model *model, bool learned, uint64_t *floats) {
  for (gn_parameter *p = model->parameters; p; p = p->next) {
    if (p->is_learned != learned) continue;
    uint64_t count = count_floats(&p->shape);
    if (count > most_floats || *floats + count > most_floats)
      return gn_fail_in(p->layer, &model->context->failure,
                        gn_fail(&model->context->failure, GN_LIMIT,
                                "the model has more than 268435456 parameters from layer %q on",
                                p->layer->name));
    p->offset = (size_t)*floats;
    p->count = (size_t)count;
    if (!p->moves) model->parameter_count += (size_t)count;
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
  for (gn_node *node = model->nodes + 1; status == GN_OK && node <= model->output; node++)
    status = build_layer(model, node);
  if (status == GN_OK) {
    list_parameters(model);
    status = place_parameters(model, true, &floats);
  }
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
  gn_context *context = model->context;
  model->weights = model->read = gn_allocate(&context->memory, gn_plan_weight_bytes(model),
                                             "the weights of the model", &context->failure);
  if (!model->weights) return context->failure.status;
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

static void place_outputs(gn_node *node, uint64_t batch, layout *l) {
  const gn_layer *layer = &node->layer;
  gn_tensors *t = &node->tensors;
  uint64_t count = batch * gn_shape_count(&layer->output);
  t->z = layer->kind && layer->kind->is_view ? node->inputs[0]->tensors.a : place(l, count);
  t->a = !node->links.activation ? t->z : place(l, count);
  t->kept = place(l, batch * layer->kept_per_sample + layer->kept_per_batch);
}

/* From the last layer to the first, since a layer that only a view reads shares the view's gradient. */
static void place_gradients(gn_node *node, uint64_t batch, layout *l) {
  const gn_links *links = &node->links;
  const gn_node *last = links->last;
  gn_tensors *t = &node->tensors;
  uint64_t count = batch * gn_shape_count(&node->layer.output);
  bool to_view = links->consumers == 1 && last->layer.kind->is_view;
  t->da = to_view ? last->tensors.dz : place(l, count);
  t->dz = !links->activation ? t->da : place(l, count);
}

/* Room for the ∂loss/∂x that a layer adds to what a later consumer of the same output wrote. */
static uint64_t spare_floats(const gn_node *node) {
  uint64_t floats = 0;
  for (int i = 0; i < node->layer.input_count; i++)
    if (node->inputs[i]->links.consumers > 1) floats += gn_shape_count(&node->layer.input[i]);
  return floats;
}

/* After all places are known. */
static void prepare_pass(const gn_model *model, gn_node *node) {
  const gn_layer *layer = &node->layer;
  gn_tensors *t = &node->tensors;
  t->pass = (gn_pass){.z = t->z, .dz = t->dz, .kept = t->kept, .scratch = model->scratch};
  for (int i = 0; i < layer->input_count; i++) t->pass.x[i] = node->inputs[i]->tensors.a;
  for (int p = 0; p < layer->parameter_count; p++) {
    t->pass.w[p] = model->read + layer->parameters[p].offset;
    t->pass.dw[p] = model->gradients + layer->parameters[p].offset;
  }
}

static void lay_out(gn_model *model, uint64_t batch, layout *l) {
  uint64_t spare = 0, scratch = 0;
  if (model->is_tiny) batch = gn_columns_stride((size_t)batch);
  for (gn_node *node = model->nodes; node <= model->output; node++) place_outputs(node, batch, l);
  for (gn_node *node = model->output + 1; node-- > model->nodes;) place_gradients(node, batch, l);
  for (const gn_node *node = model->nodes + 1; node <= model->output; node++) {
    const gn_layer *layer = &node->layer;
    uint64_t own_scratch = layer->scratch ? layer->scratch(layer, (size_t)batch) : 0;
    if (own_scratch > scratch) scratch = own_scratch;
    uint64_t own_spare = spare_floats(node);
    if (own_spare > spare) spare = own_spare;
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
  model->turned = place(l, outputs);
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
  for (gn_node *node = model->nodes + 1; block && node <= model->output; node++) prepare_pass(model, node);
}

uint64_t gn_plan_workspace_bytes(gn_model *model, size_t batch) {
  uint64_t bytes = measure(model, batch);
  occupy(model, model->workspace, model->capacity); /* measuring overwrote the places */
  return bytes;
}

gn_status gn_plan_workspace(gn_model *model, size_t batch) {
  if (batch <= model->capacity) return GN_OK;
  gn_context *context = model->context;
  void *block = gn_allocate(&context->memory, gn_plan_workspace_bytes(model, batch),
                            "the workspace for a batch of this size", &context->failure);
  if (!block) return context->failure.status;
  gn_release(&context->memory, model->workspace);
  model->workspace = block;
  model->capacity = batch;
  occupy(model, block, batch);
  return GN_OK;
}
