/* shape.h: the sizes of a tensor, batch left out. */
#ifndef GN_SHAPE_H
#define GN_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GN_RANK_MAX = 5 };

typedef struct gn_shape {
  int32_t rank;
  int32_t size[GN_RANK_MAX]; /* outermost first: [height, width, channels] */
} gn_shape;

/* The product of the sizes: how many numbers a tensor of that shape holds. It is held below
 * 2^28 when a shape is made (decode.c, plan.c), so this cannot overflow. */
static inline size_t gn_shape_count(const gn_shape *shape) {
  size_t count = 1;
  for (int32_t i = 0; i < shape->rank; i++) count *= (size_t)shape->size[i];
  return count;
}

/* The innermost size: features or channels. */
static inline size_t gn_shape_width(const gn_shape *shape) {
  return shape->rank > 0 ? (size_t)shape->size[shape->rank - 1] : 1;
}

#endif
