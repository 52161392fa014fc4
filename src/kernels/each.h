/* each.h: a four-lane function applied along arrays; the last few numbers go through a padded vector, so
 * that every number meets the same instructions wherever it stands.
 */
#ifndef GN_EACH_H
#define GN_EACH_H

#include "simd.h"

/* y[i] = f(x[i]), two vectors a turn: the long chains of dependent operations in f overlap. */
GN_INLINE void gn_each(size_t n, const float *x, float *y, gn_f4 (*f)(gn_f4 x)) {
  size_t i = 0;
  for (; i + 2 * GN_LANES <= n; i += 2 * GN_LANES) {
    const gn_f4 first = f(gn_load(x + i)), second = f(gn_load(x + i + GN_LANES));
    gn_store(y + i, first);
    gn_store(y + i + GN_LANES, second);
  }
  for (; i + GN_LANES <= n; i += GN_LANES) gn_store(y + i, f(gn_load(x + i)));
  if (i < n) gn_store_part(y + i, n - i, f(gn_load_part(x + i, n - i, 0)));
}

/* y[i] = f(a, x[i], y[i]) */
GN_INLINE void gn_each_pair(size_t n, float a, const float *x, float *y,
                            gn_f4 (*f)(gn_f4 a, gn_f4 x, gn_f4 y)) {
  const gn_f4 factor = gn_splat(a);
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES) gn_store(y + i, f(factor, gn_load(x + i), gn_load(y + i)));
  if (i < n) {
    const size_t rest = n - i;
    gn_store_part(y + i, rest, f(factor, gn_load_part(x + i, rest, 0), gn_load_part(y + i, rest, 0)));
  }
}

#endif
