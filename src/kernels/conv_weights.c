/* conv_weights.c: the gradient of a convolution's weights, a product of taps × windows and windows × filters.
 *
 * The samples are dealt out to at most four groups; each sums over its samples one after the other, and the
 * sums of the groups are added in order: as many can work side by side, and the bits are the same if one does
 * all.
 *
 * Where dz is 0 in most places, as it is behind maximum pooling, the windows where it is not are listed for
 * each filter (terms.h), and the taps of a row are summed along the list: the sums are the same.
 */
#include "conv_tile.h"
#include "parallel.h"
#include "simd.h"
#include "smaller.h"
#include "terms.h"
#include "vec.h"

enum { GROUPS = 4, TERM = sizeof(gn_term) / sizeof(float) };

typedef struct sums {
  const gn_conv *c;
  gn_slide slide;
  size_t batch, groups, taps, windows;
  size_t six; /* the filter from which on tiles are of six filters */
  const float *x, *dz;
  float *dw;      /* of group 0 */
  float *others;  /* of the other groups, one after the other */
  uint32_t *tap;  /* how far each lies behind the window's first */
  float *workers; /* for each a frame, and dz in panels or lists */
  bool is_sparse;
} sums;

static bool can_be_sparse(const gn_slide *slide) {
  return slide->taps.depth >= GN_CONV_LONG && slide->taps.rows > 1;
}

static uint64_t floats_of_worker(const gn_conv *c, const gn_slide *slide) {
  const uint64_t windows = (uint64_t)(slide->rows * slide->columns);
  const uint64_t lists = can_be_sparse(slide) ? (windows + 1) * c->filters * TERM : 0;
  const uint64_t panels = windows * gn_conv_panels(c->filters);
  return gn_frame_floats(&slide->frame) + (lists > panels ? lists : panels);
}

static size_t count_taps(const gn_slide *slide) {
  return slide->taps.rows * slide->taps.runs * slide->taps.depth;
}

uint64_t gn_conv_weights_scratch(const gn_conv *c, size_t batch) {
  gn_slide slide;
  gn_slide_forward(c, &slide);
  return (gn_smaller(batch, GROUPS) - 1) * (uint64_t)count_taps(&slide) * c->filters +
         gn_workers() * floats_of_worker(c, &slide) + (uint64_t)(slide.rows * slide.columns) +
         count_taps(&slide);
}

/* The filter from which on there are five or six, if taps are so many that tiles of six filters can do all.
 */
static size_t find_six(const gn_slide *slide, size_t filters) {
  const size_t last = filters / GN_CONV_FILTERS * GN_CONV_FILTERS;
  const bool fits = filters - last == 5 || filters - last == 6;
  return fits && slide->taps.depth % GN_CONV_TAPS == 0 ? last : filters;
}

/* The last filters, fewer than a panel: computed whole, then the part inside is taken over. */
static void edge_tile(const sums *s, size_t taps, const uint32_t *tap, const float *x, const float *dz,
                      size_t f, float *dw) {
  float tile[GN_CONV_TAPS * GN_CONV_FILTERS] = {0};
  const size_t filters = s->c->filters;
  const bool is_six = f >= s->six;
  gn_conv_weight_tile(is_six, taps, tap, &s->slide, x, dz, tile, GN_CONV_FILTERS);
  for (size_t i = 0; i < taps; i++)
    for (size_t j = 0; j < filters - f; j++) {
      const bool paired = is_six && j >= GN_LANES;
      dw[i * filters + j] +=
          tile[paired ? (i - i % 2) * GN_CONV_FILTERS + 2 * j - GN_LANES + i % 2 : i * GN_CONV_FILTERS + j];
    }
}

static void add_tiles(const sums *s, const float *x, const float *panels, float *dw) {
  const size_t filters = s->c->filters;
  for (size_t t = 0; t < s->taps; t += GN_CONV_TAPS) {
    const size_t taps = gn_smaller(GN_CONV_TAPS, s->taps - t);
    for (size_t f = 0; f < filters; f += GN_CONV_FILTERS) {
      const float *dz = panels + f * s->windows;
      float *tile = dw + t * filters + f;
      if (filters - f >= GN_CONV_FILTERS)
        gn_conv_weight_tile(false, taps, s->tap + t, &s->slide, x, dz, tile, filters);
      else
        edge_tile(s, taps, s->tap + t, x, dz, f, tile);
    }
  }
}

/* The same along the lists, by runs of neighbouring taps. As many taps as are summed at once are read, of the
 * first row some that follow the run, of those below it some before: all are of the image. */
_Static_assert(2 * GN_CONV_LONG >= GN_TERMS_SUMS, "what is read beside a run lies within the row next to it");
static void add_listed(const sums *s, const float *x, const gn_term *lists, float *dw) {
  const size_t filters = s->c->filters, depth = s->slide.taps.depth, run = s->slide.taps.runs * depth;
  const ptrdiff_t short_of = (ptrdiff_t)depth - GN_TERMS_SUMS;
  for (size_t t = 0; t < s->taps; t += depth) {
    const ptrdiff_t last = t < run && short_of < 0 ? 0 : short_of;
    const gn_term *list = lists;
    for (size_t f = 0; f < filters; f++, list += s->windows + 1)
      for (ptrdiff_t tap = 0; tap < (ptrdiff_t)depth;) {
        float sum[GN_TERMS_SUMS];
        const ptrdiff_t from = tap < last ? tap : last;
        gn_terms_sum(list[s->windows].at, list, x + s->tap[t] + from, sum);
        for (; tap < (ptrdiff_t)depth && tap < from + GN_TERMS_SUMS; tap++)
          dw[(t + (size_t)tap) * filters + f] += sum[tap - from];
      }
  }
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

/* For each filter the windows whose dz is not 0, and behind the last of all how many they are. */
static const gn_term *list(const sums *s, const float *dz, float *room) {
  const size_t filters = s->c->filters, columns = s->slide.columns;
  gn_term *const first = (gn_term *)room, *listed = first;
  for (size_t f = 0; f < filters; f++, listed += s->windows + 1) {
    size_t count = 0;
    for (size_t i = 0; i < s->slide.rows; i++)
      count += gn_terms_list(columns, dz + i * columns * filters + f, filters, i * s->slide.row_step,
                             s->slide.step, listed + count);
    listed[s->windows].at = (uint32_t)count;
  }
  return first;
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
    const float *frame = gn_frame_fill(f, s->x + sample * gn_frame_image(f), own_frame);
    const float *dz = s->dz + sample * s->windows * filters;
    if (s->is_sparse)
      add_listed(s, frame, list(s, dz, room), dw);
    else
      add_tiles(s, frame, pack(s, dz, room), dw);
  }
}

/* Rows of runs of neighbours: how far each lies behind the first. Gives where the list ends. */
static uint32_t *list_places(size_t rows, size_t row_step, size_t runs, size_t run_step, size_t depth,
                             uint32_t *place) {
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < runs; j++)
      for (size_t k = 0; k < depth; k++) *place++ = (uint32_t)(i * row_step + j * run_step + k);
  return place;
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
  s.slide.offset = offset;
  s.tap = list_places(s.slide.rows, s.slide.row_step, s.slide.columns, s.slide.step, 1, offset);
  list_places(s.slide.taps.rows, s.slide.taps.row_step, s.slide.taps.runs, s.slide.taps.run_step,
              s.slide.taps.depth, s.tap);
  s.is_sparse = can_be_sparse(&s.slide) &&
                gn_terms_zeros(batch * s.windows, c->filters, dz, c->filters) > GN_CONV_SPARSE &&
                gn_vec_is_finite(batch * gn_frame_image(&s.slide.frame), x);
  gn_vec_fill(workers, 0, s.workers);
  gn_parallel_if(gn_parallel_pays((uint64_t)batch * s.windows * s.taps * c->filters), s.groups, add_group,
                 &s);
  for (size_t g = 1; g < s.groups; g++)
    gn_vec_add(s.taps * c->filters, s.others + (g - 1) * s.taps * c->filters, dw);
}
