/* Convolution and its two gradients against their definition in double precision: all small images and
 * windows, random larger ones, every stride, dilation and padding; nothing read or written outside of the
 * arrays.
 */
#include "check.h"
#include "floats.h"
#include "kernels/conv.h"

/* tap (ky, kx) of window (oy, ox) lies over the pixel (*iy, *ix), or over padding */
static bool meets(const gn_axis *a, size_t o, size_t k, size_t *i) {
  const size_t at = o * a->stride + k * a->dilation;
  *i = at - a->before;
  return at >= a->before && *i < a->in;
}

typedef struct exact {
  double sum, magnitude; /* Σ terms, Σ |terms| */
  size_t terms;
} exact;

static void add_term(exact *e, float a, float b) {
  e->sum += (double)a * (double)b;
  e->magnitude += fabs((double)a * (double)b);
  e->terms++;
}

/* The three sums, as conv.h defines them: each product x·w belongs to one term of each. */
static void plain(const gn_conv *c, size_t batch, const float *x, const float *w, const float *dz, exact *z,
                  exact *dw, exact *dx) {
  const gn_axis *v = &c->window.y, *h = &c->window.x;
  for (size_t b = 0; b < batch; b++)
    for (size_t oy = 0; oy < v->out; oy++)
      for (size_t ox = 0; ox < h->out; ox++)
        for (size_t ky = 0; ky < v->size; ky++)
          for (size_t kx = 0; kx < h->size; kx++) {
            size_t iy, ix;
            if (!meets(v, oy, ky, &iy) || !meets(h, ox, kx, &ix)) continue;
            for (size_t ch = 0; ch < c->channels; ch++)
              for (size_t f = 0; f < c->filters; f++) {
                const size_t at_x = ((b * v->in + iy) * h->in + ix) * c->channels + ch;
                const size_t at_w = ((ky * h->size + kx) * c->channels + ch) * c->filters + f;
                const size_t at_z = ((b * v->out + oy) * h->out + ox) * c->filters + f;
                add_term(&z[at_z], x[at_x], w[at_w]);
                add_term(&dw[at_w], x[at_x], dz[at_z]);
                add_term(&dx[at_x], dz[at_z], w[at_w]);
              }
          }
}

static bool is_near(size_t n, const exact *expected, const float *actual) {
  for (size_t i = 0; i < n; i++) {
    const double bound = (double)(expected[i].terms + 2) * 0x1p-24 * expected[i].magnitude;
    if (!(fabs(expected[i].sum - (double)actual[i]) <= bound)) return false;
  }
  return true;
}

static guarded random_array(gn_random *random, size_t size) {
  guarded g = guarded_new(size, gn_random_below(random, 4));
  randomize(random, size, g.data);
  return g;
}

/* As behind maximum pooling: one number in five is left. */
static void make_sparse(gn_random *random, size_t size, float *x) {
  for (size_t i = 0; i < size; i++)
    if (gn_random_below(random, 5) > 0) x[i] = 0;
}

typedef struct arrays {
  size_t x, w, z;
} arrays;

static arrays sizes_of(const gn_conv *c, size_t batch) {
  const gn_axis *v = &c->window.y, *h = &c->window.x;
  return (arrays){batch * v->in * h->in * c->channels, v->size * h->size * c->channels * c->filters,
                  batch * v->out * h->out * c->filters};
}

static exact *exact_new(size_t n, const float *first, size_t period) {
  exact *e = calloc(n, sizeof *e);
  if (!e) abort();
  for (size_t i = 0; first && i < n; i++) add_term(&e[i], first[i % period], 1);
  return e;
}

static void check_conv(const gn_conv *c, size_t batch, gn_random *random) {
  const arrays n = sizes_of(c, batch);
  const bool biased = gn_random_below(random, 2);
  guarded x = random_array(random, n.x), w = random_array(random, n.w), dz = random_array(random, n.z);
  if (gn_random_below(random, 2)) make_sparse(random, n.z, dz.data);
  guarded bias = random_array(random, c->filters), scratch = guarded_new(gn_conv_scratch(c, batch), 0);
  guarded z = guarded_new(n.z, 1), dw = guarded_new(n.w, 2), dx = guarded_new(n.x, 3);
  exact *ez = exact_new(n.z, biased ? bias.data : NULL, c->filters), *ew = exact_new(n.w, NULL, 1),
        *ex = exact_new(n.x, NULL, 1);
  plain(c, batch, x.data, w.data, dz.data, ez, ew, ex);
  gn_conv_forward(c, batch, x.data, w.data, biased ? bias.data : NULL, z.data, scratch.data);
  gn_conv_weights(c, batch, x.data, dz.data, dw.data, scratch.data);
  gn_conv_inputs(c, batch, dz.data, w.data, dx.data, scratch.data);
  const int failed_before = failures;
  CHECK(is_near(n.z, ez, z.data));
  CHECK(is_near(n.w, ew, dw.data));
  CHECK(is_near(n.x, ex, dx.data));
  CHECK(guarded_is_intact(&x) && guarded_is_intact(&w) && guarded_is_intact(&dz) && guarded_is_intact(&bias));
  CHECK(guarded_is_intact(&z) && guarded_is_intact(&dw) && guarded_is_intact(&dx));
  CHECK(guarded_is_intact(&scratch));
  if (failures > failed_before) {
    const gn_axis *v = &c->window.y, *h = &c->window.x;
    fprintf(stderr, "  %zu×(%zu×%zu×%zu), %zu×%zu→%zu, strides %zu %zu, dilation %zu %zu, before %zu %zu\n",
            batch, v->in, h->in, c->channels, v->size, h->size, c->filters, v->stride, h->stride, v->dilation,
            h->dilation, v->before, h->before);
  }
  guarded *const all[] = {&x, &w, &dz, &bias, &scratch, &z, &dw, &dx};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) guarded_free(all[i]);
  free(ez), free(ew), free(ex);
}

/* Valid, or as in TensorFlow (layers/window.h, which tests/c/layers.c and PyTorch hold). */
static bool fit(gn_axis *a, bool same) {
  const size_t extent = gn_axis_extent(a);
  if (!same && extent > a->in) return false;
  a->out = same ? (a->in + a->stride - 1) / a->stride : (a->in - extent) / a->stride + 1;
  const size_t reach = (a->out - 1) * a->stride + extent, padding = reach > a->in ? reach - a->in : 0;
  a->before = padding / 2;
  a->after = padding - a->before;
  return true;
}

static void check_shape(gn_conv c, size_t batch, bool same, gn_random *random) {
  if (fit(&c.window.y, same) && fit(&c.window.x, same)) check_conv(&c, batch, random);
}

static gn_axis axis(size_t in, size_t size, size_t stride, size_t dilation) {
  return (gn_axis){.in = in, .size = size, .stride = stride, .dilation = dilation};
}

static size_t upto(gn_random *random, size_t most) { return 1 + gn_random_below(random, (uint32_t)most); }

static gn_axis random_axis(gn_random *random, size_t most) {
  return axis(upto(random, most), upto(random, 7), upto(random, 3), upto(random, 3));
}

/* Every window of up to 5 over every image of up to 7 along one axis, whatever the other. */
static void check_small_ones(gn_random *random) {
  for (size_t in = 1; in <= 7; in++)
    for (size_t size = 1; size <= 5; size++)
      for (size_t stride = 1; stride <= 3; stride++)
        for (size_t dilation = 1; dilation <= 2; dilation++)
          for (int same = 0; same <= 1; same++)
            for (int turned = 0; turned <= 1; turned++) {
              const gn_axis one = axis(in, size, stride, dilation), other = random_axis(random, 8);
              const gn_conv c = {{turned ? other : one, turned ? one : other},
                                 .channels = upto(random, 5),
                                 .filters = upto(random, 9)};
              check_shape(c, upto(random, 3), same, random);
            }
}

static void check_all_widths(gn_random *random) {
  for (size_t channels = 1; channels <= 18; channels++)
    for (size_t filters = 1; filters <= 18; filters++) {
      gn_conv c = {{axis(6, 3, 1, 1), axis(5, 3, 1, 1)}, .channels = channels, .filters = filters};
      check_shape(c, 2, channels % 2, random);
      c.window.y.stride = c.window.x.stride = 2;
      check_shape(c, 1, filters % 2, random);
    }
}

static void check_random_ones(gn_random *random) {
  for (int i = 0; i < 200; i++) {
    gn_conv c = {{random_axis(random, 40), random_axis(random, 40)}, upto(random, 24), upto(random, 24)};
    if (i % 2) c.window.y.stride = c.window.x.stride = c.window.y.dilation = c.window.x.dilation = 1;
    check_shape(c, upto(random, 9), gn_random_below(random, 2), random);
  }
}

/* Those of the benchmarks, with fewer samples. */
static void check_known_ones(gn_random *random) {
  check_shape((gn_conv){{axis(28, 5, 1, 1), axis(28, 5, 1, 1)}, 1, 6}, 5, true, random);
  check_shape((gn_conv){{axis(14, 5, 1, 1), axis(14, 5, 1, 1)}, 6, 16}, 5, false, random);
  check_shape((gn_conv){{axis(5, 5, 1, 1), axis(5, 5, 1, 1)}, 16, 120}, 5, false, random);
  check_shape((gn_conv){{axis(32, 3, 1, 1), axis(32, 3, 1, 1)}, 32, 32}, 2, true, random);
  check_shape((gn_conv){{axis(33, 7, 2, 1), axis(31, 7, 2, 1)}, 3, 20}, 3, true, random);
  check_shape((gn_conv){{axis(9, 1, 1, 1), axis(7, 1, 1, 1)}, 20, 12}, 3, true, random);
  for (size_t filters = 1; filters <= 22; filters++) /* five taps in a row: tiles of six filters */
    check_shape((gn_conv){{axis(9, 3, 1, 1), axis(11, 5, 1, 1)}, 1 + filters % 3, filters}, 2, filters % 2,
                random);
}

/* Of a sparse dz zeros are left out, and the sums keep their bits: dx of a sample by itself, and of the same
 * among samples without zeros. */
static void check_sparse_bits(gn_random *random) {
  enum { BATCH = 4 };
  for (size_t i = 0; i < 60; i++) {
    gn_conv c = {{axis(14, 1 + i % 5, 1 + i % 3, 1), axis(13, 5 + i % 3, 1, 1)}, 3 + i % 14, 1 + i % 18};
    if (!fit(&c.window.y, i % 2) || !fit(&c.window.x, i % 2)) continue;
    const arrays n = sizes_of(&c, BATCH);
    guarded w = random_array(random, n.w), dz = random_array(random, n.z);
    guarded dx = guarded_new(n.x, 0), one = guarded_new(n.x / BATCH, 0);
    guarded scratch = guarded_new(gn_conv_scratch(&c, BATCH), 0);
    make_sparse(random, n.z / BATCH, dz.data);
    gn_conv_inputs(&c, BATCH, dz.data, w.data, dx.data, scratch.data);
    gn_conv_inputs(&c, 1, dz.data, w.data, one.data, scratch.data);
    CHECK(memcmp(dx.data, one.data, n.x / BATCH * sizeof *dx.data) == 0);
    guarded *const all[] = {&w, &dz, &dx, &one, &scratch};
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) guarded_free(all[k]);
  }
}

/* dw of a sparse dz, and of the same filters among as many without zeros. */
static void check_sparse_weights(gn_random *random) {
  enum { BATCH = 5 };
  for (size_t i = 0; i < 90; i++) {
    gn_conv c = {{axis(9, 2 + i % 4, 1 + i % 2, 1 + i % 3 / 2), axis(8, 2 + i % 5, 1 + i % 3, 1)},
                 4 + i % 15,
                 1 + i % 18};
    if (!fit(&c.window.y, i % 2) || !fit(&c.window.x, i % 2)) continue;
    gn_conv twice = c;
    twice.filters *= 2;
    const size_t filters = c.filters;
    const arrays n = sizes_of(&c, BATCH);
    guarded x = random_array(random, n.x), dz = random_array(random, n.z),
            more = random_array(random, 2 * n.z);
    guarded dw = guarded_new(n.w, 0), both = guarded_new(2 * n.w, 0);
    guarded scratch = guarded_new(gn_conv_scratch(&twice, BATCH), 0);
    make_sparse(random, n.z, dz.data);
    for (size_t k = 0; k < n.z; k++) more.data[k / filters * filters * 2 + k % filters] = dz.data[k];
    gn_conv_weights(&c, BATCH, x.data, dz.data, dw.data, scratch.data);
    gn_conv_weights(&twice, BATCH, x.data, more.data, both.data, scratch.data);
    for (size_t k = 0; k < n.w; k += filters)
      CHECK(memcmp(dw.data + k, both.data + 2 * k, filters * sizeof *dw.data) == 0);
    guarded *const all[] = {&x, &dz, &more, &dw, &both, &scratch};
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) guarded_free(all[k]);
  }
}

int main(void) {
  gn_random random = gn_random_stream(7, GN_RANDOM_WEIGHTS, 0, 0);
  check_small_ones(&random);
  check_all_widths(&random);
  check_random_ones(&random);
  check_known_ones(&random);
  check_sparse_bits(&random);
  check_sparse_weights(&random);
  return report();
}
