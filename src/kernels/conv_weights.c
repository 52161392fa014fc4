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
  bool six; /* tiles are of six filters */
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

static size_t count_taps(const gn_conv *c) { return c->window.y.size * c->window.x.size * c->channels; }

/* Six filters over few channels: the first layer of LeNet-5. */
static bool is_six(const gn_conv *c) {
  const gn_axis *x = &c->window.x;
  return c->filters == 6 && c->channels <= 3 && x->dilation == 1 &&
         x->size * c->channels % GN_CONV_SIX_LANES == 0;
}

/* Over a frame in which, for tiles of six filters, each number stands twice. */
static gn_slide slide_of(const gn_conv *c) {
  if (!is_six(c)) return gn_slide_forward(c);
  const gn_conv twice = {c->window, 2 * c->channels, c->filters};
  gn_slide slide = gn_slide_forward(&twice);
  slide.frame.needed = true;
  return slide;
}

uint64_t gn_conv_weights_scratch(const gn_conv *c, size_t batch) {
  const gn_slide slide = slide_of(c);
  return (smaller(batch, GROUPS) - 1) * (uint64_t)count_taps(c) * c->filters +
         gn_workers() * floats_of_worker(c, &slide) +
         (is_six(c) ? (uint64_t)(slide.rows * slide.columns) : 0);
}

/* The last filters, fewer than a panel: computed whole, then the part inside is taken over. */
static void edge_tile(const sums *s, size_t lanes, const float *x, const float *dz, size_t f, float *dw,
                      bool accumulate) {
  float tile[GN_CONV_SIX_LANES * GN_CONV_FILTERS];
  const size_t filters = s->c->filters;
  gn_conv_weight_tile(lanes, &s->slide, x, dz, tile, GN_CONV_FILTERS, false);
  for (size_t i = 0; i < lanes; i++)
    for (size_t j = 0; j < filters - f; j++) {
      const bool second = s->six && j >= GN_LANES && i % 2 > 0; /* tap of a pair */
      const float sum = tile[second ? (i - 1) * GN_CONV_FILTERS + j + 2 : i * GN_CONV_FILTERS + j];
      float *at = dw + i * filters + j;
      *at = accumulate ? *at + sum : sum;
    }
}

/* One run of neighbouring taps, cut evenly. */
static void add_run(const sums *s, const float *x, const float *panels, float *dw, bool accumulate) {
  const size_t filters = s->c->filters, copies = s->six ? 2 : 1, depth = s->slide.taps.depth / copies;
  const size_t most = s->six ? GN_CONV_SIX_LANES : GN_CONV_LANES, tiles = (depth + most - 1) / most;
  for (size_t t = 0; t < tiles; t++) {
    const size_t lane = t * depth / tiles, lanes = (t + 1) * depth / tiles - lane;
    for (size_t f = 0; f < filters; f += GN_CONV_FILTERS) {
      const float *from = x + lane * copies, *dz = panels + f * s->windows;
      float *tile = dw + lane * filters + f;
      if (filters - f >= GN_CONV_FILTERS)
        gn_conv_weight_tile(lanes, &s->slide, from, dz, tile, filters, accumulate);
      else
        edge_tile(s, lanes, from, dz, f, tile, accumulate);
    }
  }
}

static void add_sample(const sums *s, const float *frame, const float *panels, float *dw, bool accumulate) {
  const gn_slide *slide = &s->slide;
  const size_t part = s->taps / (slide->taps.rows * slide->taps.runs) * s->c->filters;
  for (size_t r = 0; r < slide->taps.rows; r++)
    for (size_t k = 0; k < slide->taps.runs; k++, dw += part)
      add_run(s, frame + r * slide->taps.row_step + k * slide->taps.run_step, panels, dw, accumulate);
}

/* dz in panels of 8 filters, [windows][8], and where they are: six and eight filters are one as they lie. The
 * last panel's lanes beyond the filters hold whatever follows in dz: nobody takes over their sums. Where
 * nothing follows, zeros. */
static const float *pack(const sums *s, const float *dz, float *panels) {
  const size_t filters = s->c->filters;
  if (s->six || filters == GN_CONV_FILTERS) return dz;
  const float *const packed = panels, *end = dz + s->windows * filters;
  for (size_t f = 0; f < filters; f += GN_CONV_FILTERS)
    for (const float *from = dz + f; from < end; from += filters, panels += GN_CONV_FILTERS)
      if (end - from >= GN_CONV_FILTERS)
        for (size_t j = 0; j < GN_CONV_FILTERS; j += GN_LANES) gn_store(panels + j, gn_load(from + j));
      else
        for (ptrdiff_t j = 0; j < GN_CONV_FILTERS; j++) panels[j] = j < end - from ? from[j] : 0;
  return packed;
}

/* As gn_frame_fill, but each number twice. */
static const float *fill_twice(const gn_frame *f, const float *image, float *frame) {
  const size_t width = f->columns * f->channels;
  for (size_t i = 0; i < f->rows; i++) {
    float *row = frame + ((f->top + i) * f->width + f->left) * f->channels;
    for (size_t k = 0; k < width; k += 2) row[k] = row[k + 1] = *image++;
  }
  return frame;
}

static void add_group(void *argument, size_t group, size_t worker) {
  const sums *s = argument;
  const gn_frame *f = &s->slide.frame;
  const size_t filters = s->c->filters, first = group * s->batch / s->groups,
               end = (group + 1) * s->batch / s->groups;
  float *own_frame = s->workers + worker * (size_t)floats_of_worker(s->c, &s->slide);
  float *room = own_frame + gn_frame_floats(f);
  float *dw = group == 0 ? s->dw : s->others + (group - 1) * s->taps * filters;
  for (size_t sample = first; sample < end; sample++) {
    const float *image = s->x + sample * f->rows * f->columns * s->c->channels;
    const float *frame = s->six ? fill_twice(f, image, own_frame) : gn_frame_fill(f, image, own_frame);
    const float *panels = pack(s, s->dz + sample * s->windows * filters, room);
    add_sample(s, frame, panels, dw, sample > first);
  }
}

static void list_windows(const gn_slide *slide, uint32_t *offset) {
  for (size_t i = 0; i < slide->rows; i++)
    for (size_t j = 0; j < slide->columns; j++) *offset++ = (uint32_t)(i * slide->row_step + j * slide->step);
}

void gn_conv_weights_sweep(const gn_conv *c, size_t batch, const float *x, const float *dz, float *dw,
                           float *scratch) {
  sums s = {.c = c, .slide = slide_of(c), .batch = batch, .groups = smaller(batch, GROUPS)};
  const size_t workers = gn_workers() * (size_t)floats_of_worker(c, &s.slide);
  s.taps = count_taps(c);
  s.windows = s.slide.rows * s.slide.columns;
  s.six = is_six(c);
  s.x = x;
  s.dz = dz;
  s.dw = dw;
  s.workers = scratch;
  s.others = scratch + workers;
  uint32_t *offset = (uint32_t *)(s.others + (s.groups - 1) * s.taps * c->filters);
  if (s.six) list_windows(&s.slide, offset);
  s.slide.offset = offset;
  gn_vec_fill(workers, 0, s.workers);
  gn_parallel_if_it_pays((uint64_t)batch * s.windows * s.taps * c->filters, s.groups, add_group, &s);
  for (size_t g = 1; g < s.groups; g++)
    gn_vec_add(s.taps * c->filters, s.others + (g - 1) * s.taps * c->filters, dw);
}
