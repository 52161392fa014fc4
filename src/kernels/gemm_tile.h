/* gemm_tile.h: the innermost part of a matrix product, and how its operands are laid out for it. */
#ifndef GN_GEMM_TILE_H
#define GN_GEMM_TILE_H

#include <stdbool.h>
#include <stddef.h>

/* A tile of C is 6 × 8: twelve vectors of sums, two of B and one of A are all that V8 has registers for. */
enum { GN_TILE_ROWS = 6, GN_TILE_COLUMNS = 8 };

/* C [6][8] = or += Σ_p a[p][i]·b[p][j], from packed panels a [depth][6] and b [depth][8]. */
void gn_gemm_tile(size_t depth, const float *a, const float *b, float *c, size_t ldc, bool accumulate);

/* A or B as the product walks it: `lane` floats from one row of A (column of B) to the next, `depth` floats
 * from one term of the sum to the next. One of the two is 1. */
typedef struct gn_gemm_operand {
  const float *data;
  size_t lane, depth;
} gn_gemm_operand;

/* Copies `lanes` rows of A into panels [depth][6], columns of B into panels [depth][8], one panel after
 * the other; the last one is filled up with zeros. */
void gn_gemm_pack_a(gn_gemm_operand a, size_t lanes, size_t depth, float *panels);
void gn_gemm_pack_b(gn_gemm_operand b, size_t lanes, size_t depth, float *panels);

#endif
