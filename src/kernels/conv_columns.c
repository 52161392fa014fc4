/* conv_columns.c: the gradient by x for strides, and for images so small that most windows over a framed dz
 * would see zeros: what a window gives back to the numbers under it is a row of dz · wᵀ.
 *
 * Each pixel gathers what the windows over it gave, in the order of the windows, and is stored once: adding
 * window by window, every store would overlap the next load.
 */
#include <stdint.h>

#include "conv_tile.h"
#include "lanes.h"
#include "parallel.h"
#include "vec.h"

typedef struct columns {
  const gn_conv *c;
  gn_slide point;     /* one window of dz: its filters */
  size_t taps, lanes; /* k.y·k.x·channels, the same in whole panels */
  size_t block;       /* rows of windows that are multiplied at a time, … */
  uint64_t room;      /* … and their floats */
  const float *dz, *panels, *zeros;
  const uint32_t *first, *over; /* the windows over column i of the image: over[first[i] … first[i + 1] − 1],
                                 * where in their row's products its part begins */
  float *dx, *products;         /* products: of each worker */
} columns;

/* A block is as many rows as fill whole tiles. */
static columns plan(const gn_conv *c) {
  const gn_window *w = &c->window;
  columns k = {.c = c, .taps = w->y.size * w->x.size * c->channels};
  k.point.taps.rows = k.point.taps.runs = 1;
  k.point.taps.depth = c->filters;
  k.lanes = gn_conv_panels(k.taps);
  for (k.block = 1; k.block * w->x.out % GN_CONV_PIXELS > 0;) k.block++;
  if (k.block > w->y.out) k.block = w->y.out;
  k.room = (k.block * w->x.out + GN_CONV_PIXELS - 1) / GN_CONV_PIXELS * GN_CONV_PIXELS * (uint64_t)k.lanes;
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

uint64_t gn_conv_columns_scratch(const gn_conv *c) {
  const columns k = plan(c);
  const gn_axis *x = &c->window.x;
  return k.lanes * ((uint64_t)c->filters + 1) + gn_workers() * k.room + x->in + 1 +
         (uint64_t)x->out * x->size;
}

/* products [windows][lanes] = dz [windows][filters] · wᵀ */
static void multiply(const columns *k, size_t windows, const float *dz, float *products) {
  const size_t filters = k->c->filters;
  for (size_t o = 0; o < windows; o += GN_CONV_PIXELS) {
    const float *pixel[GN_CONV_PIXELS];
    for (size_t i = 0; i < GN_CONV_PIXELS; i++)
      pixel[i] = dz + (o + i < windows ? o + i : windows - 1) * filters;
    for (size_t lane = 0; lane < k->lanes; lane += GN_CONV_FILTERS)
      gn_conv_tile(&k->point, pixel, k->panels + lane * filters, k->zeros, products + o * k->lanes + lane,
                   k->lanes);
  }
}

/* Whether window o covers position i, and if so with which number of its size. */
static bool covers(const gn_axis *a, size_t o, size_t i, size_t *number) {
  const size_t begin = o * a->stride, at = i + a->before;
  *number = (at - begin) / a->dilation;
  return at >= begin && (at - begin) % a->dilation == 0 && *number < a->size;
}

static void list_windows(const columns *k, uint32_t *first, uint32_t *over) {
  const gn_axis *x = &k->c->window.x;
  uint32_t count = 0;
  for (size_t i = 0; i < x->in; i++) {
    first[i] = count;
    for (size_t o = 0, tap; o < x->out; o++)
      if (covers(x, o, i, &tap)) over[count++] = (uint32_t)(o * k->lanes + tap * k->c->channels);
  }
  first[x->in] = count;
}

/* One row of the image: dx += what `rows` rows of windows, whose parts begin at `part`, gave each pixel. The
 * last lanes overlap those before, and begin from what dx was. */
GN_INLINE void gather(const columns *k, const float *const part[GN_CONV_PIXELS], size_t rows, float *dx,
                      size_t lanes) {
  const size_t channels = k->c->channels;
  for (size_t i = 0; i < k->c->window.x.in; i++, dx += channels) {
    const uint32_t *const begin = k->over + k->first[i], *const end = k->over + k->first[i + 1];
    const gn_f4 last = gn_lanes_load(dx + channels - lanes, lanes);
    for (size_t c = 0; c < channels; c = gn_lanes_after(c, channels, lanes)) {
      gn_f4 sum = c + lanes == channels ? last : gn_lanes_load(dx + c, lanes);
      for (size_t r = 0; r < rows; r++)
        for (const uint32_t *over = begin; over < end; over++)
          sum = gn_add(sum, gn_lanes_load(part[r] + *over + c, lanes));
      gn_lanes_store(dx + c, sum, lanes);
    }
  }
}

/* dx += the products of the rows of windows from … to − 1 */
static void add(const columns *k, size_t from, size_t to, const float *products, float *dx) {
  const gn_axis *y = &k->c->window.y, *x = &k->c->window.x;
  const size_t channels = k->c->channels;
  for (size_t i = 0; i < y->in; i++, dx += x->in * channels) {
    const float *part[GN_CONV_PIXELS];
    size_t rows = 0;
    for (size_t o = from, tap; o < to; o++)
      if (covers(y, o, i, &tap))
        part[rows++] = products + (o - from) * x->out * k->lanes + tap * x->size * channels;
    if (rows == 0) continue;
    if (gn_lanes_of(channels) == GN_LANES)
      gather(k, part, rows, dx, GN_LANES);
    else
      gather(k, part, rows, dx, 1);
  }
}

static void add_sample(void *argument, size_t sample, size_t worker) {
  const columns *k = argument;
  const gn_axis *y = &k->c->window.y, *x = &k->c->window.x;
  const size_t image = y->in * x->in * k->c->channels, line = x->out * k->c->filters;
  float *products = k->products + worker * (size_t)k->room, *dx = k->dx + sample * image;
  gn_vec_fill(image, 0, dx);
  for (size_t o = 0; o < y->out; o += k->block) {
    const size_t end = o + k->block < y->out ? o + k->block : y->out;
    multiply(k, (end - o) * x->out, k->dz + (sample * y->out + o) * line, products);
    add(k, o, end, products, dx);
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
  k.products = zeros + k.lanes;
  uint32_t *first = (uint32_t *)(k.products + gn_workers() * k.room), *over = first + c->window.x.in + 1;
  list_windows(&k, first, over);
  k.first = first;
  k.over = over;
  gn_parallel(batch, add_sample, &k);
}
