/* pool.c: pooling, vectorised over channels. */
#include "pool.h"

#include "lanes.h"
#include "parallel.h"
#include "vec.h"

typedef struct task {
  const gn_pool *pool;
  gn_pool_form form;
  const float *in;
  float *winner, *out;
} task;

/* The pixels under one window: where the first begins in its sample, how many there are, how far rows are
 * apart. */
typedef struct area {
  size_t at, rows, columns, row;
} area;

typedef struct span {
  size_t first, count;
} span;

/* What window o covers of the axis. */
GN_INLINE span covered(const gn_axis *a, size_t o) {
  const size_t start = o * a->stride, end = start + a->size;
  const size_t from = start > a->before ? start - a->before : 0;
  const size_t to = end - a->before < a->in ? end - a->before : a->in;
  return (span){from, to - from};
}

static size_t in_sample(const gn_pool *p) { return p->window.y.in * p->window.x.in * p->channels; }
static size_t out_sample(const gn_pool *p) { return p->window.y.out * p->window.x.out * p->channels; }

/* ---- One window ---- */

/* Whether the later of two wins. */
GN_INLINE gn_i4 is_better(gn_f4 most, gn_f4 v) { return gn_int_or(gn_less(most, v), gn_is_nan(v)); }

GN_INLINE gn_i4 either(gn_i4 which, gn_i4 a, gn_i4 b) {
  return gn_bits(gn_select(which, gn_from_bits(a), gn_from_bits(b)));
}

/* Where the largest stands, behind the first. A window of 2 × 2 goes by pairs: what wins is the same, and
 * less waits for each other. */
GN_INLINE gn_i4 max_of_four(const float *x, size_t right, size_t down, size_t lanes, gn_f4 *most) {
  const gn_f4 a = gn_lanes_load(x, lanes), b = gn_lanes_load(x + right, lanes);
  const gn_f4 c = gn_lanes_load(x + down, lanes), d = gn_lanes_load(x + down + right, lanes);
  const gn_i4 second = is_better(a, b), fourth = is_better(c, d), step = gn_int_splat((int32_t)right);
  const gn_f4 upper = gn_select(second, b, a), lower = gn_select(fourth, d, c);
  const gn_i4 is_lower = is_better(upper, lower);
  *most = gn_select(is_lower, lower, upper);
  return either(is_lower, gn_int_add(gn_int_and(fourth, step), gn_int_splat((int32_t)down)),
                gn_int_and(second, step));
}

GN_INLINE void max_of_area(const float *x, area a, size_t channels, float *z, float *winner) {
  const size_t lanes = gn_lanes_of(channels);
  const gn_i4 counting = gn_int_add(gn_int_splat((int32_t)a.at), gn_int_make(0, 1, 2, 3));
  const bool is_small = a.rows == 2 && a.columns == 2;
  for (size_t c = 0; c < channels; c = gn_lanes_after(c, channels, lanes)) {
    const float *from = x + a.at + c;
    gn_f4 most = gn_lanes_load(from, lanes);
    gn_i4 place = gn_int_splat(0);
    if (is_small)
      place = max_of_four(from, channels, a.row, lanes, &most);
    else
      for (size_t i = 0; i < a.rows; i++)
        for (size_t k = i == 0; k < a.columns; k++) {
          const size_t at = i * a.row + k * channels;
          const gn_f4 v = gn_lanes_load(from + at, lanes);
          const gn_i4 better = is_better(most, v);
          most = gn_select(better, v, most);
          place = either(better, gn_int_splat((int32_t)at), place);
        }
    gn_lanes_store(z + c, most, lanes);
    const gn_i4 first = gn_int_add(counting, gn_int_splat((int32_t)c));
    gn_lanes_store(winner + c, gn_from_bits(gn_int_add(place, first)), lanes);
  }
}

static float share_of(area a) { return 1 / (float)(a.rows * a.columns); }

GN_INLINE void mean_of_area(const float *x, area a, size_t channels, float *z) {
  const size_t lanes = gn_lanes_of(channels);
  const gn_f4 share = gn_splat(share_of(a));
  for (size_t c = 0; c < channels; c = gn_lanes_after(c, channels, lanes)) {
    gn_f4 sum = gn_splat(0);
    for (size_t i = 0; i < a.rows; i++)
      for (size_t k = 0; k < a.columns; k++)
        sum = gn_add(sum, gn_lanes_load(x + a.at + c + i * a.row + k * channels, lanes));
    gn_lanes_store(z + c, gn_mul(sum, share), lanes);
  }
}

/* dx += dz/count at every pixel under the window */
GN_INLINE void spread(const float *dz, area a, size_t channels, float *dx) {
  for (size_t i = 0; i < a.rows; i++)
    for (size_t k = 0; k < a.columns; k++)
      gn_vec_axpy(channels, share_of(a), dz, dx + a.at + i * a.row + k * channels);
}

/* ---- All windows of a sample ---- */

static void walk_sample(void *argument, size_t n, size_t worker) {
  const task *t = argument;
  const gn_pool *p = t->pool;
  const size_t channels = p->channels, row = p->window.x.in * channels;
  const size_t inputs = in_sample(p), outputs = out_sample(p);
  const bool back = t->form == GN_POOL_MEAN_BACK;
  const float *from = t->in + n * (back ? outputs : inputs);
  float *to = t->out + n * (back ? inputs : outputs);
  size_t o = 0;
  (void)worker;
  if (back) gn_vec_fill(inputs, 0, to);
  for (size_t oy = 0; oy < p->window.y.out; oy++) {
    const span y = covered(&p->window.y, oy);
    for (size_t ox = 0; ox < p->window.x.out; ox++, o += channels) {
      const span x = covered(&p->window.x, ox);
      const area a = {y.first * row + x.first * channels, y.count, x.count, row};
      if (t->form == GN_POOL_MAX)
        max_of_area(from, a, channels, to + o, t->winner + n * outputs + o);
      else if (back)
        spread(from + o, a, channels, to);
      else
        mean_of_area(from, a, channels, to + o);
    }
  }
}

static void max_back_of_sample(void *argument, size_t n, size_t worker) {
  const task *t = argument;
  const size_t count = out_sample(t->pool);
  const float *dz = t->in + n * count, *winner = t->winner + n * count;
  float *dx = t->out + n * in_sample(t->pool);
  (void)worker;
  gn_vec_fill(in_sample(t->pool), 0, dx);
  for (size_t i = 0; i < count; i++) {
    int32_t place;
    memcpy(&place, winner + i, sizeof place);
    dx[place] += dz[i];
  }
}

void gn_pool_run(gn_pool_form form, const gn_pool *pool, size_t batch, const float *in, float *winner,
                 float *out) {
  task t = {pool, form, in, winner, out};
  gn_parallel_if(gn_parallel_pays_passing((uint64_t)batch * in_sample(pool)), batch,
                 form == GN_POOL_MAX_BACK ? max_back_of_sample : walk_sample, &t);
}
