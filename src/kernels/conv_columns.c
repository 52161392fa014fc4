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
#include "smaller.h"
#include "vec.h"

enum {
  NEAR = 16384, /* floats that stay in a near cache, … */
  ROWS = 16     /* … and at most so many rows of windows */
};

/* The windows over a column of the image: where in a row's products the first one's part begins, and how
 * many. */
typedef struct run {
  uint32_t first, count;
} run;

typedef struct columns {
  const gn_conv *c;
  size_t taps;   /* k.y·k.x·channels */
  size_t block;  /* rows of windows that are multiplied at a time, … */
  uint64_t room; /* … and their floats */
  const float *dz, *w, *panels;
  size_t step;          /* from there to the next one's part */
  const run *runs;      /* [in] */
  float *dx, *products; /* products: of each worker */
} columns;

static columns plan(const gn_conv *c) {
  const gn_window *w = &c->window;
  columns k = {.c = c, .taps = w->y.size * w->x.size * c->channels};
  const uint64_t line = (uint64_t)w->x.out * k.taps; /* of an outline it may be more than memory holds */
  const size_t most = line > NEAR ? 1 : gn_smaller(NEAR / (size_t)line, ROWS);
  const size_t blocks = (w->y.out + most - 1) / most;
  k.block = (w->y.out + blocks - 1) / blocks;
  k.room = k.block * line;
  /* The next window over the same pixel is `next` on, and the tap as much nearer to its beginning. */
  size_t next = 1;
  while (next * w->x.stride % w->x.dilation > 0) next++;
  k.step = next * k.taps - next * w->x.stride / w->x.dilation * c->channels;
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
  return (uint64_t)gn_gemm_width(k.taps) * c->filters + gn_workers() * k.room + 2 * x->in;
}

/* products [windows][taps] = dz [windows][filters] · wᵀ */
static void multiply(const columns *k, size_t windows, const float *dz, float *products) {
  const size_t filters = k->c->filters;
  const gn_gemm_operand a = {dz, filters, 1};
  const float *panel = k->panels;
  if (k->taps < GN_PANEL_LEAST) {
    gn_gemm_direct(windows, k->taps, filters, a, (gn_gemm_operand){k->w, filters, 1}, products, k->taps,
                   false);
    return;
  }
  for (size_t j = 0, width; j < k->taps; j += width, panel += filters * gn_gemm_width(width)) {
    width = gn_gemm_panel(k->taps - j, GN_PANEL_MOST);
    gn_gemm_columns(width, windows, filters, a, gn_gemm_packed(panel, width), NULL, products + j, k->taps,
                    false);
  }
}

/* Whether window o covers position i, and if so with which number of its size. */
static bool covers(const gn_axis *a, size_t o, size_t i, size_t *number) {
  const size_t begin = o * a->stride, at = i + a->before;
  *number = (at - begin) / a->dilation;
  return at >= begin && (at - begin) % a->dilation == 0 && *number < a->size;
}

static void list_windows(const columns *k, run *runs) {
  const gn_axis *x = &k->c->window.x;
  for (size_t i = 0; i < x->in; i++) {
    runs[i] = (run){0, 0};
    for (size_t o = x->out, tap; o-- > 0;)
      if (covers(x, o, i, &tap)) {
        runs[i].first = (uint32_t)(o * k->taps + tap * k->c->channels);
        runs[i].count++;
      }
  }
}

/* One row of the image: dx += what `rows` rows of windows, whose parts begin at `part`, gave each pixel, two
 * vectors at a time. The last lanes overlap those before, and begin from what dx was. */
GN_INLINE void gather(const columns *k, const float *const part[ROWS], size_t rows, float *dx, size_t lanes) {
  const size_t channels = k->c->channels, end = channels - lanes, step = k->step;
  const run *over = k->runs;
  for (size_t i = k->c->window.x.in; i > 0; i--, over++, dx += channels) {
    const gn_f4 last = gn_lanes_load(dx + end, lanes);
    for (size_t c = 0; c < channels; c += 2 * lanes) {
      const size_t one = gn_smaller(c, end), gap = gn_smaller(c + lanes, end) - one;
      gn_f4 sum = one == end ? last : gn_lanes_load(dx + one, lanes);
      gn_f4 next = one + gap == end ? last : gn_lanes_load(dx + one + gap, lanes);
      const size_t first = over->first + one, count = over->count;
      for (size_t r = 0; r < rows; r++) {
        const float *from = part[r] + first, *from2 = from + gap;
        for (size_t n = count; n > 0; n--, from += step, from2 += step) {
          sum = gn_add(sum, gn_lanes_load(from, lanes));
          next = gn_add(next, gn_lanes_load(from2, lanes));
        }
      }
      gn_lanes_store(dx + one, sum, lanes);
      gn_lanes_store(dx + one + gap, next, lanes);
    }
  }
}

/* dx += the products of the rows of windows from … to − 1 */
static void add(const columns *k, size_t from, size_t to, const float *products, float *dx) {
  const gn_axis *y = &k->c->window.y, *x = &k->c->window.x;
  const size_t channels = k->c->channels;
  for (size_t i = 0; i < y->in; i++, dx += x->in * channels) {
    const float *part[ROWS];
    size_t rows = 0;
    for (size_t o = from, tap; o < to; o++)
      if (covers(y, o, i, &tap))
        part[rows++] = products + (o - from) * x->out * k->taps + tap * x->size * channels;
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
  k.dz = dz;
  k.dx = dx;
  k.w = w;
  k.panels = scratch;
  if (k.taps >= GN_PANEL_LEAST)
    gn_gemm_pack((gn_gemm_operand){w, c->filters, 1}, k.taps, c->filters, scratch);
  k.products = scratch + gn_gemm_width(k.taps) * c->filters;
  run *runs = (run *)(k.products + gn_workers() * k.room);
  list_windows(&k, runs);
  k.runs = runs;
  gn_parallel(batch, add_sample, &k);
}
