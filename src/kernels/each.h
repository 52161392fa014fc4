/* each.h: a four-lane function applied along arrays; the last few numbers go through a padded vector or one
 * by one in all lanes, so that every number meets the same instructions wherever it stands.
 */
#ifndef GN_EACH_H
#define GN_EACH_H

#include "simd.h"

enum { GN_PAIR = 2 * GN_LANES };

/* y[i] = f(x[i]) for whole pairs of vectors: the long chains of dependent operations in f overlap. */
GN_INLINE void gn_each(size_t n, const float *x, float *y, gn_f4 (*f)(gn_f4 x)) {
  for (size_t i = 0; i < n; i += GN_PAIR) {
    const gn_f4 first = f(gn_load(x + i)), second = f(gn_load(x + i + GN_LANES));
    gn_store(y + i, first);
    gn_store(y + i + GN_LANES, second);
  }
}

/* The same for any n, by such a loop over whole pairs: the code of f, which may be long, is there only once.
 */
void gn_in_pairs(size_t n, const float *x, float *y, void (*loop)(size_t n, const float *x, float *y));

/* y[i] = f(a, x[i], y[i]) */
GN_INLINE void gn_each_pair(size_t n, float a, const float *x, float *y,
                            gn_f4 (*f)(gn_f4 a, gn_f4 x, gn_f4 y)) {
  const gn_f4 factor = gn_splat(a);
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES) gn_store(y + i, f(factor, gn_load(x + i), gn_load(y + i)));
  for (; i < n; i++) y[i] = gn_first_lane(f(factor, gn_load_splat(x + i), gn_load_splat(y + i)));
}

#endif
