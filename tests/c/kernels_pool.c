/* pool.h against plain loops over random images: numbers drawn from few, so that maxima are shared. */
#include <math.h>

#include "check.h"
#include "floats.h"
#include "kernels/pool.h"

static gn_random stream;

static gn_axis random_axis(void) {
  gn_axis a = {
      .in = 1 + gn_random_below(&stream, 9), .dilation = 1, .stride = 1 + gn_random_below(&stream, 4)};
  a.size = 1 + gn_random_below(&stream, (uint32_t)a.in);
  a.before = gn_random_below(&stream, (uint32_t)a.size);
  a.after = gn_random_below(&stream, (uint32_t)a.size);
  a.out = (a.before + a.in + a.after - a.size) / a.stride + 1;
  /* no window may lie in the padding alone */
  if ((a.out - 1) * a.stride >= a.before + a.in) a.out--;
  return a;
}

typedef struct images {
  gn_pool pool;
  size_t batch, in, out; /* samples, floats */
  guarded x, z, winner, dz, dx;
} images;

/* Where pixel (i, k) of a window lies among the floats of x; −1 in the padding. */
static long place(const gn_pool *p, size_t sample, size_t oy, size_t ox, size_t i, size_t k, size_t channel) {
  const gn_axis *y = &p->window.y, *x = &p->window.x;
  const long row = (long)(oy * y->stride + i) - (long)y->before;
  const long column = (long)(ox * x->stride + k) - (long)x->before;
  if (row < 0 || row >= (long)y->in || column < 0 || column >= (long)x->in) return -1;
  return (((long)sample * (long)y->in + row) * (long)x->in + column) * (long)p->channels + (long)channel;
}

typedef struct window_result {
  float max, sum;
  long winner;
  size_t count;
} window_result;

static window_result plain(const images *m, size_t sample, size_t oy, size_t ox, size_t channel) {
  window_result r = {.winner = -1};
  for (size_t i = 0; i < m->pool.window.y.size; i++)
    for (size_t k = 0; k < m->pool.window.x.size; k++) {
      const long at = place(&m->pool, sample, oy, ox, i, k, channel);
      if (at < 0) continue;
      const float v = m->x.data[at];
      if (r.winner < 0 || v > r.max) r.max = v, r.winner = at;
      r.sum += v;
      r.count++;
    }
  return r;
}

/* Each output with what plain loops make of its window; `each` adds up the gradients. */
static bool check_outputs(const images *m, bool max, double *dx) {
  const gn_pool *p = &m->pool;
  bool same = true;
  size_t o = 0;
  for (size_t n = 0; n < m->batch; n++)
    for (size_t oy = 0; oy < p->window.y.out; oy++)
      for (size_t ox = 0; ox < p->window.x.out; ox++)
        for (size_t c = 0; c < p->channels; c++, o++) {
          const window_result r = plain(m, n, oy, ox, c);
          if (max) {
            int32_t winner;
            memcpy(&winner, m->winner.data + o, sizeof winner);
            same = same && is_same(m->z.data[o], r.max);
            same = same && winner == r.winner - (long)(n * m->in / m->batch);
            dx[r.winner] += (double)m->dz.data[o];
            continue;
          }
          same = same && is_same(m->z.data[o], r.sum * (1 / (float)r.count));
          for (size_t i = 0; i < p->window.y.size; i++)
            for (size_t k = 0; k < p->window.x.size; k++) {
              const long at = place(p, n, oy, ox, i, k, c);
              if (at >= 0) dx[at] += (double)m->dz.data[o] / (double)r.count;
            }
        }
  return same;
}

static void check(images *m, bool max) {
  double *dx = calloc(m->in, sizeof *dx);
  if (max) {
    gn_pool_max(&m->pool, m->batch, m->x.data, m->z.data, m->winner.data);
    gn_pool_max_back(&m->pool, m->batch, m->dz.data, m->winner.data, m->dx.data);
  } else {
    gn_pool_mean(&m->pool, m->batch, m->x.data, m->z.data);
    gn_pool_mean_back(&m->pool, m->batch, m->dz.data, m->dx.data);
  }
  CHECK(check_outputs(m, max, dx));
  bool near = true;
  for (size_t i = 0; i < m->in; i++) near = near && fabs((double)m->dx.data[i] - dx[i]) <= 1e-5;
  CHECK(near);
  CHECK(guarded_is_intact(&m->x) && guarded_is_intact(&m->z) && guarded_is_intact(&m->winner) &&
        guarded_is_intact(&m->dz) && guarded_is_intact(&m->dx));
  free(dx);
}

static void random_images(size_t channels) {
  images m = {.pool = {.window = {random_axis(), random_axis()}, .channels = channels},
              .batch = 1 + gn_random_below(&stream, 3)};
  const gn_window *w = &m.pool.window;
  m.in = m.batch * w->y.in * w->x.in * channels;
  m.out = m.batch * w->y.out * w->x.out * channels;
  m.x = guarded_new(m.in, 1), m.dx = guarded_new(m.in, 3);
  m.z = guarded_new(m.out, 2), m.winner = guarded_new(m.out, 0), m.dz = guarded_new(m.out, 1);
  for (size_t i = 0; i < m.in; i++) m.x.data[i] = 0.25f * (float)gn_random_below(&stream, 5) - 0.75f;
  randomize(&stream, m.out, m.dz.data);
  check(&m, true);
  check(&m, false);
  guarded_free(&m.x), guarded_free(&m.dx), guarded_free(&m.z), guarded_free(&m.winner), guarded_free(&m.dz);
}

/* 2 × 2 windows over [2][4][5]: NaN wherever it stands in its window, infinities otherwise. */
static void nan_is_passed_on(void) {
  const gn_axis y = {.in = 2, .out = 1, .size = 2, .stride = 2, .dilation = 1};
  const gn_axis x = {.in = 4, .out = 2, .size = 2, .stride = 2, .dilation = 1};
  const gn_pool pool = {.window = {y, x}, .channels = 5};
  for (int broken = 0; broken < 4; broken++) {
    float in[40], z[10], winner[10];
    for (int i = 0; i < 40; i++) in[i] = i < 20 ? INFINITY : -INFINITY;
    in[broken / 2 * 20 + broken % 2 * 5 + 4] = NAN; /* in the first window, channel 4 */
    gn_pool_max(&pool, 1, in, z, winner);
    for (int i = 0; i < 10; i++) CHECK(i == 4 ? isnan(z[i]) : z[i] == INFINITY);
  }
}

int main(void) {
  for (size_t channels = 1; channels <= 17; channels++)
    for (int i = 0; i < 60; i++) random_images(channels);
  nan_is_passed_on();
  return report();
}
