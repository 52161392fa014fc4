/* distributions.h: weights drawn from a uniform or a normal distribution, in the order they lie in memory. */
#ifndef GN_DISTRIBUTIONS_H
#define GN_DISTRIBUTIONS_H

#include <math.h>
#include <stddef.h>

#include "../random.h"

static inline void gn_draw_uniform(double low, double high, gn_random *random, size_t count, float *w) {
  for (size_t i = 0; i < count; i++) w[i] = (float)(low + (high - low) * (double)gn_random_uniform(random));
}

/* Not truncated: the deviation is the one asked for. */
static inline void gn_draw_normal(double mean, double deviation, gn_random *random, size_t count, float *w) {
  for (size_t i = 0; i < count; i++) w[i] = (float)(mean + deviation * (double)gn_random_normal(random));
}

/* Of mean 0 and the given variance; uniform on ±√(3·variance). */
static inline void gn_draw_uniform_of_variance(double variance, gn_random *random, size_t count, float *w) {
  const double limit = sqrt(3 * variance);
  gn_draw_uniform(-limit, limit, random, count, w);
}

static inline void gn_draw_normal_of_variance(double variance, gn_random *random, size_t count, float *w) {
  gn_draw_normal(0, sqrt(variance), random, count, w);
}

#endif
