/* tiny.c: a network such as 2-4-1, whose products are so small that calls and loops cost more than they: no
 * packing, no function for each row. Samples go by columns (kernels/columns.h), four to a vector; a single
 * one by units (kernels/gemv.h). Each element is the sum that the general path makes, in the same order, and
 * so has the same bits:
 *
 *   z_j = Σ_p w_pj·x_p + b_j      δx_p = Σ_j w_pj·δ_j      ∂loss/∂w_pj = Σ_samples x_p·δ_j
 *
 * What a step leads to the next weights by is written and read as vectors throughout: a number stored alone
 * cannot be loaded with its neighbours before it has reached the cache.
 */
#include "tiny.h"
#include "kernels/gemv.h"
#include "kernels/vec.h"

enum { KERNEL = 0, BIAS = 1 };

static bool is_chained(const gn_node *node) {
  return node->layer.kind->is_affine && node->layer.input_count == 1 && node->inputs[0] == node - 1;
}

bool gn_tiny_fits(const gn_model *model) {
  if (model->options.input.rank != 1 || model->nodes[0].links.width > GN_COLUMNS_WIDEST) return false;
  for (const gn_node *node = model->nodes + 1; node <= model->output; node++) {
    const gn_choice *activation = node->links.activation;
    const bool is_hidden = node < model->output;
    if (!is_chained(node) || node->links.width > GN_COLUMNS_WIDEST) return false;
    if (is_hidden && activation && ((const gn_activation *)activation->kind)->mixes) return false;
  }
  return true;
}

bool gn_tiny_takes(const gn_model *model, size_t batch) {
  return model->is_tiny && batch <= GN_COLUMNS_LONGEST;
}

/* What can give its slope with its value does, into dz, where backward will find it. Elementwise work goes
 * over whole vectors of samples where these lie by columns. */
static gn_tiny_layer look(const gn_model *model, int index, size_t batch) {
  const gn_links *links = &model->nodes[index].links;
  const gn_tensors *t = &model->nodes[index].tensors;
  const gn_choice *activation = links->activation;
  const bool has_bias = model->nodes[index].layer.parameter_count > BIAS,
             is_last = index == model->layer_count - 1;
  const bool turns = is_last && links->width > 1 && batch > 1;
  const bool by_samples = turns || (batch == 1 && links->width > 1);
  const gn_activation *f = activation ? (const gn_activation *)activation->kind : NULL;
  const size_t inputs = model->nodes[index - 1].links.width, units = links->width;
  const size_t stride = gn_columns_stride(batch), rows = by_samples ? batch : stride;
  const float *w = t->pass.w[KERNEL];
  return (gn_tiny_layer){.f = f,
                         .options = f ? activation->options.bytes : NULL,
                         .inputs = inputs,
                         .units = units,
                         .stride = stride,
                         .rows = rows,
                         .count = gn_columns_stride(rows * units),
                         .x = index == 1 && batch > 1 ? model->transposed : t->pass.x[0],
                         .w = {w, inputs, units, units, 1},
                         .back = {w, units, inputs, 1, units},
                         .b = has_bias ? t->pass.w[BIAS] : NULL,
                         .dw = t->pass.dw[KERNEL],
                         .db = has_bias ? t->pass.dw[BIAS] : NULL,
                         .z = t->z,
                         .a = t->a,
                         .da = t->da,
                         .dz = t->dz,
                         .product = turns ? model->turned : t->z,
                         .delta = turns ? model->turned : t->dz,
                         .turns = turns,
                         .with_slope =
                             f && !(is_last && model->loss_on_logits) ? f->forward_with_slope : NULL,
                         .goes_on = model->nodes[index - 1].links.learns};
}

void gn_tiny_forward(gn_model *model, size_t batch) {
  const int last = model->layer_count - 1;
  if (model->tiny_batch != batch)
    for (int i = 1; i <= last; i++) model->tiny[i] = look(model, i, batch);
  model->tiny_batch = batch;
  model->ran = (gn_ran){.batch = batch, .by_columns = batch > 1};
  gn_denormals_refresh(model);
  for (const gn_tiny_layer *l = &model->tiny[1]; l <= &model->tiny[last]; l++) {
    if (batch == 1)
      gn_gemv(l->inputs, l->units, l->w.w, l->b, l->x, l->product);
    else
      gn_columns_weigh(l->stride, &l->w, l->b, l->x, l->product);
    if (l->turns) gn_columns_to_rows(batch, l->units, l->product, l->z);
    if (l->with_slope)
      l->with_slope(l->count, l->z, l->a, l->dz);
    else if (l->f)
      l->f->forward(l->options, l->rows, l->units, l->z, l->a);
  }
}

/* dz = da ∘ f′(z), without denormal numbers (denormals.c) */
static void pass_activation(const gn_tiny_layer *l) {
  if (l->with_slope) {
    gn_vec_pass_slope(l->count, l->da, l->dz);
  } else if (l->f) {
    l->f->backward(l->options, l->rows, l->units, l->z, l->a, l->da, l->dz);
    if (l->f->fades) gn_vec_flush(l->count, l->dz, l->dz);
  }
}

/* The output layer's, with zeros behind. */
static void turn_delta(const gn_tiny_layer *l, size_t batch) {
  gn_vec_fill((l->stride - batch) * l->units, 0, l->dz + batch * l->units);
  gn_columns_from_rows(l->stride, l->units, l->dz, NULL, 0, l->delta);
}

/* Gradients, and δ of the layer before it, from its own. */
static void backward_through(const gn_tiny_layer *l, size_t batch) {
  const gn_tiny_layer *before = l - 1;
  if (batch == 1)
    gn_gemv_gradients(l->inputs, l->units, l->x, l->delta, l->dw, l->db);
  else
    gn_columns_gradients(l->stride, l->inputs, l->units, l->x, l->delta, l->dw, l->db);
  if (!l->goes_on) return;
  if (batch == 1)
    gn_gemv_back(l->inputs, l->units, l->w.w, l->delta, before->da);
  else
    gn_columns_weigh(l->stride, &l->back, NULL, l->delta, before->da);
  pass_activation(before);
}

void gn_tiny_backward(gn_model *model, size_t batch) {
  const int last = model->layer_count - 1;
  const gn_tiny_layer *output = &model->tiny[last];
  gn_phase_backward_from_loss(model, output->rows, 0);
  if (!model->loss_on_logits) pass_activation(output);
  if (output->turns) turn_delta(output, batch);
  for (int i = last; i > 0 && model->nodes[i].links.learns; i--) backward_through(&model->tiny[i], batch);
  gn_phase_add_penalty_gradients(model);
}

/* Behind each other, without what lies between the columns. */
static void close_up(size_t batch, size_t units, float *t) {
  const size_t stride = gn_columns_stride(batch);
  for (size_t u = 1; u < units; u++)
    for (size_t s = 0; s < batch; s++) t[u * batch + s] = t[u * stride + s];
}

void gn_tiny_end(gn_model *model) {
  if (!model->ran.by_columns) return;
  model->ran.by_columns = false;
  const size_t batch = model->ran.batch;
  for (const gn_node *node = model->nodes + 1; node < model->output; node++) {
    const gn_tensors *t = &node->tensors;
    const size_t units = node->links.width;
    close_up(batch, units, t->z);
    if (t->a != t->z) close_up(batch, units, t->a);
    close_up(batch, units, t->da);
    if (t->dz != t->da) close_up(batch, units, t->dz);
  }
}
