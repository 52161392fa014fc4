/* conv_planar.c: convolution of images with few channels, where runs of neighbouring numbers are too short
 * for conv_slide.c: four windows of a row in a vector, and tiles of 3 vectors × 3 filters or 2 × 4.
 *
 * The sample is framed channel by channel, so that four windows see four neighbours at each tap.
 */
#include <stdint.h>

#include "conv_tile.h"
#include "parallel.h"
#include "simd.h"
#include "vec.h"

enum { CHANNELS = 3, FILTERS = 4, VECTORS = 3 };

typedef struct planar {
  const gn_conv *c;
  size_t height, width, plane; /* of a framed channel; floats of all of them, … */
  size_t room;                 /* … and of the sums of all filters for some windows */
  size_t taps, groups, group;  /* filters are computed in groups of so many, the last ones zeros, … */
  size_t vectors;              /* … for so many times four windows */
  const float *x, *bias;
  float *z;
  const float *weights;   /* [groups][taps][group], taps in the order [c][k.y][k.x] */
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
  const size_t threes = (c->filters + 2) / 3, fours = (c->filters + 3) / 4;
  const bool by_three = 3 * threes < 4 * fours;
  p.group = by_three ? 3 : 4;
  p.groups = by_three ? threes : fours;
  p.vectors = by_three ? 3 : 2;
  p.room = p.plane + p.groups * p.group * p.vectors * GN_LANES;
  return p;
}

uint64_t gn_conv_planar_scratch(const gn_conv *c) {
  const planar p = plan(c);
  return (uint64_t)(p.groups * p.group) * (p.taps + 1) + p.taps + (uint64_t)gn_workers() * p.room;
}

/* ---- One tile ---- */

/* Four neighbouring windows: where they begin in the planes, and their first filter in z. */
typedef struct four {
  const float *x;
  float *z;
} four;

/* sums[f][v][window] = bias[f] + Σ over the taps of w[tap][f]·x[tap][window], for the filters of group g and
 * `vectors` times four windows. What gemm_tile.c says of V8's registers and of the order of the stores holds
 * here too. */
GN_INLINE void tile(size_t filters, size_t vectors, const planar *p, const four *fours, size_t g,
                    float *sums) {
  gn_f4 sum[FILTERS][VECTORS];
  const float *from[VECTORS], *w = p->weights + g * filters * p->taps, *bias = p->bias + g * filters;
  for (size_t v = 0; v < vectors; v++) from[v] = fours[v].x;
  for (size_t f = 0; f < filters; f++)
    for (size_t v = 0; v < vectors; v++) sum[f][v] = gn_load_splat(bias + f);
  const uint32_t *offset = p->offset;
  for (size_t t = p->taps; t > 0; t--) {
    gn_f4 x[VECTORS];
    const size_t at = *offset++;
    for (size_t v = 0; v < vectors; v++) x[v] = gn_load(from[v] + at);
    for (size_t f = 0; f < filters; f++) {
      const gn_f4 factor = gn_load_splat(w + f);
      for (size_t v = 0; v < vectors; v++) sum[f][v] = gn_madd(factor, x[v], sum[f][v]);
    }
    w += filters;
  }
  for (size_t f = 0; f < filters; f++)
    for (size_t v = 0; v < vectors; v++) gn_store(sums + (f * vectors + v) * GN_LANES, sum[f][v]);
}

GN_APART static void tile_3x3(const planar *p, const four *fours, size_t g, float *sums) {
  tile(3, 3, p, fours, g, sums);
}

/* Four windows' sums, filter by filter, as rows of z. */
static void store_windows(const planar *p, const float *sums, float *z) {
  const size_t ldz = p->c->filters, next = p->vectors * GN_LANES;
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

/* All filters of some windows. Called twice, a tile of nine sums stays a function: within a loop V8 would
 * unroll it, which spills sums. One of eight has registers for that, and is faster so. */
static void compute_windows(const planar *p, const four *fours, float *sums) {
  const size_t floats = p->group * p->vectors * GN_LANES;
  if (p->group == 3) {
    tile_3x3(p, fours, 0, sums);
    for (size_t g = 1; g < p->groups; g++) tile_3x3(p, fours, g, sums + g * floats);
  } else
    for (size_t g = 0; g < p->groups; g++) tile(4, 2, p, fours, g, sums + g * floats);
  for (size_t v = 0; v < p->vectors; v++) store_windows(p, sums + v * GN_LANES, fours[v].z);
}

/* By fours along each row, the last of which may overlap the one before; the last tile is filled up with the
 * last four: some windows again rather than fewer at a time. */
static void compute_sample(void *argument, size_t sample, size_t worker) {
  const planar *p = argument;
  const gn_axis *y = &p->c->window.y, *x = &p->c->window.x;
  const size_t filters = p->c->filters, last = x->out - GN_LANES;
  float *planes = p->planes + worker * p->room, *z = p->z + sample * y->out * x->out * filters;
  fill(p, p->x + sample * y->in * x->in * p->c->channels, planes);
  for (size_t i = 0, j = 0; i < y->out;) {
    four fours[VECTORS];
    for (size_t v = 0; v < p->vectors; v++) {
      fours[v] = (four){planes + i * p->width + j, z + (i * x->out + j) * filters};
      if (j < last)
        j = j + GN_LANES < last ? j + GN_LANES : last;
      else if (i + 1 < y->out || v + 1 == p->vectors)
        i++, j = 0;
    }
    compute_windows(p, fours, planes + p->plane);
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
        for (size_t f = 0; f < p->groups * p->group; f++)
          weights[(f / p->group * p->taps + t) * p->group + f % p->group] = f < c->filters ? from[f] : 0;
      }
  for (size_t f = 0; f < p->groups * p->group; f++) biases[f] = bias && f < c->filters ? bias[f] : 0;
}

void gn_conv_planar(const gn_conv *c, size_t batch, const float *x, const float *w, const float *bias,
                    float *z, float *scratch) {
  planar p = plan(c);
  const size_t filters = p.groups * p.group;
  float *biases = scratch + filters * p.taps;
  uint32_t *offset = (uint32_t *)(biases + filters);
  p.x = x;
  p.z = z;
  p.weights = scratch;
  p.bias = biases;
  p.offset = offset;
  p.planes = biases + filters + p.taps;
  pack(&p, w, bias, scratch, biases, offset);
  gn_vec_fill(gn_workers() * p.room, 0, p.planes);
  gn_parallel(batch, compute_sample, &p);
}
