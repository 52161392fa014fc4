/* conv_columns.c: the gradient by x, window by window: what a window gives back to the numbers under it is a
 * row of dz · wᵀ, and is added where the window lies. For strides, and for images so small that most windows
 * over a framed dz would see zeros.
 */
#include "conv_tile.h"
#include "parallel.h"
#include "vec.h"

typedef struct columns {
  const gn_conv *c;
  gn_slide point;           /* one window of dz: its filters */
  size_t taps, lanes, room; /* k.y·k.x·channels, the same in whole panels; floats of a row of windows */
  const float *dz, *panels, *zeros;
  float *dx, *rows; /* rows: one for each worker */
} columns;

static columns plan(const gn_conv *c) {
  columns k = {.c = c, .taps = c->window.y.size * c->window.x.size * c->channels};
  k.point.taps.rows = k.point.taps.runs = 1;
  k.point.taps.depth = c->filters;
  k.lanes = gn_conv_panels(k.taps);
  k.room = (c->window.x.out + GN_CONV_PIXELS - 1) / GN_CONV_PIXELS * GN_CONV_PIXELS * k.lanes;
  return k;
}

/* Whether this takes fewer multiplications than windows over a framed dz; adding up costs about 8 a number.
 */
bool gn_conv_is_columns(const gn_conv *c) {
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  const double framed = (double)(y->in * x->in) * (double)(gn_conv_panels(c->channels) * c->filters);
  const double here = (double)(y->out * x->out) * (double)c->channels * (double)(c->filters + 8);
  return y->stride > 1 || x->stride > 1 || here < framed;
}

size_t gn_conv_columns_scratch(const gn_conv *c) {
  const columns k = plan(c);
  return k.lanes * (c->filters + 1) + gn_workers() * k.room;
}

/* rows [windows][lanes] = dz [windows][filters] · wᵀ, for one row of windows */
static void multiply(const columns *k, const float *dz, float *rows) {
  const size_t windows = k->c->window.x.out, filters = k->c->filters;
  for (size_t o = 0; o < windows; o += GN_CONV_PIXELS) {
    const float *pixel[GN_CONV_PIXELS];
    for (size_t i = 0; i < GN_CONV_PIXELS; i++)
      pixel[i] = dz + (o + i < windows ? o + i : windows - 1) * filters;
    for (size_t lane = 0; lane < k->lanes; lane += GN_CONV_FILTERS)
      gn_conv_tile(&k->point, pixel, k->panels + lane * filters, k->zeros, rows + o * k->lanes + lane,
                   k->lanes);
  }
}

/* dx += rows, where the windows of row `o` lie over the image */
static void add(const columns *k, size_t o, const float *rows, float *dx) {
  const gn_axis *y = &k->c->window.y, *x = &k->c->window.x;
  const size_t channels = k->c->channels, line = x->in * channels;
  const gn_cover down = gn_axis_cover(y, o);
  for (size_t r = down.from; r < down.to; r++) {
    float *to = dx + (down.first + (r - down.from) * y->dilation) * line;
    for (size_t i = 0; i < x->out; i++) {
      const gn_cover across = gn_axis_cover(x, i);
      const float *from = rows + i * k->lanes + (r * x->size + across.from) * channels;
      const size_t run = x->dilation == 1 ? (across.to - across.from) * channels : channels;
      for (size_t t = across.from; t < across.to; t += run / channels, from += run)
        gn_vec_add(run, from, to + (across.first + (t - across.from) * x->dilation) * channels);
    }
  }
}

static void add_sample(void *argument, size_t sample, size_t worker) {
  const columns *k = argument;
  const gn_axis *y = &k->c->window.y, *x = &k->c->window.x;
  const size_t image = y->in * x->in * k->c->channels, line = x->out * k->c->filters;
  float *rows = k->rows + worker * k->room;
  gn_vec_fill(image, 0, k->dx + sample * image);
  for (size_t o = 0; o < y->out; o++) {
    multiply(k, k->dz + (sample * y->out + o) * line, rows);
    add(k, o, rows, k->dx + sample * image);
  }
}

void gn_conv_columns(const gn_conv *c, size_t batch, const float *dz, const float *w, float *dx,
                     float *scratch) {
  columns k = plan(c);
  float *zeros = scratch + k.lanes * c->filters;
  gn_conv_pack((gn_gemm_operand){w, c->filters, 1}, k.taps, c->filters, scratch);
  gn_vec_fill(k.lanes, 0, zeros);
  k.dz = dz;
  k.dx = dx;
  k.panels = scratch;
  k.zeros = zeros;
  k.rows = zeros + k.lanes;
  gn_parallel(batch, add_sample, &k);
}
