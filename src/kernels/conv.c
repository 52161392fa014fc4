/* conv.c: which convolution is computed how.
 *
 * Images are NHWC, so the numbers (k.x, c) under a row of a window are neighbours, and so are the weights
 * (k.y, k.x, c): a convolution is a product of matrices whose left side overlaps itself and need not be
 * copied.
 *
 *   a window of one pixel, or as large as the image: one product of matrices (gemm.h)
 *   forward: tiles of 4 windows × 8 filters (conv_slide.c); up to three channels: tiles of 12 windows × 3
 *     filters (conv_planar.c)
 *   by w: tiles of 4 taps × 8 filters, or 5 × 6 (conv_weights.c)
 *   by x: as forward; strides and small images: row by row (conv_columns.c)
 *
 * Padding is a frame of zeros around a copy of the sample, so that no kernel meets an edge. The gradient by x
 * is then a convolution too, of dz with the weights turned by 180°.
 */
#include "conv.h"
#include "conv_tile.h"
#include "gemm.h"
#include "parallel.h"
#include "vec.h"

static uint64_t larger(uint64_t a, uint64_t b) { return a > b ? a : b; }

/* ---- One product of matrices ---- */

/* z [rows][filters] = x [rows][depth] · w [depth][filters] */
typedef struct product {
  size_t rows, depth, filters;
} product;

static bool is_point(const gn_axis *a) { return a->size == 1 && a->stride == 1; }
static bool is_whole(const gn_axis *a) { return a->size == a->in && a->dilation == 1; }

static bool is_product(const gn_conv *c, size_t batch, product *p) {
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  *p = (product){batch * y->out * x->out, y->size * x->size * c->channels, c->filters};
  if (y->before + y->after + x->before + x->after > 0) return false;
  return (is_point(y) && is_point(x)) || (is_whole(y) && is_whole(x));
}

/* ---- Weights in panels ---- */

static size_t count_taps(const gn_conv *c) { return c->window.y.size * c->window.x.size; }

/* Panels of 8 filters, [k.y, k.x, c][8] */
static void pack_forward(const gn_conv *c, const float *w, float *panels) {
  gn_conv_pack((gn_gemm_operand){w, 1, c->filters}, c->filters, count_taps(c) * c->channels, panels);
}

/* Panels of 8 channels, [k.y, k.x, f][8], the last k first */
static void pack_inputs(const gn_conv *c, const float *w, float *panels) {
  const size_t taps = count_taps(c);
  for (size_t channel = 0; channel < c->channels; channel += GN_CONV_FILTERS)
    for (size_t k = taps; k > 0; k--, panels += c->filters * GN_CONV_FILTERS) {
      const size_t rest = c->channels - channel;
      gn_conv_pack((gn_gemm_operand){w + ((k - 1) * c->channels + channel) * c->filters, c->filters, 1},
                   rest < GN_CONV_FILTERS ? rest : GN_CONV_FILTERS, c->filters, panels);
    }
}

/* Panels, then a bias for each of their lanes, then frames. */
static uint64_t sweep_scratch(const gn_slide *slide, size_t depth, size_t filters) {
  return ((uint64_t)depth + 1) * gn_conv_panels(filters) +
         (uint64_t)gn_workers() * gn_frame_floats(&slide->frame);
}

static void run_sweep(const gn_slide *slide, size_t depth, size_t filters, size_t batch, const float *x,
                      const float *bias, float *z, float *panels) {
  const size_t lanes = gn_conv_panels(filters);
  float *biases = panels + depth * lanes;
  gn_vec_fill(lanes, 0, biases);
  if (bias) gn_vec_copy(filters, bias, biases);
  gn_conv_sweep(slide, batch, filters, x, panels, biases, z, biases + lanes);
}

/* ---- The three ---- */

static uint64_t forward_scratch(const gn_conv *c) {
  if (gn_conv_is_planar(c)) return gn_conv_planar_scratch(c);
  gn_slide slide;
  gn_slide_forward(c, &slide);
  return sweep_scratch(&slide, count_taps(c) * c->channels, c->filters);
}

static uint64_t inputs_scratch(const gn_conv *c, size_t batch) {
  if (gn_conv_is_columns(c)) return gn_conv_columns_scratch(c, batch);
  gn_slide slide;
  gn_slide_inputs(c, &slide);
  return sweep_scratch(&slide, count_taps(c) * c->filters, c->channels);
}

uint64_t gn_conv_scratch(const gn_conv *c, size_t batch) {
  product p;
  if (is_product(c, batch, &p)) return gn_gemm_training_scratch(p.rows, p.depth, p.filters);
  return larger(larger(forward_scratch(c), inputs_scratch(c, batch)), gn_conv_weights_scratch(c, batch));
}

void gn_conv_forward(const gn_conv *c, size_t batch, const float *x, const float *w, const float *bias,
                     float *z, float *scratch) {
  product p;
  if (is_product(c, batch, &p)) {
    gn_gemm_nn(p.rows, p.filters, p.depth, x, p.depth, w, p.filters, z, p.filters, false, scratch);
    if (bias) gn_rows_add(p.rows, p.filters, bias, z);
    return;
  }
  if (gn_conv_is_planar(c)) {
    gn_conv_planar(c, batch, x, w, bias, z, scratch);
    return;
  }
  gn_slide slide;
  gn_slide_forward(c, &slide);
  pack_forward(c, w, scratch);
  run_sweep(&slide, count_taps(c) * c->channels, c->filters, batch, x, bias, z, scratch);
}

void gn_conv_weights(const gn_conv *c, size_t batch, const float *x, const float *dz, float *dw,
                     float *scratch) {
  product p;
  if (is_product(c, batch, &p))
    gn_gemm_tn(p.depth, p.filters, p.rows, x, p.depth, dz, p.filters, dw, p.filters, false, scratch);
  else
    gn_conv_weights_sweep(c, batch, x, dz, dw, scratch);
}

void gn_conv_inputs(const gn_conv *c, size_t batch, const float *dz, const float *w, float *dx,
                    float *scratch) {
  product p;
  if (is_product(c, batch, &p)) {
    gn_gemm_nt(p.rows, p.depth, p.filters, dz, p.filters, w, p.filters, dx, p.depth, false, scratch);
    return;
  }
  if (gn_conv_is_columns(c)) {
    gn_conv_columns(c, batch, dz, w, dx, scratch);
    return;
  }
  gn_slide slide;
  gn_slide_inputs(c, &slide);
  pack_inputs(c, w, scratch);
  run_sweep(&slide, count_taps(c) * c->filters, c->channels, batch, dz, NULL, dx, scratch);
}
