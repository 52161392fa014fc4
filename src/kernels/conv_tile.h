/* conv_tile.h: the parts that convolutions are made of (conv.c). */
#ifndef GN_CONV_TILE_H
#define GN_CONV_TILE_H

#include "conv.h"
#include "gemm_tile.h"

enum { GN_CONV_PIXELS = 4, GN_CONV_FILTERS = 8, GN_CONV_TAPS = 5 };

/* For a gradient to go along lists of what is not 0 in dz (terms.h), so many lanes or neighbouring taps pay,
 * and more than so many percent zeros. */
enum { GN_CONV_LONG = 16, GN_CONV_SPARSE = 60 };

static inline size_t gn_conv_panels(size_t filters) { /* rounded up to whole panels */
  return (filters + GN_CONV_FILTERS - 1) / GN_CONV_FILTERS * GN_CONV_FILTERS;
}

/* Copies lanes into panels [depth][8], one after the other, the last one filled up with zeros. */
void gn_conv_pack(gn_gemm_operand x, size_t lanes, size_t depth, float *panels);

/* Images [rows][columns][channels] that a window slides over. Where padding is needed, a sample is copied
 * into the middle of zeros: its pixel (i, j) goes to (top + i, left + j) of [height][width][channels].
 */
typedef struct gn_frame {
  bool needed;
  size_t rows, columns, channels;
  size_t height, width;
  size_t top, left;
} gn_frame;

static inline size_t gn_frame_floats(const gn_frame *f) {
  return f->needed ? f->height * f->width * f->channels : 0;
}

/* Of one image as it comes. */
static inline size_t gn_frame_image(const gn_frame *f) { return f->rows * f->columns * f->channels; }

/* Writes the image into a frame that holds zeros elsewhere, and gives where to read: there, or the image
 * itself. */
const float *gn_frame_fill(const gn_frame *f, const float *image, float *frame);

/* A window sliding over a frame: the numbers under it are rows × runs runs of `depth` neighbours. */
typedef struct gn_slide {
  gn_frame frame;
  size_t rows, columns;   /* positions of the window, … */
  size_t row_step, step;  /* … and how many floats they are apart; … */
  const uint32_t *offset; /* … for gradients of weights, where each begins */
  struct {
    size_t rows, row_step, runs, run_step, depth;
  } taps;
} gn_slide;

/* The window of a convolution over x; the one over dz that gives dx, for strides of 1. */
void gn_slide_forward(const gn_conv *c, gn_slide *slide);
void gn_slide_inputs(const gn_conv *c, gn_slide *slide);

/* z[i][j] = bias[j] + Σ over the taps, in their order, of pixel[i][tap]·panel[tap][j], for 4 windows, which
 * begin at pixel[i], and 8 filters. */
void gn_conv_tile(const gn_slide *slide, const float *const pixel[GN_CONV_PIXELS], const float *panel,
                  const float *bias, float *z, size_t ldz);

/* dw[i][j] += Σ over the windows, in their order, of x[window + tap[i]]·dz[window][j], for at most
 * GN_CONV_TAPS taps and 8 filters.
 *
 * With is_six, for GN_CONV_TAPS neighbouring taps and six filters. Of the last two a vector has two taps, so
 * that no lane is idle: rows of dz are (f0 f1 f2 f3) (f4 f4 f5 f5), those of dw, without gaps and never added
 * to, (t f0, t f1, t f2, t f3) and, for each other t, (t f4, t+1 f4, t f5, t+1 f5). */
void gn_conv_weight_tile(bool is_six, size_t taps, const uint32_t *tap, const gn_slide *slide, const float *x,
                         const float *dz, float *dw, size_t ldw);

/* z[b][o][f] over all samples, from panels of weights [taps][8] and a bias for each, gn_conv_panels(filters)
 * in all. `frames` holds gn_frame_floats for each worker. */
void gn_conv_sweep(const gn_slide *slide, size_t batch, size_t filters, const float *x, const float *panels,
                   const float *bias, float *z, float *frames);

/* dw summed over all samples; scratch as gn_conv_weights_scratch says. */
uint64_t gn_conv_weights_scratch(const gn_conv *c, size_t batch);
void gn_conv_weights_sweep(const gn_conv *c, size_t batch, const float *x, const float *dz, float *dw,
                           float *scratch);

/* The same forward, for few channels and strides of 1. */
bool gn_conv_is_planar(const gn_conv *c);
uint64_t gn_conv_planar_scratch(const gn_conv *c);
void gn_conv_planar(const gn_conv *c, size_t batch, const float *x, const float *w, const float *bias,
                    float *z, float *scratch);

/* The gradient by x, for strides and small images. */
bool gn_conv_is_columns(const gn_conv *c);
uint64_t gn_conv_columns_scratch(const gn_conv *c, size_t batch);
void gn_conv_columns(const gn_conv *c, size_t batch, const float *dz, const float *w, float *dx,
                     float *scratch);

#endif
