/* conv_columns.c: the gradient by x for strides, and for images so small that most windows over a framed dz
 * would see zeros. What the windows give back to a row of the image is a product of matrices, over the o.y
 * and k.y that meet in the row:
 *
 *   given[o.x][k.x, c] = Σ_{o.y, f} dz[o.y][o.x][f] · w[k.y][k.x][c][f]
 *
 * and each pixel gathers what the windows over it gave. dz is copied by columns of windows, and the weights
 * with the last k.y first, so that the terms of a sum are neighbours in both. Where dz is 0 in most places,
 * as it is behind maximum pooling, each column is a list of what is not (terms.h), and the weights are one
 * panel: the sums are the same.
 */
#include <stdint.h>

#include "conv_tile.h"
#include "parallel.h"
#include "simd.h"
#include "smaller.h"
#include "terms.h"
#include "vec.h"

enum {
  NEAR = 6144, /* floats of dz that stay in the nearest cache */
  APART = 16   /* between columns, which a power of two apart would push each other out of it */
};

/* The windows over a position: the first, with which of its taps, and how many. */
typedef struct run {
  uint32_t window, tap, count;
} run;

/* Each next of them is `next` windows on, and its tap `nearer` to the beginning. */
typedef struct stride {
  size_t next, nearer;
} stride;

typedef struct columns {
  const gn_conv *c;
  stride y, x;
  size_t lanes;             /* k.x·channels; for fewer than a vector a panel, filled up with zeros */
  size_t depth;             /* k.y·filters */
  uint64_t column;          /* floats of a column of windows */
  size_t batch, samples;    /* samples: of a block, which are multiplied at a time */
  uint64_t room;            /* floats of a worker */
  const run *rows, *pixels; /* over each row of the image, and each pixel of a row */
  const float *dz, *panels;
  float *dx, *workers;
  bool is_sparse;
} columns;

static stride stride_of(const gn_axis *a) {
  size_t next = 1;
  while (next * a->stride % a->dilation > 0) next++;
  return (stride){next, next * a->stride / a->dilation};
}

GN_APART static columns plan(const gn_conv *c, size_t batch) {
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  columns k = {.c = c, .y = stride_of(y), .x = stride_of(x), .batch = batch};
  k.lanes = x->size * c->channels < GN_LANES ? GN_CONV_FILTERS : x->size * c->channels;
  k.depth = y->size * c->filters;
  k.column = (uint64_t)y->out * c->filters + APART;
  const uint64_t sample = x->out * k.column; /* of an outline it may be more than memory holds */
  const size_t most = sample > NEAR ? 1 : NEAR / (size_t)sample;
  k.samples = gn_smaller(most, (batch + gn_workers() - 1) / gn_workers());
  k.room = gn_smaller(most, batch) * (2 * sample + (uint64_t)x->out * (k.lanes + y->out + 1)) + GN_TERMS_SUMS;
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

static uint64_t panels_floats(const columns *k) {
  return (uint64_t)gn_gemm_width(k->lanes) * k->depth + GN_TERMS_SUMS;
}

uint64_t gn_conv_columns_scratch(const gn_conv *c, size_t batch) {
  const columns k = plan(c, batch);
  const uint64_t runs = (c->window.y.in + c->window.x.in) * (sizeof(run) / sizeof(float));
  return panels_floats(&k) + gn_workers() * k.room + runs;
}

/* Of `count` things that are dealt out to `heaps`, one after the other: how many lie before this one, heap by
 * heap. */
GN_APART static size_t place_of(size_t one, size_t count, size_t heaps) {
  size_t place = one / heaps;
  for (size_t heap = one % heaps; heap-- > 0;) place += (count - heap + heaps - 1) / heaps;
  return place;
}
GN_APART static size_t place_of_window(const columns *k, size_t o) {
  return place_of(o, k->c->window.y.out, k->y.next) * k->c->filters;
}
GN_APART static size_t place_of_tap(const columns *k, size_t tap) {
  const size_t size = k->c->window.y.size;
  return place_of(size - 1 - tap, size, k->y.nearer) * k->c->filters;
}

static size_t panel_from(const columns *k, size_t lane) {
  return gn_gemm_panel(k->lanes - lane, gn_gemm_most_columns(k->depth));
}

static void pack(const columns *k, const float *w, float *panels) {
  const size_t filters = k->c->filters, taps = k->c->window.x.size * k->c->channels;
  for (size_t j = 0, width; j < k->lanes; j += width, panels += k->depth * gn_gemm_width(width)) {
    width = k->is_sparse ? k->lanes : panel_from(k, j);
    for (size_t tap = 0; tap < k->c->window.y.size; tap++) {
      const gn_gemm_operand from = {w + (tap * taps + j) * filters, filters, 1};
      float *panel = panels + place_of_tap(k, tap) * gn_gemm_width(width);
      if (taps < k->lanes)
        gn_conv_pack(from, taps, filters, panel);
      else
        gn_gemm_transpose(from, width, filters, gn_gemm_width(width), panel);
    }
  }
}

GN_APART static void list_runs(const gn_axis *a, run *runs) {
  for (size_t i = 0; i < a->in; i++) runs[i] = (run){0};
  for (size_t o = a->out; o-- > 0;)
    for (size_t tap = 0; tap < a->size; tap++) {
      const size_t i = o * a->stride + tap * a->dilation - a->before; /* in the padding it is beyond all */
      if (i < a->in) runs[i] = (run){(uint32_t)o, (uint32_t)tap, runs[i].count + 1};
    }
}

/* given [windows][lanes] = the columns of dz · the panels, from where the run begins in both */
static void multiply(const columns *k, const run *over, size_t windows, const float *dz, float *given) {
  const size_t depth = over->count * k->c->filters, tap = place_of_tap(k, over->tap);
  const gn_gemm_operand a = {dz + place_of_window(k, over->window), (size_t)k->column, 1};
  const float *panels = k->panels;
  for (size_t j = 0, width; j < k->lanes; j += width, panels += k->depth * gn_gemm_width(width)) {
    width = panel_from(k, j);
    gn_gemm_columns(width, windows, depth, a, gn_gemm_packed(panels + tap * gn_gemm_width(width), width),
                    NULL, given + j, k->lanes, false);
  }
}

/* ---- The same for sparse dz ---- */

/* The windows of some samples column by column, and where in a column each window's terms begin. */
static void list_windows(const columns *k, size_t samples, const float *dz, gn_term *lists,
                         uint32_t *begins) {
  const size_t filters = k->c->filters, length = k->c->window.y.out, across = k->c->window.x.out;
  const size_t width = gn_gemm_width(k->lanes);
  for (; samples > 0; samples--, dz += length * across * filters)
    for (size_t o = 0; o < across; o++, lists += k->column) {
      size_t count = 0;
      for (size_t i = 0;; i++) {
        *begins++ = (uint32_t)count;
        if (i == length) break;
        count += gn_terms_list(filters, dz + (i * across + o) * filters, 1, i * filters * width, width,
                               lists + count);
      }
    }
}

/* What is given beyond the lanes is overwritten by the next window's. */
static void sum_windows(const columns *k, const run *over, size_t windows, const gn_term *lists,
                        const uint32_t *begins, float *given) {
  const size_t lanes = k->lanes, next = k->c->window.y.out + 1;
  const ptrdiff_t tap = (ptrdiff_t)place_of_tap(k, over->tap),
                  window = (ptrdiff_t)place_of_window(k, over->window);
  const float *panel = k->panels + (tap - window) * (ptrdiff_t)gn_gemm_width(lanes);
  for (begins += over->window; windows > 0; windows--, lists += k->column, begins += next, given += lanes)
    for (size_t j = 0; j < lanes; j += GN_TERMS_SUMS)
      gn_terms_sum(begins[over->count] - *begins, lists + *begins, panel + j, given + j);
}

/* One row of an image: what its windows gave each pixel. The last vector of a pixel overlaps the one before;
 * of fewer than four channels it reads what follows. */
static void gather(const columns *k, const float *given, float *dx) {
  const size_t channels = k->c->channels, last = channels < GN_LANES ? 0 : channels - GN_LANES;
  const size_t step = k->x.next * k->lanes - k->x.nearer * channels;
  const run *over = k->pixels;
  for (size_t i = k->c->window.x.in; i > 0; i--, over++, dx += channels)
    for (size_t c = 0; c < channels; c += GN_LANES) {
      const size_t at = gn_smaller(c, last);
      const float *from = given + over->window * k->lanes + over->tap * channels + at;
      gn_f4 sum = gn_splat(0);
      for (size_t n = over->count; n > 0; n--, from += step) sum = gn_add(sum, gn_load(from));
      if (channels < GN_LANES)
        gn_store_part(dx, channels, sum);
      else
        gn_store(dx + at, sum);
    }
}

static void compute_block(void *argument, size_t block, size_t worker) {
  const columns *k = argument;
  const gn_axis *y = &k->c->window.y, *x = &k->c->window.x;
  const size_t filters = k->c->filters, first = block * k->samples;
  const size_t samples = gn_smaller(k->samples, k->batch - first), row = x->in * k->c->channels;
  const size_t column = (size_t)k->column, sample = x->out * column;
  const float *from = k->dz + first * y->out * x->out * filters;
  float *dz = k->workers + worker * (size_t)k->room, *given = dz + 2 * samples * sample;
  gn_term *lists = (gn_term *)dz;
  uint32_t *begins = (uint32_t *)(given + samples * x->out * k->lanes + GN_TERMS_SUMS);
  if (k->is_sparse)
    list_windows(k, samples, from, lists, begins);
  else
    for (size_t s = 0; s < samples; s++)
      for (size_t o = 0; o < y->out; o++, from += x->out * filters)
        gn_rows_copy(x->out, filters, from, filters, dz + s * sample + place_of_window(k, o), column);
  for (size_t i = 0; i < y->in; i++) {
    float *dx = k->dx + (first * y->in + i) * row;
    if (k->is_sparse)
      sum_windows(k, k->rows + i, samples * x->out, lists, begins, given);
    else
      multiply(k, k->rows + i, samples * x->out, dz, given);
    for (size_t s = 0; s < samples; s++) gather(k, given + s * x->out * k->lanes, dx + s * y->in * row);
  }
}

void gn_conv_columns(const gn_conv *c, size_t batch, const float *dz, const float *w, float *dx,
                     float *scratch) {
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  columns k = plan(c, batch);
  run *runs = (run *)(scratch + panels_floats(&k) + gn_workers() * k.room);
  list_runs(y, runs);
  list_runs(x, runs + y->in);
  k.is_sparse = k.y.next == 1 && k.lanes >= GN_CONV_LONG &&
                gn_terms_zeros(batch * y->out * x->out, c->filters, dz, c->filters) > GN_CONV_SPARSE;
  if (k.is_sparse) gn_vec_fill(panels_floats(&k), 0, scratch); /* lanes that fill up: denormals are slow */
  pack(&k, w, scratch);
  k.rows = runs;
  k.pixels = runs + y->in;
  k.dz = dz;
  k.dx = dx;
  k.panels = scratch;
  k.workers = scratch + panels_floats(&k);
  gn_parallel((batch + k.samples - 1) / k.samples, compute_block, &k);
}
