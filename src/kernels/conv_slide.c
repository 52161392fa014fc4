/* conv_slide.c: images in their frames, and tiles of windows sliding over them. */
#include <stdint.h>

#include "conv_tile.h"
#include "parallel.h"
#include "smaller.h"
#include "vec.h"

enum { BLOCK = 16 * GN_CONV_PIXELS }; /* windows that share a panel while it is in the nearest cache */

const float *gn_frame_fill(const gn_frame *f, const float *image, float *frame) {
  if (!f->needed) return image;
  const size_t width = f->columns * f->channels;
  for (size_t i = 0; i < f->rows; i++, image += width)
    gn_vec_copy(width, image, frame + ((f->top + i) * f->width + f->left) * f->channels);
  return frame;
}

/* What follows from the frame. */
static void slide_over(const gn_window *window, gn_slide *s) {
  const gn_axis *y = &window->y, *x = &window->x;
  const size_t channels = s->frame.channels, row = s->frame.width * channels;
  const bool whole_rows = x->dilation == 1;
  s->row_step = y->stride * row;
  s->step = x->stride * channels;
  s->offset = NULL;
  s->taps.rows = y->size;
  s->taps.row_step = y->dilation * row;
  s->taps.runs = whole_rows ? 1 : x->size;
  s->taps.run_step = x->dilation * channels;
  s->taps.depth = whole_rows ? x->size * channels : channels;
}

void gn_slide_forward(const gn_conv *c, gn_slide *slide) {
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  slide->frame = (gn_frame){.needed = y->before + y->after + x->before + x->after > 0,
                            .rows = y->in,
                            .columns = x->in,
                            .channels = c->channels,
                            .height = y->before + y->in + y->after,
                            .width = x->before + x->in + x->after,
                            .top = y->before,
                            .left = x->before};
  slide->rows = y->out;
  slide->columns = x->out;
  slide_over(&c->window, slide);
}

/* For strides of 1, dx[i] = Σ_k dz[i + before − k·dilation]·w[k]: a window over dz that begins
 * extent − 1 − before positions in, and meets the last weight first. */
void gn_slide_inputs(const gn_conv *c, gn_slide *slide) {
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  const size_t reach_y = gn_axis_extent(y) - 1, reach_x = gn_axis_extent(x) - 1;
  slide->frame = (gn_frame){.needed = true,
                            .rows = y->out,
                            .columns = x->out,
                            .channels = c->filters,
                            .height = y->in + reach_y,
                            .width = x->in + reach_x,
                            .top = reach_y - y->before,
                            .left = reach_x - x->before};
  slide->rows = y->in;
  slide->columns = x->in;
  slide_over(&c->window, slide);
}

/* ---- All tiles ---- */

typedef struct sweep {
  const gn_slide *slide;
  size_t filters, taps;
  const float *x, *panels, *bias;
  float *z, *frames;
} sweep;

/* A tile that reaches beyond the last window or filter: computed whole, then the part inside is taken over.
 */
static void edge_tile(const gn_slide *slide, const float *const pixel[], const float *panel,
                      const float *bias, size_t pixels, size_t filters, float *z, size_t ldz) {
  float tile[GN_CONV_PIXELS * GN_CONV_FILTERS];
  gn_conv_tile(slide, pixel, panel, bias, tile, GN_CONV_FILTERS);
  for (size_t i = 0; i < pixels; i++)
    for (size_t j = 0; j < filters; j++) z[i * ldz + j] = tile[i * GN_CONV_FILTERS + j];
}

static void sweep_block(const sweep *s, const float *const pixel[BLOCK], size_t pixels, float *z) {
  const float *panel = s->panels;
  for (size_t f = 0; f < s->filters; f += GN_CONV_FILTERS, panel += s->taps * GN_CONV_FILTERS)
    for (size_t p = 0; p < pixels; p += GN_CONV_PIXELS) {
      float *tile = z + p * s->filters + f;
      if (pixels - p >= GN_CONV_PIXELS && s->filters - f >= GN_CONV_FILTERS)
        gn_conv_tile(s->slide, pixel + p, panel, s->bias + f, tile, s->filters);
      else
        edge_tile(s->slide, pixel + p, panel, s->bias + f, gn_smaller(pixels - p, GN_CONV_PIXELS),
                  gn_smaller(s->filters - f, GN_CONV_FILTERS), tile, s->filters);
    }
}

/* Where the windows from … begin; behind the last one come copies of it, to fill a tile. */
static void find_windows(const gn_slide *slide, const float *frame, size_t from, const float *pixel[BLOCK]) {
  const size_t last = slide->rows * slide->columns - 1;
  size_t row = from / slide->columns, column = from % slide->columns;
  for (size_t p = 0; p < BLOCK; p++) {
    pixel[p] = frame + row * slide->row_step + column * slide->step;
    if (from + p >= last) continue;
    if (++column == slide->columns) row++, column = 0;
  }
}

static void sweep_sample(void *argument, size_t sample, size_t worker) {
  const sweep *s = argument;
  const gn_slide *slide = s->slide;
  const gn_frame *f = &slide->frame;
  const size_t windows = slide->rows * slide->columns;
  const float *frame =
      gn_frame_fill(f, s->x + sample * gn_frame_image(f), s->frames + worker * gn_frame_floats(f));
  float *z = s->z + sample * windows * s->filters;
  for (size_t from = 0; from < windows; from += BLOCK) {
    const float *pixel[BLOCK];
    find_windows(slide, frame, from, pixel);
    sweep_block(s, pixel, gn_smaller(windows - from, BLOCK), z + from * s->filters);
  }
}

void gn_conv_sweep(const gn_slide *slide, size_t batch, size_t filters, const float *x, const float *panels,
                   const float *bias, float *z, float *frames) {
  sweep s = {.slide = slide,
             .filters = filters,
             .taps = slide->taps.rows * slide->taps.runs * slide->taps.depth,
             .x = x,
             .panels = panels,
             .bias = bias,
             .z = z,
             .frames = frames};
  gn_vec_fill(gn_frame_floats(&slide->frame) * gn_workers(), 0, frames);
  gn_parallel_if(gn_parallel_pays((uint64_t)batch * slide->rows * slide->columns * s.taps * filters), batch,
                 sweep_sample, &s);
}
