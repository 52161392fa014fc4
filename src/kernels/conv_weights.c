/* conv_weights.c: the gradient of a convolution's weights, a product of taps × windows and windows × filters.
 *
 * The samples are dealt out to at most four groups; each sums over its samples one after the other, and the
 * sums of the groups are added in order: as many can work side by side, and the bits are the same if one does
 * all.
 */
#include "conv_tile.h"
#include "parallel.h"
#include "simd.h"
#include "vec.h"

enum { GROUPS = 4 };

typedef struct sums {
  const gn_conv *c;
  gn_slide slide;
  size_t batch, groups, taps, windows;
  const float *x, *dz;
  float *dw;      /* of group 0 */
  float *others;  /* of the other groups, one after the other */
  float *workers; /* for each a frame and dz in panels */
} sums;

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static uint64_t floats_of_worker(const gn_conv *c, const gn_slide *slide) {
  return gn_frame_floats(&slide->frame) +
         (uint64_t)(slide->rows * slide->columns) * gn_conv_panels(c->filters);
}

static size_t count_taps(const gn_slide *slide) {
  return slide->taps.rows * slide->taps.runs * slide->taps.depth;
}

uint64_t gn_conv_weights_scratch(const gn_conv *c, size_t batch) {
  const gn_slide slide = gn_slide_forward(c);
  return (smaller(batch, GROUPS) - 1) * (uint64_t)count_taps(&slide) * c->filters +
         gn_workers() * floats_of_worker(c, &slide);
}

/* The last filters, fewer than a panel: computed whole, then the part inside is taken over. */
static void edge_tile(size_t lanes, const gn_slide *slide, const float *x, const float *dz, size_t filters,
                      float *dw, size_t ldw, bool accumulate) {
  float tile[GN_CONV_LANES * GN_CONV_FILTERS];
  gn_conv_weight_tile(lanes, slide, x, dz, tile, GN_CONV_FILTERS, false);
  for (size_t i = 0; i < lanes; i++)
    for (size_t j = 0; j < filters; j++) {
      const float sum = tile[i * GN_CONV_FILTERS + j];
      float *at = dw + i * ldw + j;
      *at = accumulate ? *at + sum : sum;
    }
}

/* One run of neighbouring taps, cut evenly. */
static void add_run(const sums *s, const float *x, const float *panels, float *dw, bool accumulate) {
  const size_t filters = s->c->filters, depth = s->slide.taps.depth;
  const size_t tiles = (depth + GN_CONV_LANES - 1) / GN_CONV_LANES;
  for (size_t t = 0; t < tiles; t++) {
    const size_t lane = t * depth / tiles, lanes = (t + 1) * depth / tiles - lane;
    for (size_t f = 0; f < filters; f += GN_CONV_FILTERS) {
      const float *dz = panels + f * s->windows;
      float *tile = dw + lane * filters + f;
      if (filters - f >= GN_CONV_FILTERS)
        gn_conv_weight_tile(lanes, &s->slide, x + lane, dz, tile, filters, accumulate);
      else
        edge_tile(lanes, &s->slide, x + lane, dz, filters - f, tile, filters, accumulate);
    }
  }
}

static void add_sample(const sums *s, const float *frame, const float *panels, float *dw, bool accumulate) {
  const gn_slide *slide = &s->slide;
  for (size_t r = 0; r < slide->taps.rows; r++)
    for (size_t k = 0; k < slide->taps.runs; k++, dw += slide->taps.depth * s->c->filters)
      add_run(s, frame + r * slide->taps.row_step + k * slide->taps.run_step, panels, dw, accumulate);
}

/* dz in panels of 8 filters, [windows][8]. The last panel's lanes beyond the filters hold whatever follows in
 * dz: nobody takes over their sums. Where nothing follows, zeros. */
static void pack(const float *dz, size_t windows, size_t filters, float *panels) {
  const float *end = dz + windows * filters;
  for (size_t f = 0; f < filters; f += GN_CONV_FILTERS)
    for (const float *from = dz + f; from < end; from += filters, panels += GN_CONV_FILTERS)
      if (end - from >= GN_CONV_FILTERS)
        for (size_t j = 0; j < GN_CONV_FILTERS; j += GN_LANES) gn_store(panels + j, gn_load(from + j));
      else
        for (ptrdiff_t j = 0; j < GN_CONV_FILTERS; j++) panels[j] = j < end - from ? from[j] : 0;
}

static void add_group(void *argument, size_t group, size_t worker) {
  const sums *s = argument;
  const gn_frame *f = &s->slide.frame;
  const size_t filters = s->c->filters, first = group * s->batch / s->groups,
               end = (group + 1) * s->batch / s->groups;
  float *own_frame = s->workers + worker * (size_t)floats_of_worker(s->c, &s->slide);
  float *panels = own_frame + gn_frame_floats(f);
  float *dw = group == 0 ? s->dw : s->others + (group - 1) * s->taps * filters;
  for (size_t sample = first; sample < end; sample++) {
    const float *frame = gn_frame_fill(f, s->x + sample * f->rows * f->columns * f->channels, own_frame);
    pack(s->dz + sample * s->windows * filters, s->windows, filters, panels);
    add_sample(s, frame, panels, dw, sample > first);
  }
}

void gn_conv_weights_sweep(const gn_conv *c, size_t batch, const float *x, const float *dz, float *dw,
                           float *scratch) {
  sums s = {.c = c, .slide = gn_slide_forward(c), .batch = batch, .groups = smaller(batch, GROUPS)};
  const size_t workers = gn_workers() * (size_t)floats_of_worker(c, &s.slide);
  s.taps = count_taps(&s.slide);
  s.windows = s.slide.rows * s.slide.columns;
  s.x = x;
  s.dz = dz;
  s.dw = dw;
  s.workers = scratch;
  s.others = scratch + workers;
  gn_vec_fill(workers, 0, s.workers);
  gn_parallel_if_it_pays((uint64_t)batch * s.windows * s.taps * c->filters, s.groups, add_group, &s);
  for (size_t g = 1; g < s.groups; g++)
    gn_vec_add(s.taps * c->filters, s.others + (g - 1) * s.taps * c->filters, dw);
}
