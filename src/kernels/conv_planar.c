/* conv_planar.c: convolution of images with few channels, where runs of neighbouring numbers are too short
 * for conv_slide.c: four windows of a row in a vector, and tiles of 3 vectors × 3 filters.
 *
 * The sample is framed channel by channel, so that four windows see four neighbours at each tap.
 */
#include <stdint.h>

#include "conv_tile.h"
#include "parallel.h"
#include "simd.h"
#include "smaller.h"
#include "vec.h"

enum { CHANNELS = 3, FILTERS = 3, VECTORS = 3 };

typedef struct planar {
  const gn_conv *c;
  size_t height, width, plane; /* of a framed channel; floats of all of them, … */
  size_t room;                 /* … and of the sums of all filters for some windows */
  size_t taps, filters;        /* filters are computed in groups of FILTERS, the last ones zeros */
  const float *x, *bias;
  float *z;
  const float *weights;   /* [groups][taps][FILTERS], taps in the order [c][k.y][k.x] */
  const uint32_t *offset; /* [taps], from the first number under a window */
  float *planes;          /* for each worker, with room for the sums of a tile */
} planar;

bool gn_conv_is_planar(const gn_conv *c) {
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  return c->channels <= CHANNELS && y->stride == 1 && x->stride == 1 && x->out >= GN_LANES;
}

static planar plan(const gn_conv *c) {
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  planar p = {.c = c, .height = y->before + y->in + y->after, .width = x->before + x->in + x->after};
  p.plane = c->channels * p.height * p.width;
  p.taps = c->channels * y->size * x->size;
  p.filters = (c->filters + FILTERS - 1) / FILTERS * FILTERS;
  p.room = p.plane + p.filters * VECTORS * GN_LANES;
  return p;
}

uint64_t gn_conv_planar_scratch(const gn_conv *c) {
  const planar p = plan(c);
  return (uint64_t)p.filters * (p.taps + 1) + p.taps + (uint64_t)gn_workers() * p.room;
}

/* ---- One tile ---- */

/* Four neighbouring windows: where they begin in the planes, and their first filter in z. */
typedef struct four {
  const float *x;
  float *z;
} four;

/* sums[f][v][window] = bias[f] + Σ over the taps of w[tap][f]·x[tap][window], for FILTERS filters from f on
 * and VECTORS times four windows. What gemm_tile.c says of V8's registers and of the order of the stores
 * holds here too. */
GN_APART static void tile(const planar *p, const four *fours, size_t first, float *sums) {
  gn_f4 sum[FILTERS][VECTORS];
  const float *from[VECTORS], *w = p->weights + first * p->taps, *bias = p->bias + first;
  for (size_t v = 0; v < VECTORS; v++) from[v] = fours[v].x;
  for (size_t f = 0; f < FILTERS; f++)
    for (size_t v = 0; v < VECTORS; v++) sum[f][v] = gn_load_splat(bias + f);
  const uint32_t *offset = p->offset;
  for (size_t t = p->taps; t > 0; t--) {
    gn_f4 x[VECTORS];
    const size_t at = *offset++;
    for (size_t v = 0; v < VECTORS; v++) x[v] = gn_load(from[v] + at);
    for (size_t f = 0; f < FILTERS; f++) {
      const gn_f4 factor = gn_load_splat(w + f);
      for (size_t v = 0; v < VECTORS; v++) sum[f][v] = gn_madd(factor, x[v], sum[f][v]);
    }
    w += FILTERS;
  }
  for (size_t f = 0; f < FILTERS; f++)
    for (size_t v = 0; v < VECTORS; v++) gn_store(sums + (f * VECTORS + v) * GN_LANES, sum[f][v]);
}

/* Four windows' sums, filter by filter, as rows of z. */
GN_APART static void store_windows(const planar *p, const float *sums, float *z) {
  const size_t ldz = p->c->filters, next = VECTORS * GN_LANES;
  size_t f = 0;
  for (; f + 1 < ldz; f += 2, sums += 2 * next, z += 2) {
    const gn_f4 a = gn_load(sums), b = gn_load(sums + next);
    const gn_f4 low = gn_interleave_low(a, b), high = gn_interleave_high(a, b);
    gn_store_two(z, low);
    gn_store_last_two(z + ldz, low);
    gn_store_two(z + 2 * ldz, high);
    gn_store_last_two(z + 3 * ldz, high);
  }
  if (f < ldz)
    for (size_t i = 0; i < GN_LANES; i++) z[i * ldz] = sums[i];
}

/* ---- All tiles ---- */

static void fill(const planar *p, const float *image, float *planes) {
  const gn_axis *y = &p->c->window.y, *x = &p->c->window.x;
  const size_t channels = p->c->channels;
  for (size_t c = 0; c < channels; c++)
    for (size_t i = 0; i < y->in; i++) {
      const float *from = image + i * x->in * channels + c;
      float *row = planes + ((c * p->height + y->before + i) * p->width + x->before);
      if (channels == 1)
        gn_vec_copy(x->in, from, row);
      else
        for (size_t j = 0; j < x->in; j++) row[j] = from[j * channels];
    }
}

/* All filters of some windows. Called twice, a tile stays a function: within a loop V8 would unroll it, which
 * spills sums. */
static void compute_windows(const planar *p, const four *fours, float *sums) {
  tile(p, fours, 0, sums);
  for (size_t f = FILTERS; f < p->filters; f += FILTERS) tile(p, fours, f, sums + f * VECTORS * GN_LANES);
  for (size_t v = 0; v < VECTORS; v++) store_windows(p, sums + v * GN_LANES, fours[v].z);
}

/* By fours along each row, the last of which may overlap the one before; the last tile is filled up with the
 * last four: some windows again rather than fewer at a time. */
static void compute_sample(void *argument, size_t sample, size_t worker) {
  const planar *p = argument;
  const gn_axis *y = &p->c->window.y, *x = &p->c->window.x;
  const size_t filters = p->c->filters, last = x->out - GN_LANES;
  float *planes = p->planes + worker * p->room, *z = p->z + sample * y->out * x->out * filters;
  fill(p, p->x + sample * y->in * x->in * p->c->channels, planes);
  four fours[VECTORS];
  for (size_t i = 0, j = 0, v = 0; i < y->out;) {
    fours[v++] = (four){planes + i * p->width + j, z + (i * x->out + j) * filters};
    if (j < last)
      j = gn_smaller(j + GN_LANES, last);
    else
      i++, j = 0;
    for (; i == y->out && v < VECTORS; v++) fours[v] = fours[v - 1];
    if (v == VECTORS) compute_windows(p, fours, planes + p->plane), v = 0;
  }
}

static void pack(const planar *p, const float *w, const float *bias, float *weights, float *biases,
                 uint32_t *offset) {
  const gn_conv *c = p->c;
  const gn_axis *y = &c->window.y, *x = &c->window.x;
  for (size_t ch = 0, t = 0; ch < c->channels; ch++)
    for (size_t ky = 0; ky < y->size; ky++)
      for (size_t kx = 0; kx < x->size; kx++, t++) {
        offset[t] = (uint32_t)((ch * p->height + ky * y->dilation) * p->width + kx * x->dilation);
        const float *from = w + ((ky * x->size + kx) * c->channels + ch) * c->filters;
        for (size_t f = 0; f < p->filters; f++)
          weights[(f / FILTERS * p->taps + t) * FILTERS + f % FILTERS] = f < c->filters ? from[f] : 0;
      }
  for (size_t f = 0; f < p->filters; f++) biases[f] = bias && f < c->filters ? bias[f] : 0;
}

void gn_conv_planar(const gn_conv *c, size_t batch, const float *x, const float *w, const float *bias,
                    float *z, float *scratch) {
  planar p = plan(c);
  float *biases = scratch + p.filters * p.taps;
  uint32_t *offset = (uint32_t *)(biases + p.filters);
  p.x = x;
  p.z = z;
  p.weights = scratch;
  p.bias = biases;
  p.offset = offset;
  p.planes = biases + p.filters + p.taps;
  pack(&p, w, bias, scratch, biases, offset);
  gn_vec_fill(gn_workers() * p.room, 0, p.planes);
  gn_parallel(batch, compute_sample, &p);
}
