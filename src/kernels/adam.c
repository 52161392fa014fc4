#include "adam.h"
#include "simd.h"

#include <stdbool.h>

typedef struct numbers {
  gn_f4 beta1, intake1, beta2, intake2, minus_rate, unbias, epsilon, shrink, decay, floor;
} numbers;

/* Four weights. Without decay, g + 0·w and 1·w are left out: the roots and divisions keep one unit busy for
 * most of the time, and this arithmetic the others. */
GN_INLINE void step(const numbers *c, bool decays, const float *gradient, float *w, float *m, float *v) {
  const gn_f4 before = gn_load(w);
  const gn_f4 g = decays ? gn_madd(c->decay, before, gn_load(gradient)) : gn_load(gradient);
  const gn_f4 mean = gn_madd(c->beta1, gn_load(m), gn_madd(c->intake1, g, c->floor));
  const gn_f4 square = gn_madd(c->beta2, gn_load(v), gn_madd(gn_mul(c->intake2, g), g, c->floor));
  const gn_f4 spread = gn_madd(gn_sqrt(square), c->unbias, c->epsilon);
  gn_store(m, mean);
  gn_store(v, square);
  gn_store(w, gn_madd(c->minus_rate, gn_div(mean, spread), decays ? gn_mul(c->shrink, before) : before));
}

void gn_adam_loop(const gn_adam *a, size_t count, const float *g, float *w, float *m, float *v) {
  const numbers c = {.beta1 = gn_splat(a->beta1),
                     .intake1 = gn_splat(a->intake1),
                     .beta2 = gn_splat(a->beta2),
                     .intake2 = gn_splat(a->intake2),
                     .minus_rate = gn_splat(-a->rate),
                     .unbias = gn_splat(a->unbias),
                     .epsilon = gn_splat(a->epsilon),
                     .shrink = gn_splat(a->shrink),
                     .decay = gn_splat(a->decay),
                     .floor = gn_splat(a->floor)};
  size_t i = 0;
  if (a->decay == 0 && a->shrink == 1)
    for (; i < count; i += GN_LANES) step(&c, false, g + i, w + i, m + i, v + i);
  for (; i < count; i += GN_LANES) step(&c, true, g + i, w + i, m + i, v + i);
}
