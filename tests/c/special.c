/* special.c: the functions of kernels/special.h against the C library in double precision. */
#include <math.h>

#include "check.h"
#include "kernels/special.h"

static double relative(double got, double expected) { return fabs(got - expected) / fabs(expected); }

static void normal_distribution_is_right_to_its_tail(void) {
  const double root_half = sqrt(0.5), root_two_pi = sqrt(2 * acos(-1));
  double worst = 0, worst_density = 0;
  for (int i = -1200; i <= 800; i++) {
    const float x = (float)i * 0.01f;
    float density, distribution;
    gn_block_normal(1, &x, &density, &distribution);
    worst = fmax(worst, relative(distribution, 0.5 * erfc(-(double)x * root_half)));
    worst_density = fmax(worst_density, relative(density, exp(-0.5 * (double)x * (double)x) / root_two_pi));
  }
  /* Most of it is the rounding of x²/2, which the exponential turns into a relative error. */
  CHECK_NEAR(worst, 0, 6e-6);
  CHECK_NEAR(worst_density, 0, 6e-6);
}

static void log1p_keeps_its_digits_near_zero(void) {
  double worst = 0;
  for (float x = 1e-30f; x < 1e6f; x *= 1.07f)
    for (int sign = -1; sign <= 1; sign += 2) {
      const float argument = (float)sign * x;
      float y;
      if (argument <= -1) continue;
      gn_block_log1p(1, &argument, &y);
      worst = fmax(worst, relative(y, log1p((double)argument)));
    }
  CHECK_NEAR(worst, 0, 5e-7);
  const float edge[2] = {-1, NAN};
  float y[2];
  gn_block_log1p(2, edge, y);
  CHECK(isinf(y[0]) && y[0] < 0 && isnan(y[1]));
}

int main(void) {
  normal_distribution_is_right_to_its_tail();
  log1p_keeps_its_digits_near_zero();
  return report();
}
