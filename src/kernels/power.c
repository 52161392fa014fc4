/* power.c: powers (power.h). */
#include "power.h"

double gn_power(double base, uint64_t t) {
  double result = 1;
  for (; t > 0; t >>= 1, base *= base)
    if (t & 1) result *= base;
  return result;
}
