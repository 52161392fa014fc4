/* conv_planar.c: convolution of images with few channels, where runs of neighbouring numbers are too short
 * for conv_slide.c: four windows of a row in a vector, and up to eight filters side by side.
 *
 * The sample is framed channel by channel, so that four windows see four neighbours at each tap.
 */
#include <stdint.h>

#include "conv_tile.h"
#include "parallel.h"
#include "simd.h"
#include "vec.h"

enum { CHANNELS = 3, FILTERS = 6 };

typedef struct planar {
  const gn_conv *c;
  size_t height, width, plane; /* of a framed channel; floats of all of them */
  size_t taps, groups, group;  /* filters are computed in groups of so many, the last ones zeros */
  const float *x, *bias;
  float *z;
  const float *weights;   /* [groups][taps][group], taps in the order [c][k.y][k.x] */
  const uint32_t *offset; /* [taps], from the first number under a window */
  float *planes;          /* for each worker */
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
  const size_t sixes = (c->filters + 5) / 6, fours = (c->filters + 3) / 4;
  p.group = 6 * sixes < 4 * fours ? 6 : 4;
  p.groups = 6 * sixes < 4 * fours ? sixes : fours;
  return p;
}

uint64_t gn_conv_planar_scratch(const gn_conv *c) {
  const planar p = plan(c);
  return (uint64_t)(p.groups * p.group) * (p.taps + 1) + p.taps + (uint64_t)gn_workers() * p.plane;
}

/* ---- One tile ---- */

/* Sums of four windows, filter by filter, as parts of the rows of z: all four filters, or the first of them.
 */
GN_APART static void store_windows(const gn_f4 *sums, size_t filters, float *z, size_t ldz) {
  gn_f4 row[GN_LANES] = {sums[0], sums[1], sums[2], sums[3]};
  gn_transpose(row);
  for (size_t i = 0; i < GN_LANES; i++, z += ldz)
    if (filters >= GN_LANES)
      gn_store(z, row[i]);
    else if (filters == 2)
      gn_store_two(z, row[i]);
    else
      gn_store_part(z, filters, row[i]);
}

/* sum[f][v] = bias[f] + Σ over the taps of w[tap][f]·x[tap][window], for `group` filters and 4·vectors
 * windows. V8 keeps all that a turn of the loop loads in registers, besides the sums and a product: no more
 * than 15. */
GN_INLINE void tile(size_t group, size_t vectors, const planar *p, const float *x, const float *w,
                    const float *bias, size_t filters, float *z) {
  gn_f4 sum[FILTERS][2];
  for (size_t f = 0; f < group; f++)
    for (size_t v = 0; v < vectors; v++) sum[f][v] = gn_load_splat(bias + f);
  const uint32_t *offset = p->offset;
  for (size_t t = p->taps; t > 0; t--) {
    gn_f4 four[2];
    const float *from = x + *offset++;
    for (size_t v = 0; v < vectors; v++) four[v] = gn_load(from + v * GN_LANES);
    for (size_t f = 0; f < group; f++) {
      const gn_f4 factor = gn_load_splat(w + f);
      for (size_t v = 0; v < vectors; v++) sum[f][v] = gn_madd(factor, four[v], sum[f][v]);
    }
    w += group;
  }
  const size_t ldz = p->c->filters;
  for (size_t v = 0; v < vectors; v++, z += GN_LANES * ldz) {
    const gn_f4 low[GN_LANES] = {sum[0][v], sum[1][v], sum[2][v], sum[3][v]};
    store_windows(low, filters, z, ldz);
    if (group == GN_LANES || filters <= GN_LANES) continue;
    const gn_f4 high[GN_LANES] = {sum[4][v], sum[5][v], sum[4][v], sum[5][v]};
    store_windows(high, filters - GN_LANES, z + GN_LANES, ldz);
  }
}

/* Returns how many windows it computed: 4 or 8. */
static size_t compute(const planar *p, size_t windows, const float *x, const float *w, const float *bias,
                      size_t filters, float *z) {
  if (p->group == FILTERS)
    tile(FILTERS, 1, p, x, w, bias, filters, z);
  else if (windows < 2 * GN_LANES)
    tile(GN_LANES, 1, p, x, w, bias, filters, z);
  else
    tile(GN_LANES, 2, p, x, w, bias, filters, z);
  return p->group == FILTERS || windows < 2 * GN_LANES ? GN_LANES : 2 * GN_LANES;
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

static void compute_sample(void *argument, size_t sample, size_t worker) {
  const planar *p = argument;
  const gn_axis *y = &p->c->window.y, *x = &p->c->window.x;
  const size_t filters = p->c->filters;
  float *planes = p->planes + worker * p->plane, *z = p->z + sample * y->out * x->out * filters;
  fill(p, p->x + sample * y->in * x->in * p->c->channels, planes);
  for (size_t i = 0; i < y->out; i++)
    for (size_t g = 0; g < p->groups; g++) {
      const size_t first = g * p->group, rest = filters - first, here = rest < p->group ? rest : p->group;
      for (size_t j = 0; j < x->out;) {
        if (x->out - j < GN_LANES) j = x->out - GN_LANES; /* some windows again rather than fewer at a time */
        j += compute(p, x->out - j, planes + i * p->width + j, p->weights + first * p->taps, p->bias + first,
                     here, z + (i * x->out + j) * filters + first);
      }
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
  gn_vec_fill(gn_workers() * p.plane, 0, p.planes);
  gn_parallel(batch, compute_sample, &p);
}
