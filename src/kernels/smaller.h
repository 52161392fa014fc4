/* smaller.h: the smaller of two counts, as where the last piece of something is not a whole one. */
#ifndef GN_SMALLER_H
#define GN_SMALLER_H

#include <stddef.h>

static inline size_t gn_smaller(size_t a, size_t b) { return a < b ? a : b; }

#endif
