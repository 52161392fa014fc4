/* depthwise.c: one walk over all windows and the taps that lie over the image; at each, as many products as
 * there are filters are added to z, dw or dx.
 */
#include "depthwise.h"
#include "parallel.h"
#include "simd.h"
#include "vec.h"

typedef enum form { FORWARD, WEIGHTS, INPUTS } form;

typedef struct work {
  const gn_depthwise *d;
  form form;
  size_t batch;
  const float *x, *w, *z; /* z is dz, but going forward */
  float *target;          /* z, dw or dx */
} work;

/* y[i] += a[i]·b[i] */
GN_INLINE void add_products(size_t n, const float *a, const float *b, float *y) {
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES)
    gn_store(y + i, gn_madd(gn_load(a + i), gn_load(b + i), gn_load(y + i)));
  for (; i < n; i++) y[i] += a[i] * b[i];
}

/* One tap of one window, all channels: x [channels]; w and z [channels][multiplier]. */
static void add_tap(const work *k, size_t x, size_t w, size_t z) {
  const size_t channels = k->d->channels, m = k->d->multiplier;
  const float *from_x = k->x + x, *from_w = k->w + w, *from_z = k->z + z;
  float *target = k->target + (k->form == FORWARD ? z : k->form == WEIGHTS ? w : x);
  if (m == 1) {
    add_products(channels, k->form == INPUTS ? from_z : from_x, k->form == WEIGHTS ? from_z : from_w, target);
    return;
  }
  for (size_t c = 0; c < channels; c++, from_w += m, from_z += m)
    if (k->form == INPUTS)
      target[c] += gn_vec_dot(m, from_z, from_w);
    else
      gn_vec_axpy(m, from_x[c], k->form == WEIGHTS ? from_z : from_w, target + c * m);
}

/* The part of window o that lies over the input: k from … to − 1, beginning at position `first` of it.
 * Empty (from = to) where a dilated window has nothing but padding under it. */
typedef struct cover {
  size_t from, to, first;
} cover;

GN_INLINE cover cover_of(const gn_axis *a, size_t o) {
  const size_t start = o * a->stride; /* counted from the first position of padding */
  const size_t end = a->before + a->in;
  const size_t from = start >= a->before ? 0 : (a->before - start + a->dilation - 1) / a->dilation;
  size_t to = start >= end ? 0 : (end - start + a->dilation - 1) / a->dilation;
  if (to > a->size) to = a->size;
  if (from >= to) return (cover){0, 0, 0};
  return (cover){from, to, start + from * a->dilation - a->before};
}

/* The windows of one sample, of each the rows of taps from … to − 1. */
static void walk(const work *k, size_t sample, size_t from, size_t to) {
  const gn_axis *y = &k->d->window.y, *x = &k->d->window.x;
  const size_t channels = k->d->channels, filters = channels * k->d->multiplier;
  for (size_t i = 0; i < y->out; i++) {
    const cover rows = cover_of(y, i);
    for (size_t j = 0; j < x->out; j++) {
      const cover columns = cover_of(x, j);
      const size_t z = ((sample * y->out + i) * x->out + j) * filters;
      for (size_t r = rows.from > from ? rows.from : from; r < rows.to && r < to; r++) {
        const size_t line = sample * y->in + rows.first + (r - rows.from) * y->dilation;
        for (size_t t = columns.from; t < columns.to; t++)
          add_tap(k, (line * x->in + columns.first + (t - columns.from) * x->dilation) * channels,
                  (r * x->size + t) * filters, z);
      }
    }
  }
}

static void walk_sample(void *argument, size_t sample, size_t worker) {
  const work *k = argument;
  (void)worker;
  walk(k, sample, 0, k->d->window.y.size);
}

/* dw of one row of taps, from all samples in order. */
static void walk_row(void *argument, size_t row, size_t worker) {
  const work *k = argument;
  (void)worker;
  for (size_t sample = 0; sample < k->batch; sample++) walk(k, sample, row, row + 1);
}

void gn_depthwise_forward(const gn_depthwise *d, size_t batch, const float *x, const float *w,
                          const float *bias, float *z) {
  const size_t filters = d->channels * d->multiplier, rows = batch * d->window.y.out * d->window.x.out;
  work k = {.d = d, .form = FORWARD, .batch = batch, .x = x, .w = w, .z = z, .target = z};
  gn_vec_fill(rows * filters, 0, z);
  if (bias) gn_rows_add(rows, filters, bias, z);
  gn_parallel(batch, walk_sample, &k);
}

void gn_depthwise_weights(const gn_depthwise *d, size_t batch, const float *x, const float *dz, float *dw) {
  work k = {.d = d, .form = WEIGHTS, .batch = batch, .x = x, .w = dw, .z = dz, .target = dw};
  gn_vec_fill(d->window.y.size * d->window.x.size * d->channels * d->multiplier, 0, dw);
  gn_parallel(d->window.y.size, walk_row, &k);
}

void gn_depthwise_inputs(const gn_depthwise *d, size_t batch, const float *dz, const float *w, float *dx) {
  work k = {.d = d, .form = INPUTS, .batch = batch, .x = dx, .w = w, .z = dz, .target = dx};
  gn_vec_fill(batch * d->window.y.in * d->window.x.in * d->channels, 0, dx);
  gn_parallel(batch, walk_sample, &k);
}
