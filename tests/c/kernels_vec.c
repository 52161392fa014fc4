/* vec.h against plain loops: all lengths up to 40, all alignments, nothing touched outside. */
#include "check.h"
#include "floats.h"
#include "kernels/vec.h"

enum { LONGEST = 40, SHIFTS = 4 };

static gn_random stream;

/* ---- y = f(x, y), number by number ------------------------------------------------------------------ */

static const float A = 0.37f;

static void fill(size_t n, const float *x, float *y) { (void)x, gn_vec_fill(n, A, y); }
static void axpy(size_t n, const float *x, float *y) { gn_vec_axpy(n, A, x, y); }
static void scale(size_t n, const float *x, float *y) { gn_vec_scale(n, A, x, y); }
static void sum_of(size_t n, const float *x, float *y) { gn_vec_sum_of(n, x, y, y); }
static void product_of(size_t n, const float *x, float *y) { gn_vec_product_of(n, x, y, y); }

static float plain_fill(float x, float y) { return (void)x, (void)y, A; }
static float plain_copy(float x, float y) { return (void)y, x; }
static float plain_add(float x, float y) { return y + x; }
static float plain_axpy(float x, float y) { return A * x + y; }
static float plain_scale(float x, float y) { return (void)y, A * x; }
static float plain_mul(float x, float y) { return y * x; }
static float plain_relu(float x, float y) { return (void)y, x < 0 ? 0 : x; }
static float plain_exp(float x, float y) { return (void)y, gn_expf(x); }
static float plain_log(float x, float y) { return (void)y, gn_logf(x); }
static float plain_sigmoid(float x, float y) { return (void)y, gn_sigmoidf(x); }
static float plain_tanh(float x, float y) { return (void)y, gn_tanhf(x); }

static const struct elementwise {
  const char *name;
  void (*along)(size_t n, const float *x, float *y);
  float (*plain)(float x, float y);
} elementwise[] = {
    {"fill", fill, plain_fill},
    {"copy", gn_vec_copy, plain_copy},
    {"add", gn_vec_add, plain_add},
    {"axpy", axpy, plain_axpy},
    {"scale", scale, plain_scale},
    {"mul", gn_vec_mul, plain_mul},
    {"relu", gn_vec_relu, plain_relu},
    {"exp", gn_vec_exp, plain_exp},
    {"log", gn_vec_log, plain_log},
    {"sigmoid", gn_vec_sigmoid, plain_sigmoid},
    {"tanh", gn_vec_tanh, plain_tanh},
    {"sum_of", sum_of, plain_add},
    {"product_of", product_of, plain_mul},
};

static void check_elementwise(const struct elementwise *e, size_t n, size_t shift_x, size_t shift_y,
                              bool in_place) {
  guarded x = guarded_new(n, shift_x), y = guarded_new(n, shift_y);
  float before_x[LONGEST], before_y[LONGEST];
  randomize(&stream, n, x.data);
  randomize(&stream, n, y.data);
  memcpy(before_x, x.data, n * sizeof(float));
  memcpy(before_y, in_place ? x.data : y.data, n * sizeof(float));
  const float *result = in_place ? x.data : y.data;
  e->along(n, x.data, in_place ? x.data : y.data);

  bool same = guarded_is_intact(&x) && guarded_is_intact(&y);
  for (size_t i = 0; i < n; i++) {
    same = same && is_same(result[i], e->plain(before_x[i], before_y[i]));
    same = same && (in_place || is_same(x.data[i], before_x[i]));
  }
  CHECK(same);
  if (!same) fprintf(stderr, "  %s of %zu at %zu, %zu\n", e->name, n, shift_x, shift_y);
  guarded_free(&x), guarded_free(&y);
}

/* ---- Reductions ------------------------------------------------------------------------------------- */

/* The order that vec.h fixes. */
static float plain_dot(size_t n, const float *x, const float *y) {
  float sum[4] = {0};
  for (size_t i = 0; i < n; i++) sum[i % 4] += x[i] * (y ? y[i] : 1);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

static void check_reductions(size_t n, size_t shift_x, size_t shift_y) {
  guarded x = guarded_new(n, shift_x), y = guarded_new(n, shift_y);
  randomize(&stream, n, x.data);
  randomize(&stream, n, y.data);
  CHECK(is_same(gn_vec_sum(n, x.data), plain_dot(n, x.data, NULL)));
  CHECK(is_same(gn_vec_dot(n, x.data, y.data), plain_dot(n, x.data, y.data)));
  float most = n > 0 ? x.data[0] : 0, most_abs = 0;
  for (size_t i = 0; i < n; i++) most = fmaxf(most, x.data[i]), most_abs = fmaxf(most_abs, fabsf(x.data[i]));
  if (n > 0) CHECK(is_same(gn_vec_max(n, x.data), most));
  CHECK(is_same(gn_vec_max_abs(n, x.data), most_abs));
  CHECK(gn_vec_is_finite(n, x.data));
  for (size_t i = 0; i < n; i++) { /* one number at each place that is not */
    const float kept = x.data[i];
    x.data[i] = -INFINITY;
    CHECK(is_same(gn_vec_max_abs(n, x.data), INFINITY) && !gn_vec_is_finite(n, x.data));
    x.data[(i + 1) % n] = NAN;
    CHECK(isnan(gn_vec_max_abs(n, x.data)) && !gn_vec_is_finite(n, x.data));
    CHECK(!gn_vec_is_within(n, x.data, INFINITY));
    x.data[(i + 1) % n] = 0, x.data[i] = kept;
    x.data[i] = -3;
    CHECK(gn_vec_is_within(n, x.data, 3) && !gn_vec_is_within(n, x.data, 2.9f));
    x.data[i] = 2;
    CHECK(is_same(gn_vec_max(n, x.data), 2));
    x.data[i] = kept;
  }
  CHECK(guarded_is_intact(&x) && guarded_is_intact(&y));
  guarded_free(&x), guarded_free(&y);
}

/* All numbers below 0: what fills up the last vector must not count as 0. */
static void check_negative_max(size_t n) {
  float x[LONGEST];
  for (size_t i = 0; i < n; i++) x[i] = -1 - (float)i;
  CHECK(is_same(gn_vec_max(n, x), -1));
}

/* One number too large, in whichever piece of a long array, beside others that are not small. */
static void check_within_long(void) {
  enum { LONG = 3 * 4096 + 7 };
  static float x[LONG];
  for (size_t i = 0; i < LONG; i++) x[i] = i % 2 ? 1.9f : -2.1f;
  for (size_t i = 0; i < LONG; i += 511) {
    CHECK(gn_vec_is_within(LONG, x, 2.1f));
    const float kept = x[i];
    x[i] = -2.2f;
    CHECK(!gn_vec_is_within(LONG, x, 2.1f) && gn_vec_is_within(LONG, x, 2.2f));
    x[i] = kept;
  }
}

/* Down to the smallest number, at each place, of both signs. */
static void check_flush(size_t n, size_t shift_x, size_t shift_y) {
  static const float small[] = {0, FLT_MIN, 0.5f * FLT_MIN, FLT_TRUE_MIN, 1, FLT_MAX, INFINITY, NAN};
  enum { KINDS = sizeof small / sizeof small[0] };
  for (size_t first = 0; first < 2 * KINDS; first++) {
    guarded x = guarded_new(n, shift_x), y = guarded_new(n, shift_y);
    bool some = false, right = true;
    for (size_t i = 0; i < n; i++) {
      const float v = i == first % n ? small[first % KINDS] : 1 + (float)i;
      x.data[i] = first < KINDS ? v : -v;
      some |= fpclassify(v) == FP_SUBNORMAL;
    }
    CHECK(gn_vec_flush(n, x.data, NULL) == some);
    CHECK(gn_vec_flush(n, x.data, y.data) == some);
    for (size_t i = 0; i < n; i++) {
      const bool is_small = fpclassify(x.data[i]) == FP_SUBNORMAL;
      right = right && is_same(y.data[i], is_small ? copysignf(0, x.data[i]) : x.data[i]);
    }
    CHECK(right && guarded_is_intact(&x) && guarded_is_intact(&y));
    guarded_free(&x), guarded_free(&y);
  }
}

/* ---- Rows ------------------------------------------------------------------------------------------- */

static void check_rows(size_t rows, size_t width, size_t shift, float range) {
  guarded z = guarded_new(rows * width, shift), a = guarded_new(rows * width, 1),
          bias = guarded_new(width, 2);
  guarded sum = guarded_new(width, shift), lse = guarded_new(rows, 3);
  randomize(&stream, rows * width, z.data);
  randomize(&stream, width, bias.data);
  gn_vec_scale(rows * width, range, z.data, z.data);

  gn_rows_softmax(rows, width, z.data, a.data);
  gn_rows_log_sum_exp(rows, width, z.data, lse.data);
  for (size_t r = 0; r < rows; r++) {
    const float *row = z.data + r * width;
    double most = -INFINITY, total = 0;
    for (size_t i = 0; i < width; i++) most = fmax(most, row[i]);
    for (size_t i = 0; i < width; i++) total += exp(row[i] - most);
    CHECK_NEAR(lse.data[r], most + log(total), 1e-6 * (1 + fabs(most)));
    for (size_t i = 0; i < width; i++) {
      const double below = most - row[i], truth = exp(-below) / total; /* the difference is rounded, too */
      CHECK_NEAR(a.data[r * width + i], truth, (8 + below) * 0x1p-24 * truth + 0x1p-149);
    }
  }

  gn_rows_sum(rows, width, z.data, sum.data);
  memcpy(a.data, z.data, rows * width * sizeof(float));
  gn_rows_add(rows, width, bias.data, a.data);
  for (size_t i = 0; i < width; i++) {
    float plain = 0;
    for (size_t r = 0; r < rows; r++) {
      plain += z.data[r * width + i];
      CHECK(is_same(a.data[r * width + i], z.data[r * width + i] + bias.data[i]));
    }
    CHECK(is_same(sum.data[i], plain));
  }

  memcpy(a.data, z.data, rows * width * sizeof(float));
  gn_rows_softmax(rows, width, a.data, a.data);
  gn_rows_softmax(rows, width, z.data, z.data);
  for (size_t i = 0; i < rows * width; i++) CHECK(is_same(a.data[i], z.data[i]));
  CHECK(guarded_is_intact(&z) && guarded_is_intact(&a) && guarded_is_intact(&bias));
  CHECK(guarded_is_intact(&sum) && guarded_is_intact(&lse));
  guarded_free(&z), guarded_free(&a), guarded_free(&bias), guarded_free(&sum), guarded_free(&lse);
}

static void check_far_logits(void) {
  const float z[] = {1000, -1000, 999, 1000, -INFINITY}, same[] = {-1000, -1000, -1000};
  float a[5], lse;
  gn_rows_softmax(1, 5, z, a);
  gn_rows_log_sum_exp(1, 5, z, &lse);
  CHECK(gn_vec_is_finite(5, a) && is_same(a[1], 0) && is_same(a[4], 0) && is_same(a[0], a[3]));
  CHECK_NEAR(lse, 1000 + log(2 + exp(-1)), 1e-4);
  gn_rows_softmax(1, 3, same, a);
  CHECK_NEAR(a[0], 1.0 / 3, 1e-7);
}

static void check_relu_of_special_values(void) {
  const float x[] = {NAN, -INFINITY, INFINITY, -0x1p-149f, 0x1p-149f};
  float y[5];
  gn_vec_relu(5, x, y);
  CHECK(isnan(y[0]) && is_same(y[1], 0) && is_same(y[2], INFINITY) && is_same(y[3], 0) &&
        is_same(y[4], x[4]));
}

/* Above, below and on the middle, of both; what lies behind the last must not count. */
static void check_sides(size_t n, float middle) {
  float x[LONGEST + 4], y[LONGEST + 4];
  size_t loose = 0, strict = 0;
  for (size_t i = 0; i < n + 4; i++) {
    x[i] = middle + (float)(int)(gn_random_below(&stream, 3) - 1) * (i % 5 == 4 ? INFINITY : 0.25f);
    y[i] = middle + (float)(int)(gn_random_below(&stream, 3) - 1);
    if (x[i] != x[i]) x[i] = middle; /* 0 · ∞ */
    const bool yes = y[i] > middle;
    if (i >= n) continue;
    loose += (x[i] > middle) == yes;
    strict += yes ? x[i] > middle : x[i] < middle;
  }
  CHECK(gn_vec_count_sides(n, x, y, middle, false) == loose);
  CHECK(gn_vec_count_sides(n, x, y, middle, true) == strict);
}

int main(void) {
  stream = gn_random_stream(2, GN_RANDOM_WEIGHTS, 0, 0);
  for (size_t n = 0; n <= LONGEST; n++) {
    for (size_t shift = 0; shift < SHIFTS * SHIFTS; shift++) {
      for (size_t e = 0; e < sizeof elementwise / sizeof elementwise[0]; e++) {
        check_elementwise(&elementwise[e], n, shift / SHIFTS, shift % SHIFTS, false);
        check_elementwise(&elementwise[e], n, shift / SHIFTS, shift % SHIFTS, true);
      }
      check_reductions(n, shift / SHIFTS, shift % SHIFTS);
      if (n > 0) check_flush(n, shift / SHIFTS, shift % SHIFTS);
    }
    if (n > 0) check_negative_max(n);
    check_sides(n, 0);
    check_sides(n, 0.5f);
    for (size_t rows = 0; n > 0 && rows <= 5; rows++) {
      check_rows(rows, n, rows % SHIFTS, 1);
      check_rows(rows, n, rows % SHIFTS, 60);
    }
  }
  check_within_long();
  check_far_logits();
  check_relu_of_special_values();
  return report();
}
