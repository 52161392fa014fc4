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

/* The part of window o that lies over the input: k from … to − 1, beginning at position `first` of it.
 * Empty (from = to) where a dilated window has nothing but padding under it. */
typedef struct gn_cover {
  size_t from, to, first;
} gn_cover;

static inline gn_cover gn_axis_cover(const gn_axis *a, size_t o) {
  const size_t start = o * a->stride; /* counted from the first position of padding */
  const size_t end = a->before + a->in;
  const size_t from = start >= a->before ? 0 : (a->before - start + a->dilation - 1) / a->dilation;
  size_t to = start >= end ? 0 : (end - start + a->dilation - 1) / a->dilation;
  if (to > a->size) to = a->size;
  if (from >= to) return (gn_cover){0, 0, 0};
  return (gn_cover){from, to, start + from * a->dilation - a->before};
}

#endif
