/* each.h: a four-lane function applied along arrays; the last few numbers go through a padded vector or one
 * by one in all lanes, so that every number meets the same instructions wherever it stands.
 */
#ifndef GN_EACH_H
#define GN_EACH_H

#include "simd.h"

/* y[i] = f(x[i]) by whole vectors. */
GN_INLINE void gn_each(size_t n, const float *x, float *y, gn_f4 (*f)(gn_f4 x)) {
  for (size_t i = 0; i < n; i += GN_LANES) gn_store(y + i, f(gn_load(x + i)));
}

/* The same for any n, by such a loop over whole vectors: the code of f, which may be long, is there only
 * once. */
void gn_in_vectors(size_t n, const float *x, float *y, void (*loop)(size_t n, const float *x, float *y));

/* gn_load_part and gn_store_part as calls: for the end of an array, where they are not worth their code. */
gn_f4 gn_load_end(const float *x, size_t count, float rest);
void gn_store_end(float *y, size_t count, gn_f4 v);

/* y[i] = f(a, x[i], y[i]) */
GN_INLINE void gn_each_pair(size_t n, float a, const float *x, float *y,
                            gn_f4 (*f)(gn_f4 a, gn_f4 x, gn_f4 y)) {
  const gn_f4 factor = gn_splat(a);
  size_t i = 0;
  for (; i + GN_LANES <= n; i += GN_LANES) gn_store(y + i, f(factor, gn_load(x + i), gn_load(y + i)));
  for (; i < n; i++) y[i] = gn_first_lane(f(factor, gn_load_splat(x + i), gn_load_splat(y + i)));
}

#endif
