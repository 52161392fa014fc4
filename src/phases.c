/* phases.c: FORWARD, LOSS, BACKWARD, UPDATE over the batch in the workspace. Training, stepping, tracing and
 * checking all run this code.
 *
 *   z = layer(x, w)      a = f(z)                                             forward, layer by layer
 *   δ_L = ∂loss/∂z_L     δ = ∂loss/∂a ∘ f′(z)     ∂loss/∂w, ∂loss/∂x from δ   backward
 */
#include <math.h>
#include <string.h>

#include "kernels/vec.h"
#include "tiny.h"

void gn_phase_forward(gn_model *model, size_t batch, bool training) {
  model->ran = (gn_ran){.batch = batch};
  gn_denormals_refresh(model);
  for (gn_node *node = model->nodes + 1; node <= model->output; node++) {
    const gn_layer *layer = &node->layer;
    const gn_links *links = &node->links;
    gn_tensors *t = &node->tensors;
    if (!layer->kind->is_view) {
      t->pass.batch = batch;
      t->pass.training = training;
      if (training && layer->kind->draws)
        t->pass.random = gn_random_stream(model->counters.seed, GN_RANDOM_LAYER,
                                          (uint64_t)(node - model->nodes), model->counters.steps);
      layer->kind->forward(layer, &t->pass);
    }
    if (links->activation) gn_activate(links->activation, batch * links->rows, links->width, t->z, t->a);
  }
}

/* ---- Loss ---- */

static gn_status fail_numeric(gn_model *model, const gn_layer *layer, const char *what) {
  gn_failure *failure = &model->context->failure;
  return gn_fail_in(
      layer, failure,
      gn_fail(failure, GN_NUMERIC,
              "%s is no longer a finite number (first seen in layer %q). The weights are those of the "
              "last finite step; a smaller learning rate, standardised inputs or another initializer "
              "may help",
              what, layer->name));
}

/* The first layer with an output that is not finite: where the trouble began. */
static const gn_layer *first_not_finite(gn_model *model, size_t batch) {
  gn_tiny_end(model);
  const gn_node *node = model->nodes + 1;
  for (; node < model->output; node++) {
    size_t count = batch * gn_shape_count(&node->layer.output);
    if (!gn_vec_is_finite(count, node->tensors.z) || !gn_vec_is_finite(count, node->tensors.a)) break;
  }
  return &node->layer;
}

static double penalty_of(const gn_model *model) {
  double sum = 0;
  if (!model->penalised) return sum;
  for (const gn_parameter *p = model->parameters; p; p = p->next)
    if (p->regularizer)
      sum += ((const gn_regularizer *)p->regularizer->kind)
                 ->penalty(p->regularizer->options.bytes, p->count, model->weights + p->offset);
  return sum;
}

/* y ← (1 − s)·y + s/K: a share s of each target is spread over the K classes; of a yes/no output, over the
 * two answers. Metrics go on asking for the target as it was given. */
static void smooth_targets(const gn_model *model, size_t count) {
  const gn_loss_choice *loss = &model->options.loss;
  const size_t classes =
      ((const gn_loss *)loss->choice.kind)->independent ? 2 : gn_output_links(model)->width;
  const float keep = (float)(1 - loss->label_smoothing);
  const float spread = (float)(loss->label_smoothing / (double)classes);
  for (size_t i = 0; i < count; i++) model->smoothed[i] = keep * model->target[i] + spread;
}

gn_status gn_phase_loss(gn_model *model, size_t batch, size_t rows, gn_tally *tally) {
  const gn_tensors *t = gn_output_tensors(model);
  const size_t width = gn_output_links(model)->width, counted = gn_row_count(model, batch);
  if (model->smoothed != model->target) smooth_targets(model, rows * width);
  model->loss->value(counted, width, model->loss_on_logits ? t->z : t->a, model->smoothed, model->row_loss);
  const float *const of_row = model->row_loss, *const weight = model->row_weight;
  double sum = 0, penalty = penalty_of(model);
  for (size_t r = 0; r < counted; r++) sum += (double)weight[r] * (double)of_row[r];
  if (!gn_is_finite(sum + penalty)) return fail_numeric(model, first_not_finite(model, batch), "the loss");
  tally->loss += sum;
  tally->penalty += penalty;
  tally->rows += (double)counted;
  tally->samples += (double)batch;
  tally->batches += 1;
  bool mean = model->options.loss.reduction == GN_REDUCTION_MEAN;
  tally->batch_loss = (mean ? sum / (double)counted : sum) + penalty;
  gn_tally_right(model, counted, tally);
  return GN_OK;
}

/* ---- Backward ---- */

void gn_phase_backward_from_loss(gn_model *model, size_t rows, int phases) {
  const gn_tensors *t = gn_output_tensors(model);
  const size_t width = gn_output_links(model)->width;
  const gn_loss *loss = (const gn_loss *)model->options.loss.choice.kind;
  if (!model->loss_on_logits || (phases & GN_PHASE_OUTPUT_GRADIENT))
    loss->of_output.gradient(rows, width, t->a, model->smoothed, model->row_scale, t->da);
  if (model->loss_on_logits)
    loss->of_logits.gradient(rows, width, t->z, model->smoothed, model->row_scale, t->dz);
  /* Of what is certain, probabilities are denormal (denormals.c). */
  if (model->loss_on_logits || !gn_output_links(model)->activation) gn_vec_flush(rows * width, t->dz, t->dz);
}

static void backward_through_activation(const gn_model *model, const gn_node *node, size_t batch) {
  const gn_links *links = &node->links;
  const gn_tensors *t = &node->tensors;
  bool done = model->loss_on_logits && node == model->output;
  if (done || !links->activation) return;
  gn_activate_back(links->activation, batch * links->rows, links->width, t->z, t->a, t->da, t->dz);
}

/* Is this input of the layer the first to write ∂loss/∂a of the layer it comes from? */
static bool writes_first(const gn_node *node, int input) {
  if (node->inputs[input]->links.last != node) return false;
  for (int i = 0; i < input; i++)
    if (node->inputs[i] == node->inputs[input]) return false;
  return true;
}

static void backward_through_layer(const gn_model *model, gn_node *node, size_t batch, bool all) {
  const gn_layer *layer = &node->layer;
  gn_pass *pass = &node->tensors.pass;
  float *spare = model->spare;
  pass->batch = batch;
  for (int i = 0; i < layer->input_count; i++) {
    pass->dx[i] = NULL;
    if (!all && !node->inputs[i]->links.learns) continue;
    pass->dx[i] = writes_first(node, i) ? node->inputs[i]->tensors.da : spare;
    if (pass->dx[i] == spare) spare += batch * gn_shape_count(&layer->input[i]);
  }
  if (!layer->kind->is_view)
    layer->kind->backward(layer, pass);
  else if (pass->dx[0] && pass->dx[0] != pass->dz)
    gn_vec_copy(batch * gn_shape_count(&layer->output), pass->dz, pass->dx[0]);
  for (int i = 0; i < layer->input_count; i++) {
    float *da = node->inputs[i]->tensors.da;
    if (pass->dx[i] && pass->dx[i] != da)
      gn_vec_add(batch * gn_shape_count(&layer->input[i]), pass->dx[i], da);
  }
}

void gn_phase_add_penalty_gradients(gn_model *model) {
  if (!model->penalised) return;
  for (const gn_parameter *p = model->parameters; p; p = p->next)
    if (p->regularizer)
      ((const gn_regularizer *)p->regularizer->kind)
          ->add_gradient(p->regularizer->options.bytes, p->count, model->weights + p->offset,
                         model->gradients + p->offset);
}

void gn_phase_backward(gn_model *model, size_t batch, int phases) {
  model->ran.phases = phases;
  bool all = phases & GN_PHASE_INPUT_GRADIENT;
  gn_phase_backward_from_loss(model, gn_row_count(model, batch), phases);
  for (gn_node *node = model->output; node > model->nodes; node--) {
    if (!all && !node->links.learns) continue;
    backward_through_activation(model, node, batch);
    backward_through_layer(model, node, batch, all);
  }
  gn_phase_add_penalty_gradients(model);
}

/* ---- Update ---- */

/* Within these bounds no optimizer's step can overflow: the square of a gradient is a float still, and so is
 * a weight after a step of any learning rate and decay that the fields allow. */
static const float largest_gradient = 1e18f, largest_weight = 1e30f;

/* Its next value stands where others have their gradient. */
static bool is_moving(const gn_parameter *p) { return p->moves && p->layer->trainable; }

/* The first layer whose learned or moving parameters have in `block` what is beyond a bound; NULL: none. */
static const gn_layer *first_beyond(const gn_model *model, bool moving, const float *block, float largest) {
  for (const gn_parameter *p = model->parameters; p; p = p->next)
    if ((moving ? is_moving(p) : p->is_learned) && !gn_vec_is_within(p->count, block + p->offset, largest))
      return p->layer;
  return NULL;
}

static void move(gn_model *model) {
  for (const gn_parameter *p = model->parameters; p; p = p->next)
    if (is_moving(p)) gn_vec_copy(p->count, model->gradients + p->offset, model->weights + p->offset);
}

/* Gradients lie behind the weights, and theirs is the lower bound: mostly one look over both says that
 * nothing is wrong. */
static gn_status check_bounds(gn_model *model, bool moves) {
  const gn_layer *layer = NULL;
  if (!gn_is_within(model->floats + model->learned, model->weights, largest_gradient)) {
    layer = first_beyond(model, false, model->gradients, largest_gradient);
    if (layer) return fail_numeric(model, layer, "a gradient");
    layer = first_beyond(model, false, model->weights, largest_weight);
    if (layer) return fail_numeric(model, layer, "a weight");
  }
  if (moves) layer = first_beyond(model, true, model->gradients, largest_weight);
  return layer ? fail_numeric(model, layer, "a moving average") : GN_OK;
}

gn_status gn_phase_update(gn_model *model, bool training) {
  const gn_optimizer *optimizer = (const gn_optimizer *)model->options.optimizer.choice.kind;
  const void *options = model->options.optimizer.choice.options.bytes;
  const bool moves = training && model->moves;
  const gn_status status = check_bounds(model, moves);
  if (status != GN_OK) return status;
  gn_clip_gradients(model);
  gn_update update = {.count = model->learned,
                      .w = model->weights,
                      .g = model->gradients,
                      .learning_rate = gn_model_learning_rate(model),
                      .t = ++model->counters.steps};
  for (int k = 0; k < model->states; k++) update.state[k] = model->state[k];
  gn_optimizer_step(optimizer, options, &update);
  model->is_changed = true;
  gn_constrain_weights(model);
  if (moves) move(model);
  return GN_OK;
}
