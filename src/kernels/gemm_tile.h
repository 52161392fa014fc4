/* gemm_tile.h: the parts of a matrix product, and how its operands are laid out for them. */
#ifndef GN_GEMM_TILE_H
#define GN_GEMM_TILE_H

#include <stdbool.h>
#include <stddef.h>

/* A or B as the product walks it: `lane` floats from one row of A (column of B) to the next, `depth` floats
 * from one term of the sum to the next. In memory one of the two is 1. */
typedef struct gn_gemm_operand {
  const float *data;
  size_t lane, depth;
} gn_gemm_operand;

/* The same, from another lane and another term on. */
static inline gn_gemm_operand gn_gemm_from(gn_gemm_operand x, size_t lane, size_t depth) {
  x.data += lane * x.lane + depth * x.depth;
  return x;
}

/* Four lanes or more are cut into panels of at most twelve, so that each has four: 13 are 8 + 5. A panel that
 * has been packed is an operand too: [depth][12]. */
enum { GN_PANEL = 12, GN_PANEL_LEAST = 4 };

static inline size_t gn_gemm_panel(size_t lanes) {
  return lanes <= GN_PANEL                    ? lanes
         : lanes <= GN_PANEL + GN_PANEL_LEAST ? GN_PANEL - GN_PANEL_LEAST
                                              : GN_PANEL;
}

/* How many panels at most so many lanes become. */
static inline size_t gn_gemm_panels(size_t lanes) { return lanes / GN_PANEL + 1; }

/* Copies lanes into panels [depth][12], one after the other. */
void gn_gemm_pack(gn_gemm_operand x, size_t lanes, size_t depth, float *panels);
static inline gn_gemm_operand gn_gemm_packed(const float *panel) {
  return (gn_gemm_operand){panel, 1, GN_PANEL};
}

/* Four lanes whose depth is contiguous, to the first four of each row of a panel [depth][width]. */
void gn_gemm_transpose(gn_gemm_operand x, size_t depth, size_t width, float *panel);

/* C or C += A·B over the whole depth as one sum, where C has at most one panel of columns, and those of B are
 * contiguous. */
void gn_gemm_columns(size_t columns, size_t rows, size_t depth, gn_gemm_operand a, gn_gemm_operand b,
                     float *c, size_t ldc, bool accumulate);

/* The same for any C and B. */
void gn_gemm_direct(size_t m, size_t n, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                    size_t ldc, bool accumulate);

#endif
