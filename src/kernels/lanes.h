/* lanes.h: rows of any width by vectors. A row of four or more goes four at a time, its last four overlapping
 * those before where the width is no multiple of four: to write a number twice is cheaper than to treat the
 * rest by itself. Rows of one to three go number by number, in all lanes at once.
 *
 *   const size_t lanes = gn_lanes_of(width);
 *   for (size_t c = 0; c < width; c = gn_lanes_after(c, width, lanes)) …
 */
#ifndef GN_LANES_H
#define GN_LANES_H

#include "simd.h"

GN_INLINE size_t gn_lanes_of(size_t width) { return width < GN_LANES ? 1 : GN_LANES; }

GN_INLINE size_t gn_lanes_after(size_t c, size_t width, size_t lanes) {
  const size_t next = c + lanes;
  return next >= width || next + lanes <= width ? next : width - lanes;
}

GN_INLINE gn_f4 gn_lanes_load(const float *x, size_t lanes) {
  return lanes == GN_LANES ? gn_load(x) : gn_load_splat(x);
}
GN_INLINE void gn_lanes_store(float *y, gn_f4 v, size_t lanes) {
  if (lanes == GN_LANES)
    gn_store(y, v);
  else
    *y = gn_first_lane(v);
}

#endif
