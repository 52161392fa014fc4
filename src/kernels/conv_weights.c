/* conv_weights.c: the gradient of a convolution's weights, a product of taps × windows and windows × filters.
 *
 * The samples are dealt out to at most four groups; each sums over its samples one after the other, and the
 * sums of the groups are added in order: as many can work side by side, and the bits are the same if one does
 * all.
 */
#include "conv_tile.h"
#include "parallel.h"
#include "simd.h"
#include "smaller.h"
#include "vec.h"

enum { GROUPS = 4 };

typedef struct sums {
  const gn_conv *c;
  gn_slide slide;
  size_t batch, groups, taps, windows;
  size_t six; /* the filter from which on tiles are of six filters */
  const float *x, *dz;
  float *dw;      /* of group 0 */
  float *others;  /* of the other groups, one after the other */
  float *workers; /* for each a frame and dz in panels */
} sums;

static uint64_t floats_of_worker(const gn_conv *c, const gn_slide *slide) {
  return gn_frame_floats(&slide->frame) +
         (uint64_t)(slide->rows * slide->columns) * gn_conv_panels(c->filters);
}

static size_t count_taps(const gn_slide *slide) {
  return slide->taps.rows * slide->taps.runs * slide->taps.depth;
}

uint64_t gn_conv_weights_scratch(const gn_conv *c, size_t batch) {
  gn_slide slide;
  gn_slide_forward(c, &slide);
  return (gn_smaller(batch, GROUPS) - 1) * (uint64_t)count_taps(&slide) * c->filters +
         gn_workers() * floats_of_worker(c, &slide) + (uint64_t)(slide.rows * slide.columns);
}

/* The filter from which on there are five or six, if taps are so many that tiles of six filters can do all.
 */
static size_t find_six(const gn_slide *slide, size_t filters) {
  const size_t last = filters / GN_CONV_FILTERS * GN_CONV_FILTERS;
  const bool fits = filters - last == 5 || filters - last == 6;
  return fits && slide->taps.depth % GN_CONV_SIX_LANES == 0 ? last : filters;
}

/* The last filters, fewer than a panel: computed whole, then the part inside is taken over. */
static void edge_tile(const sums *s, size_t lanes, const float *x, const float *dz, size_t f, float *dw) {
  float tile[GN_CONV_SIX_LANES * GN_CONV_FILTERS] = {0};
  const size_t filters = s->c->filters;
  gn_conv_weight_tile(lanes, &s->slide, x, dz, tile, GN_CONV_FILTERS);
  for (size_t i = 0; i < lanes; i++)
    for (size_t j = 0; j < filters - f; j++) {
      const bool paired = lanes == GN_CONV_SIX_LANES && j >= GN_LANES;
      dw[i * filters + j] +=
          tile[paired ? (i - i % 2) * GN_CONV_FILTERS + 2 * j - GN_LANES + i % 2 : i * GN_CONV_FILTERS + j];
    }
}

/* One run of neighbouring taps, cut evenly, and the filters first … end − 1. */
static void add_tiles(const sums *s, size_t most, size_t first, size_t end, const float *x,
                      const float *panels, float *dw) {
  const size_t filters = s->c->filters, depth = s->slide.taps.depth, tiles = (depth + most - 1) / most;
  for (size_t t = 0; t < tiles; t++) {
    const size_t lane = t * depth / tiles, lanes = (t + 1) * depth / tiles - lane;
    for (size_t f = first; f < end; f += GN_CONV_FILTERS) {
      const float *dz = panels + f * s->windows;
      float *tile = dw + lane * filters + f;
      if (filters - f >= GN_CONV_FILTERS)
        gn_conv_weight_tile(lanes, &s->slide, x + lane, dz, tile, filters);
      else
        edge_tile(s, lanes, x + lane, dz, f, tile);
    }
  }
}

static void add_run(const sums *s, const float *x, const float *panels, float *dw) {
  add_tiles(s, GN_CONV_LANES, 0, s->six, x, panels, dw);
  if (s->six < s->c->filters) add_tiles(s, GN_CONV_SIX_LANES, s->six, s->c->filters, x, panels, dw);
}

static void add_sample(const sums *s, const float *frame, const float *panels, float *dw) {
  const gn_slide *slide = &s->slide;
  for (size_t r = 0; r < slide->taps.rows; r++)
    for (size_t k = 0; k < slide->taps.runs; k++, dw += slide->taps.depth * s->c->filters)
      add_run(s, frame + r * slide->taps.row_step + k * slide->taps.run_step, panels, dw);
}

/* dz in panels of 8 filters, [windows][8], and where they are: eight filters are one as they lie. The last
 * panel's lanes beyond the filters hold whatever follows in dz: nobody takes over their sums. Where nothing
 * follows, zeros. */
static const float *pack(const sums *s, const float *dz, float *panels) {
  const size_t filters = s->c->filters;
  if (filters == GN_CONV_FILTERS) return dz;
  const float *const packed = panels, *end = dz + s->windows * filters;
  for (size_t f = 0; f < filters; f += GN_CONV_FILTERS)
    for (const float *from = dz + f; from < end; from += filters, panels += GN_CONV_FILTERS) {
      float rest[GN_CONV_FILTERS];
      const float *row = from;
      if (end - from < GN_CONV_FILTERS) {
        for (ptrdiff_t j = 0; j < GN_CONV_FILTERS; j++) rest[j] = j < end - from ? from[j] : 0;
        row = rest;
      }
      const gn_f4 last = gn_load(row + GN_LANES);
      gn_store(panels, gn_load(row));
      gn_store(panels + GN_LANES, f < s->six ? last : gn_interleave_low(last, last));
    }
  return packed;
}

static void add_group(void *argument, size_t group, size_t worker) {
  const sums *s = argument;
  const gn_frame *f = &s->slide.frame;
  const size_t filters = s->c->filters, first = group * s->batch / s->groups,
               end = (group + 1) * s->batch / s->groups;
  float *own_frame = s->workers + worker * (size_t)floats_of_worker(s->c, &s->slide);
  float *room = own_frame + gn_frame_floats(f);
  float *dw = group == 0 ? s->dw : s->others + (group - 1) * s->taps * filters;
  gn_vec_fill(s->taps * filters, 0, dw);
  for (size_t sample = first; sample < end; sample++) {
    const float *frame = gn_frame_fill(f, s->x + sample * f->rows * f->columns * f->channels, own_frame);
    const float *panels = pack(s, s->dz + sample * s->windows * filters, room);
    add_sample(s, frame, panels, dw);
  }
}

static void list_windows(const gn_slide *slide, uint32_t *offset) {
  for (size_t i = 0; i < slide->rows; i++)
    for (size_t j = 0; j < slide->columns; j++) *offset++ = (uint32_t)(i * slide->row_step + j * slide->step);
}

void gn_conv_weights_sweep(const gn_conv *c, size_t batch, const float *x, const float *dz, float *dw,
                           float *scratch) {
  sums s = {.c = c, .batch = batch, .groups = gn_smaller(batch, GROUPS)};
  gn_slide_forward(c, &s.slide);
  const size_t workers = gn_workers() * (size_t)floats_of_worker(c, &s.slide);
  s.taps = count_taps(&s.slide);
  s.windows = s.slide.rows * s.slide.columns;
  s.six = find_six(&s.slide, c->filters);
  s.x = x;
  s.dz = dz;
  s.dw = dw;
  s.workers = scratch;
  s.others = scratch + workers;
  uint32_t *offset = (uint32_t *)(s.others + (s.groups - 1) * s.taps * c->filters);
  list_windows(&s.slide, offset);
  s.slide.offset = offset;
  gn_vec_fill(workers, 0, s.workers);
  gn_parallel_if(gn_parallel_pays((uint64_t)batch * s.windows * s.taps * c->filters), s.groups, add_group,
                 &s);
  for (size_t g = 1; g < s.groups; g++)
    gn_vec_add(s.taps * c->filters, s.others + (g - 1) * s.taps * c->filters, dw);
}
