/* tiny.c: a network such as 2-4-1, whose products are so small that calls and loops cost more than they.
 *
 * Everything is transposed, [units][stride], so that four samples are one vector and every number of W meets
 * it once: no packing, no function for each row. A row is the batch and, up to a whole vector, samples of
 * zeros, whose results nobody reads. Each element is the sum that the general path makes, in the same order,
 * and so has the same bits:
 *
 *   z_j = Σ_p w_pj·x_p + b_j      δx_p = Σ_j w_pj·δ_j      ∂loss/∂w_pj = Σ_samples x_p·δ_j
 */
#include "tiny.h"
#include "kernels/simd.h"
#include "kernels/vec.h"

enum { WIDEST = 16, LARGEST_BATCH = 32, WIDEST_STRIP = 3, KERNEL = 0, BIAS = 1 };

static bool is_chained(const gn_model *model, int index) {
  const gn_layer *layer = &model->layers[index];
  return layer->kind->is_affine && layer->input_count == 1 && layer->inputs[0] == index - 1;
}

bool gn_tiny_fits(const gn_model *model) {
  if (model->options.input.rank != 1 || gn_shape_width(&model->options.input) > WIDEST) return false;
  for (int i = 1; i < model->layer_count; i++) {
    const gn_choice *activation = model->links[i].activation;
    const bool is_hidden = i < model->layer_count - 1;
    if (!is_chained(model, i) || model->links[i].width > WIDEST) return false;
    if (is_hidden && activation && ((const gn_activation *)activation->kind)->mixes) return false;
  }
  return true;
}

bool gn_tiny_takes(const gn_model *model, size_t batch) { return model->is_tiny && batch <= LARGEST_BATCH; }

/* [rows][columns] to [columns][stride]; what is behind the rows becomes 0. */
GN_APART static void to_columns(size_t rows, size_t columns, size_t stride, const float *from, float *to) {
  for (size_t c = 0; c < columns; c++, to += stride) {
    gn_store(to + stride - GN_LANES, gn_splat(0));
    for (size_t r = 0; r < rows; r++) to[r] = from[r * columns + c];
  }
}

/* … and back. */
static void to_rows(size_t rows, size_t columns, size_t stride, const float *from, float *to) {
  for (size_t c = 0; c < columns; c++, from += stride)
    for (size_t r = 0; r < rows; r++) to[r * columns + c] = from[r];
}

/* A matrix W as it is read: element (p, j) lies at w[p·of_input + j·of_output]. */
typedef struct weights {
  const float *w;
  size_t inputs, outputs, of_input, of_output;
} weights;

/* z[j] = Σ_p w_pj·x[p] + b[j] for a strip of a constant number of vectors of each row. */
GN_INLINE void weigh_strip(size_t vectors, size_t stride, const weights *m, const float *b, const float *x,
                           float *z) {
  for (size_t j = 0; j < m->outputs; j++, z += stride) {
    const float *w = m->w + j * m->of_output, *row = x;
    gn_f4 sum[WIDEST_STRIP];
    for (size_t v = 0; v < vectors; v++) sum[v] = gn_splat(0);
    for (size_t p = 0; p < m->inputs; p++, w += m->of_input, row += stride)
      for (size_t v = 0; v < vectors; v++)
        sum[v] = gn_madd(gn_load_splat(w), gn_load(row + v * GN_LANES), sum[v]);
    for (size_t v = 0; v < vectors; v++) gn_store(z + v * GN_LANES, gn_add(sum[v], gn_load_splat(b + j)));
  }
}

/* b may be NULL: a sum that began with 0 is the same with one more. */
static void weigh(size_t stride, const weights *m, const float *b, const float *x, float *z) {
  static const float none[WIDEST];
  if (!b) b = none;
  for (size_t at = 0, vectors; at < stride; at += vectors * GN_LANES) {
    vectors = (stride - at) / GN_LANES;
    if (vectors == 1)
      weigh_strip(1, stride, m, b, x + at, z + at);
    else if (vectors == 2 || vectors == 4)
      weigh_strip(vectors = 2, stride, m, b, x + at, z + at);
    else
      weigh_strip(vectors = 3, stride, m, b, x + at, z + at);
  }
}

GN_INLINE void store_units(float *y, size_t units, gn_f4 v) {
  if (units >= GN_LANES)
    gn_store(y, v);
  else
    gn_store_part(y, units, v);
}

/* dw[p][0 … 3] = Σ_samples x[p]·turned for a constant number of p. */
GN_INLINE void sum_strip(size_t inputs, size_t batch, size_t stride, const float *x, const float *turned,
                         size_t rest, size_t units, float *dw) {
  gn_f4 sum[2];
  for (size_t p = 0; p < inputs; p++) sum[p] = gn_splat(0);
  for (size_t s = 0; s < batch; s++)
    for (size_t p = 0; p < inputs; p++)
      sum[p] = gn_madd(gn_load_splat(x + p * stride + s), gn_load(turned + s * GN_LANES), sum[p]);
  for (size_t p = 0; p < inputs; p++) store_units(dw + p * units, rest, sum[p]);
}

/* dw[p][j] = Σ_samples x[p]·dz[j] and db[j] = Σ_samples dz[j], four units j at a time: their δ are turned
 * into [sample][4], and every sample adds a vector. db may be NULL. */
static void sum_gradients(size_t batch, size_t stride, size_t inputs, size_t units, const float *x,
                          const float *dz, float *dw, float *db) {
  float turned[LARGEST_BATCH * GN_LANES];
  for (size_t j = 0; j < units; j += GN_LANES) {
    const size_t rest = units - j;
    for (size_t at = 0; at < stride; at += GN_LANES) {
      gn_f4 row[GN_LANES];
      for (size_t i = 0; i < GN_LANES; i++) row[i] = gn_load(dz + (j + (i < rest ? i : 0)) * stride + at);
      gn_transpose(row);
      for (size_t i = 0; i < GN_LANES; i++) gn_store(turned + (at + i) * GN_LANES, row[i]);
    }
    size_t p = 0;
    for (; p + 2 <= inputs; p += 2)
      sum_strip(2, batch, stride, x + p * stride, turned, rest, units, dw + p * units + j);
    if (p < inputs) sum_strip(1, batch, stride, x + p * stride, turned, rest, units, dw + p * units + j);
    if (!db) continue;
    gn_f4 sum = gn_splat(0);
    for (size_t s = 0; s < batch; s++) sum = gn_add(sum, gn_load(turned + s * GN_LANES));
    store_units(db + j, rest, sum);
  }
}

static bool has_bias(const gn_layer *layer) { return layer->parameter_count > BIAS; }

/* The output of a layer as the next one reads it. */
static const float *output_of(const gn_model *model, int index) {
  return index == 0 ? model->transposed : model->tensors[index].a;
}

/* What can give its slope with its value does, into dz, where backward will find it. */
static bool keeps_slope(const gn_model *model, int index) {
  const gn_choice *activation = model->links[index].activation;
  const bool asked = index > 0 && !(index == model->layer_count - 1 && model->loss_on_logits);
  return asked && activation && ((const gn_activation *)activation->kind)->forward_with_slope;
}

static void activate(const gn_model *model, int index, size_t rows) {
  const gn_links *links = &model->links[index];
  const gn_tensors *t = &model->tensors[index];
  if (!links->activation) return;
  const gn_activation *f = (const gn_activation *)links->activation->kind;
  if (keeps_slope(model, index))
    f->forward_with_slope(gn_tiny_stride(rows * links->width), t->z, t->a, t->dz);
  else
    f->forward(links->activation->options.bytes, rows, links->width, t->z, t->a);
}

void gn_tiny_forward(gn_model *model, size_t batch) {
  const int last = model->layer_count - 1;
  const size_t stride = gn_tiny_stride(batch);
  gn_denormals_refresh(model);
  to_columns(batch, gn_shape_width(&model->options.input), stride, model->tensors[0].a, model->transposed);
  for (int i = 1; i <= last; i++) {
    const gn_layer *layer = &model->layers[i];
    const gn_tensors *t = &model->tensors[i];
    const size_t units = model->links[i].width;
    const bool turns = i == last && units > 1;
    const weights m = {t->pass.w[KERNEL], gn_shape_width(&layer->input[0]), units, units, 1};
    float *z = turns ? model->turned : t->z;
    weigh(stride, &m, has_bias(layer) ? t->pass.w[BIAS] : NULL, output_of(model, i - 1), z);
    if (turns) to_rows(batch, units, stride, z, t->z);
    activate(model, i, i == last ? batch : stride);
  }
}

/* dz = da ∘ f′(z) */
static void pass_activation(gn_model *model, int index, size_t rows) {
  const gn_tensors *t = &model->tensors[index];
  if (keeps_slope(model, index))
    gn_vec_mul(rows * model->links[index].width, t->da, t->dz);
  else
    gn_phase_backward_through_activation(model, index, rows);
}

void gn_tiny_backward(gn_model *model, size_t batch) {
  const int last = model->layer_count - 1;
  const size_t stride = gn_tiny_stride(batch);
  gn_phase_backward_from_loss(model, batch, 0);
  pass_activation(model, last, batch);
  to_columns(batch, model->links[last].width, stride, model->tensors[last].dz, model->turned);
  for (int i = last; i > 0 && model->links[i].learns; i--) {
    const gn_layer *layer = &model->layers[i];
    const gn_tensors *t = &model->tensors[i], *before = t - 1;
    const size_t inputs = gn_shape_width(&layer->input[0]), units = model->links[i].width;
    const float *dz = i == last ? model->turned : t->dz;
    sum_gradients(batch, stride, inputs, units, output_of(model, i - 1), dz, t->pass.dw[KERNEL],
                  has_bias(layer) ? t->pass.dw[BIAS] : NULL);
    if (!model->links[i - 1].learns) continue;
    const weights m = {t->pass.w[KERNEL], units, inputs, 1, units};
    weigh(stride, &m, NULL, dz, before->da);
    pass_activation(model, i - 1, stride);
  }
  gn_phase_add_penalty_gradients(model);
}

/* Behind each other, without what lies between the rows. */
static void close_up(size_t batch, size_t stride, size_t units, float *t) {
  for (size_t u = 1; u < units; u++)
    for (size_t s = 0; s < batch; s++) t[u * batch + s] = t[u * stride + s];
}

void gn_tiny_end(gn_model *model, size_t batch) {
  const size_t stride = gn_tiny_stride(batch);
  for (int i = 1; i < model->layer_count - 1; i++) {
    const gn_tensors *t = &model->tensors[i];
    const size_t units = model->links[i].width;
    close_up(batch, stride, units, t->z);
    if (t->a != t->z) close_up(batch, stride, units, t->a);
    close_up(batch, stride, units, t->da);
    if (t->dz != t->da) close_up(batch, stride, units, t->dz);
  }
}
