/* All builds compute the same bits: a hash over the results of every kernel. gcc, clang, -DGN_SCALAR,
 * other processors and WebAssembly must all arrive at the constant below. It changes when, and only when,
 * the arithmetic of a kernel does; then every saved figure of training changes with it.
 */
#include "check.h"
#include "floats.h"
#include "kernels/conv.h"
#include "kernels/depthwise.h"
#include "kernels/gemm.h"
#include "kernels/vec.h"

static const uint64_t EXPECTED = 0x006cbc5038091745u;

/* FNV-1a over the bytes, lowest first; every NaN counts as the same. */
static uint64_t hash = 0xcbf29ce484222325u;

static void absorb(size_t n, const float *x) {
  for (size_t i = 0; i < n; i++) {
    const uint32_t bits = x[i] == x[i] ? bits_of(x[i]) : 0x7fc00000u;
    for (int byte = 0; byte < 4; byte++) hash = (hash ^ (bits >> (8 * byte) & 0xff)) * 0x100000001b3u;
  }
}

static void absorb_one(float x) { absorb(1, &x); }

enum { SIZE = 1009 };

static void absorb_elementary(void) {
  void (*const functions[])(size_t, const float *, float *) = {gn_vec_exp, gn_vec_log, gn_vec_sigmoid,
                                                               gn_vec_tanh, gn_vec_relu};
  float x[SIZE], y[SIZE];
  for (uint64_t first = 0; first <= UINT32_MAX; first += (uint64_t)SIZE * 2003) {
    for (uint32_t i = 0; i < SIZE; i++) x[i] = float_of((uint32_t)first + i * 2003);
    for (size_t f = 0; f < sizeof functions / sizeof functions[0]; f++) {
      functions[f](SIZE, x, y);
      absorb(SIZE, y);
    }
  }
}

static void absorb_vectors(gn_random *random) {
  float x[SIZE], y[SIZE], z[SIZE];
  for (size_t n = 1; n < SIZE; n += 1 + n / 7) {
    randomize(random, n, x);
    randomize(random, n, y);
    absorb_one(gn_vec_sum(n, x));
    absorb_one(gn_vec_dot(n, x, y));
    absorb_one(gn_vec_max(n, x));
    absorb_one(gn_vec_max_abs(n, x));
    gn_vec_add(n, x, y);
    gn_vec_mul(n, x, y);
    gn_vec_axpy(n, 0.3f, x, y);
    gn_vec_scale(n, 17.3f, y, y);
    absorb(n, y);
    gn_rows_softmax(1, n, y, z);
    absorb(n, z);
    gn_rows_log_sum_exp(1, n, y, z);
    absorb_one(z[0]);
    gn_rows_sum(n / 3, 3, y, z);
    gn_rows_add(n / 3, 3, z, y);
    absorb(n, y);
  }
}

static void absorb_products(gn_random *random) {
  static const size_t sizes[][3] = {{1, 1, 1},    {4, 1, 2},    {4, 4, 2},     {1, 10, 128}, {32, 10, 128},
                                    {33, 17, 29}, {64, 64, 64}, {97, 41, 300}, {7, 1030, 5}, {13, 9, 784}};
  for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
    const size_t m = sizes[s][0], n = sizes[s][1], k = sizes[s][2];
    guarded a = guarded_new(m * k, 0), b = guarded_new(k * n, 0), c = guarded_new(m * n, 0);
    guarded scratch = guarded_new(gn_gemm_scratch(m, n, k), 0);
    randomize(random, m * k, a.data);
    randomize(random, k * n, b.data);
    gn_gemm_nn(m, n, k, a.data, k, b.data, n, c.data, n, false, scratch.data);
    absorb(m * n, c.data);
    gn_gemm_tn(m, n, k, a.data, m, b.data, n, c.data, n, true, scratch.data);
    absorb(m * n, c.data);
    gn_gemm_nt(m, n, k, a.data, k, b.data, k, c.data, n, true, scratch.data);
    absorb(m * n, c.data);
    guarded_free(&a), guarded_free(&b), guarded_free(&c), guarded_free(&scratch);
  }
}

/* x, w, dz and what comes of them, for windows that conv.c computes in different ways, and channel by
 * channel. */
enum { IMAGE = 9 * 9 * 12, WEIGHTS = 25 * 12 * 16, MAPS = 9 * 9 * 16, BATCH = 5 };
typedef struct sums {
  float x[BATCH * IMAGE], w[WEIGHTS], dz[BATCH * MAPS], z[BATCH * MAPS], dw[WEIGHTS], dx[BATCH * IMAGE];
} sums;

static void absorb_sums(const gn_window *window, size_t channels, size_t filters, size_t weights,
                        const sums *s) {
  absorb(BATCH * window->y.out * window->x.out * filters, s->z);
  absorb(window->y.size * window->x.size * weights, s->dw);
  absorb(BATCH * window->y.in * window->x.in * channels, s->dx);
}

static void absorb_convolution(const gn_conv *c, sums *s) {
  guarded scratch = guarded_new(gn_conv_scratch(c, BATCH), 0);
  gn_conv_forward(c, BATCH, s->x, s->w, s->dz, s->z, scratch.data);
  gn_conv_weights(c, BATCH, s->x, s->dz, s->dw, scratch.data);
  gn_conv_inputs(c, BATCH, s->dz, s->w, s->dx, scratch.data);
  absorb_sums(&c->window, c->channels, c->filters, c->channels * c->filters, s);
  guarded_free(&scratch);
}

static void absorb_depthwise(const gn_depthwise *d, sums *s) {
  const size_t filters = d->channels * d->multiplier;
  gn_depthwise_forward(d, BATCH, s->x, s->w, s->dz, s->z);
  gn_depthwise_weights(d, BATCH, s->x, s->dz, s->dw);
  gn_depthwise_inputs(d, BATCH, s->dz, s->w, s->dx);
  absorb_sums(&d->window, d->channels, filters, filters, s);
}

static void absorb_convolutions(gn_random *random) {
  static const gn_axis whole = {9, 9, 1, 1, 1, 0, 0}, same = {9, 9, 5, 1, 1, 2, 2},
                       valid = {9, 5, 5, 1, 1, 0, 0}, strided = {9, 5, 3, 2, 1, 1, 1},
                       spread = {9, 5, 3, 1, 2, 0, 0};
  static const gn_axis *const windows[][2] = {{&whole, &whole}, {&same, &same},     {&valid, &same},
                                              {&valid, &valid}, {&strided, &valid}, {&spread, &spread}};
  static const size_t widths[][2] = {{1, 6}, {3, 8}, {6, 16}, {12, 7}};
  static sums s;
  randomize(random, BATCH * IMAGE, s.x);
  randomize(random, WEIGHTS, s.w);
  randomize(random, BATCH * MAPS, s.dz);
  for (size_t v = 0; v < sizeof windows / sizeof windows[0]; v++) {
    const gn_window window = {*windows[v][0], *windows[v][1]};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
      absorb_convolution(&(gn_conv){window, widths[i][0], widths[i][1]}, &s);
    absorb_depthwise(&(gn_depthwise){window, 6, 1}, &s);
    absorb_depthwise(&(gn_depthwise){window, 5, 3}, &s);
  }
}

static void absorb_random(gn_random *random) {
  for (int i = 0; i < 10000; i++) {
    absorb_one(gn_random_normal(random));
    absorb_one((float)gn_random_below(random, 1000003));
  }
}

int main(void) {
  gn_random random = gn_random_stream(3, GN_RANDOM_WEIGHTS, 0, 0);
  absorb_elementary();
  absorb_vectors(&random);
  absorb_products(&random);
  absorb_random(&random);
  absorb_convolutions(&random);
  printf("hash %016llx\n", (unsigned long long)hash);
  CHECK(hash == EXPECTED);
  return report();
}
