/* exp, log, sigmoid and tanh are as exact as vec.h says, over all floats. */
#include "check.h"
#include "floats.h"
#include "kernels/vec.h"

static double sigmoid(double x) { return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)); }

/* How far y is from the true value, in units of the last place of a float there. */
static double ulps(float y, double truth) {
  if (isnan(truth)) return isnan(y) ? 0 : INFINITY;
  if (is_same(y, (float)truth)) return 0;
  if (isinf(y)) return fabs(truth) > 0x1.fffffcp127 ? 1 : INFINITY; /* rounding up at the very end */
  int exponent;
  frexp(truth, &exponent);
  return fabs((double)y - truth) / ldexp(1, exponent - 24 < -149 ? -149 : exponent - 24);
}

typedef struct function {
  const char *name;
  void (*along)(size_t n, const float *x, float *y);
  float (*of)(float x);
  double (*truth)(double x);
  double bound;
  bool odd;
} function;

static const function functions[] = {
    {"exp", gn_vec_exp, gn_expf, exp, 2, false},
    {"log", gn_vec_log, gn_logf, log, 2, false},
    {"sigmoid", gn_vec_sigmoid, gn_sigmoidf, sigmoid, 4, false},
    {"tanh", gn_vec_tanh, gn_tanhf, tanh, 8, true},
};

enum { STEP = 97, BLOCK = 1021 }; /* neither even, so that all places in a vector meet all kinds of bits */

static void check_block(const function *f, uint32_t first, uint32_t step, double *most, float *where) {
  float x[BLOCK], y[BLOCK], opposite[BLOCK];
  for (uint32_t i = 0; i < BLOCK; i++) x[i] = float_of(first + i * step);
  f->along(BLOCK, x, y);
  for (uint32_t i = 0; i < BLOCK; i++) opposite[i] = -x[i];
  f->along(BLOCK, opposite, opposite);
  bool same = true, odd = true;
  for (uint32_t i = 0; i < BLOCK; i++) {
    const double error = ulps(y[i], f->truth(x[i]));
    if (error > *most) *most = error, *where = x[i];
    same = same && is_same(y[i], f->of(x[i]));
    odd = odd && is_same(y[i], -opposite[i]);
  }
  CHECK(same);
  CHECK(odd || !f->odd);
}

/* Around these, every float. */
static const float special[] = {0.0f,       -0.0f,     INFINITY,  -INFINITY, NAN,      0x1p-149f,
                                -0x1p-149f, 0x1p-126f, 1.0f,      -1.0f,     88.73f,   -87.34f,
                                -103.9f,    -104.0f,   9.078125f, -9.02f,    0.70711f, 1.414214f,
                                0.5f,       -100.0f,   17.33f,    -16.6f,    0x1p127f, -88.0f};

static void check_function(const function *f) {
  double most = 0;
  float where = 0;
  for (uint64_t first = 0; first <= UINT32_MAX; first += (uint64_t)STEP * BLOCK)
    check_block(f, (uint32_t)first, STEP, &most, &where);
  for (size_t i = 0; i < sizeof special / sizeof special[0]; i++)
    check_block(f, bits_of(special[i]) - BLOCK / 2, 1, &most, &where);
  printf("%-8s at most %.3f ulp, at %a = %g\n", f->name, most, where, where);
  CHECK(most <= f->bound);
}

static void check_single_values(void) {
  CHECK(is_same(gn_expf(0), 1) && is_same(gn_expf(-INFINITY), 0) && is_same(gn_expf(INFINITY), INFINITY));
  CHECK(gn_expf(-103.9f) > 0 && is_same(gn_expf(-104), 0) && is_same(gn_expf(88.73f), INFINITY));
  CHECK(is_same(gn_logf(1), 0) && is_same(gn_logf(0), -INFINITY) && is_same(gn_logf(-0.0f), -INFINITY));
  CHECK(isnan(gn_logf(-0x1p-149f)) && isnan(gn_logf(-INFINITY)) && is_same(gn_logf(INFINITY), INFINITY));
  CHECK(is_same(gn_sigmoidf(0), 0.5f) && is_same(gn_sigmoidf(INFINITY), 1) &&
        is_same(gn_sigmoidf(-INFINITY), 0));
  CHECK(gn_sigmoidf(-100) > 0 && gn_sigmoidf(-100) < 0x1p-126f);
  CHECK(is_same(gn_tanhf(0x1p-149f), 0x1p-149f) && is_same(gn_tanhf(-0.0f), -0.0f));
  CHECK(is_same(gn_tanhf(INFINITY), 1) && is_same(gn_tanhf(-INFINITY), -1));
  CHECK(isnan(gn_expf(NAN)) && isnan(gn_logf(NAN)) && isnan(gn_sigmoidf(NAN)) && isnan(gn_tanhf(NAN)));
}

int main(void) {
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) check_function(&functions[i]);
  check_single_values();
  return report();
}
