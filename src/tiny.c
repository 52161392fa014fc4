/* tiny.c: a network such as 2-4-1, whose products are so small that calls and loops cost more than they.
 *
 * Everything is transposed, [units][batch], so that four samples are one vector and every number of W meets
 * it once: no packing, no edges, no function for each row. Each element is the sum that the general path
 * makes, in the same order, and so has the same bits:
 *
 *   z_j = Σ_p w_pj·x_p + b_j      δx_p = Σ_j w_pj·δ_j      ∂loss/∂w_pj = Σ_samples x_p·δ_j
 */
#include "tiny.h"
#include "kernels/simd.h"

enum { WIDEST = 16, LARGEST_BATCH = 32, KERNEL = 0, BIAS = 1 };

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

bool gn_tiny_takes(const gn_model *model, size_t batch) {
  return model->is_tiny && batch % GN_LANES == 0 && batch <= LARGEST_BATCH;
}

/* [rows][columns] to [columns][rows] */
static void transpose(size_t rows, size_t columns, const float *from, float *to) {
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) to[c * rows + r] = from[r * columns + c];
}

/* z[j] = Σ_p w[p·w_in + j·w_out]·x[p] + b[j], each x[p] and z[j] a row of `batch` numbers. b may be NULL. */
static void weigh(size_t batch, size_t in, size_t out, const float *x, const float *w, size_t w_in,
                  size_t w_out, const float *b, float *z) {
  for (size_t j = 0; j < out; j++, w += w_out)
    for (size_t v = 0; v < batch; v += GN_LANES) {
      gn_f4 sum = gn_splat(0);
      for (size_t p = 0; p < in; p++)
        sum = gn_madd(gn_load_splat(w + p * w_in), gn_load(x + p * batch + v), sum);
      gn_store(z + j * batch + v, b ? gn_add(sum, gn_load_splat(b + j)) : sum);
    }
}

/* sum + v₀ + v₁ + v₂ + v₃, from left to right */
GN_INLINE float add_lanes(float sum, gn_f4 v) {
  float lane[GN_LANES];
  gn_store(lane, v);
  return (((sum + lane[0]) + lane[1]) + lane[2]) + lane[3];
}

static void sum_gradients(size_t batch, size_t in, size_t units, const float *x, const float *dz, float *dw) {
  for (size_t p = 0; p < in; p++)
    for (size_t j = 0; j < units; j++) {
      float sum = 0;
      for (size_t v = 0; v < batch; v += GN_LANES)
        sum = add_lanes(sum, gn_mul(gn_load(x + p * batch + v), gn_load(dz + j * batch + v)));
      *dw++ = sum;
    }
}

static void sum_biases(size_t batch, size_t units, const float *dz, float *db) {
  for (size_t j = 0; j < units; j++) {
    float sum = 0;
    for (size_t v = 0; v < batch; v += GN_LANES) sum = add_lanes(sum, gn_load(dz + j * batch + v));
    db[j] = sum;
  }
}

/* The output of a layer as the next one reads it. */
static const float *output_of(const gn_model *model, int index) {
  return index == 0 ? model->transposed : model->tensors[index].a;
}

void gn_tiny_forward(gn_model *model, size_t batch) {
  const int last = model->layer_count - 1;
  transpose(batch, gn_shape_width(&model->options.input), model->tensors[0].a, model->transposed);
  for (int i = 1; i <= last; i++) {
    const gn_layer *layer = &model->layers[i];
    const gn_links *links = &model->links[i];
    const gn_tensors *t = &model->tensors[i];
    const bool turns = i == last && links->width > 1;
    float *z = turns ? model->turned : t->z;
    weigh(batch, gn_shape_width(&layer->input[0]), links->width, output_of(model, i - 1), t->pass.w[KERNEL],
          links->width, 1, layer->parameter_count > BIAS ? t->pass.w[BIAS] : NULL, z);
    if (turns) transpose(links->width, batch, z, t->z);
    if (links->activation)
      ((const gn_activation *)links->activation->kind)
          ->forward(links->activation->options.bytes, batch, links->width, t->z, t->a);
  }
}

void gn_tiny_backward(gn_model *model, size_t batch) {
  const int last = model->layer_count - 1;
  gn_phase_backward_from_loss(model, batch, 0);
  for (int i = last; i > 0 && model->links[i].learns; i--) {
    const gn_layer *layer = &model->layers[i];
    const gn_links *links = &model->links[i];
    const gn_tensors *t = &model->tensors[i];
    const size_t in = gn_shape_width(&layer->input[0]);
    const float *x = output_of(model, i - 1), *dz = t->dz;
    gn_phase_backward_through_activation(model, i, batch);
    if (i == last && links->width > 1) {
      transpose(batch, links->width, t->dz, model->turned);
      dz = model->turned;
    }
    sum_gradients(batch, in, links->width, x, dz, t->pass.dw[KERNEL]);
    if (layer->parameter_count > BIAS) sum_biases(batch, links->width, dz, t->pass.dw[BIAS]);
    if (model->links[i - 1].learns)
      weigh(batch, links->width, in, dz, t->pass.w[KERNEL], 1, links->width, NULL, model->tensors[i - 1].da);
  }
  gn_phase_add_penalty_gradients(model);
}
