/* power.h: powers and a cosine in double precision, the same bits everywhere, which libm's do not promise. */
#ifndef GN_POWER_H
#define GN_POWER_H

#include <stdint.h>

/* baseᵗ by repeated squaring. */
double gn_power(double base, uint64_t t);

/* cos πx for 0 ≤ x ≤ 1, as sin u with u = π(½ − x): |u| ≤ π/2, where eleven terms of the series
 * u − u³/3! + u⁵/5! − … leave an error below 10⁻¹⁶. */
static inline double gn_cos_pi(double x) {
  const double u = 3.14159265358979323846 * (0.5 - x);
  double term = u, sum = u;
  for (int k = 2; k <= 22; k += 2) {
    term *= -u * u / (k * (k + 1));
    sum += term;
  }
  return sum;
}

#endif
