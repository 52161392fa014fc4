/* gemm_tile.h: the innermost part of a matrix product, and how its operands are laid out for it. */
#ifndef GN_GEMM_TILE_H
#define GN_GEMM_TILE_H

#include <stdbool.h>
#include <stddef.h>

/* A tile of C is 4 × 8: eight vectors of sums, two of B, one of A and a product. V8 has 15 registers for
 * them: a tile of 6 rows needs 16 and sends one sum through memory, which halves the speed of processors
 * that do not forward a store in no time (AMD Zen 4: 28 Gflop/s against 41; no difference on Intel). */
enum { GN_TILE_ROWS = 4, GN_TILE_COLUMNS = 8 };

/* C [4][8] = or += Σ_p a[p][i]·b[p][j], from packed panels a [depth][4] and b [depth][8]. */
void gn_gemm_tile(size_t depth, const float *a, const float *b, float *c, size_t ldc, bool accumulate);

/* A or B as the product walks it: `lane` floats from one row of A (column of B) to the next, `depth` floats
 * from one term of the sum to the next. One of the two is 1. */
typedef struct gn_gemm_operand {
  const float *data;
  size_t lane, depth;
} gn_gemm_operand;

/* C or C += A·B without packing, over the whole depth as one sum. */
void gn_gemm_direct(size_t m, size_t n, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                    size_t ldc, bool accumulate);

/* Copies `lanes` rows of A into panels [depth][4], columns of B into panels [depth][8], one panel after
 * the other; the last one is filled up with zeros. */
void gn_gemm_pack_a(gn_gemm_operand a, size_t lanes, size_t depth, float *panels);
void gn_gemm_pack_b(gn_gemm_operand b, size_t lanes, size_t depth, float *panels);

#endif
