/* window.h: where a window lies over an image, along each of its two axes.
 *
 *   window o covers the input's positions o·stride − before + k·dilation, k = 0 … size − 1;
 *   those outside 0 … in − 1 are padding.
 */
#ifndef GN_WINDOW_H
#define GN_WINDOW_H

#include <stddef.h>

typedef struct gn_axis {
  size_t in, out;                /* positions of the input, and of the window */
  size_t size, stride, dilation; /* of the window */
  size_t before, after;          /* positions of padding */
} gn_axis;

typedef struct gn_window {
  gn_axis y, x;
} gn_window;

/* From the window's first position to behind its last. */
static inline size_t gn_axis_extent(const gn_axis *a) { return (a->size - 1) * a->dilation + 1; }

#endif
