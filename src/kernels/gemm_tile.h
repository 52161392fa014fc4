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

/* Sums are added up over blocks of so many terms. */
enum { GN_GEMM_DEPTH = 256 };

/* Rows of A and columns of B are cut into panels of at most so many. */
enum { GN_PANEL_MOST = 12, GN_PANEL_LEAST = 4 };

/* … columns, that is, for sums of so many terms: gemm_tile.c says why. */
static inline size_t gn_gemm_most_columns(size_t depth) {
#if defined(__wasm_relaxed_simd__)
  if (depth >= 64) return 8;
#endif
  return (void)depth, GN_PANEL_MOST;
}

/* The next panel of at most `most` lanes, such that each has four, if there are four: 13 are 8 + 5. */
static inline size_t gn_gemm_panel(size_t lanes, size_t most) {
  return lanes <= most ? lanes : lanes <= most + GN_PANEL_LEAST ? most - GN_PANEL_LEAST : most;
}

/* How many lanes they take in memory, one panel or all: the last one whole vectors. */
static inline size_t gn_gemm_width(size_t lanes) { return (lanes + 3) & ~(size_t)3; }

/* Copies lanes into panels [depth][width], one after the other; each is an operand, too. */
void gn_gemm_pack(gn_gemm_operand x, size_t lanes, size_t depth, float *panels);
static inline gn_gemm_operand gn_gemm_packed(const float *panel, size_t lanes) {
  return (gn_gemm_operand){panel, 1, gn_gemm_width(lanes)};
}

/* Four lanes or more whose depth is contiguous, to the first of each row of a panel [depth][width]. */
void gn_gemm_transpose(gn_gemm_operand x, size_t lanes, size_t depth, size_t width, float *panel);

/* C or C += A·B over the whole depth as one sum, where C has at most one panel of columns, and those of B are
 * contiguous. They are packed into `panel` on the way, if it is not NULL. */
void gn_gemm_columns(size_t columns, size_t rows, size_t depth, gn_gemm_operand a, gn_gemm_operand b,
                     float *panel, float *c, size_t ldc, bool accumulate);

/* The same for any C and B. */
void gn_gemm_direct(size_t m, size_t n, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                    size_t ldc, bool accumulate);

/* The same over all terms, by single rows of A, leaving out terms whose factor of A is 0: for A that is 0 in
 * many places, and a B with contiguous columns, no fewer than GN_TERMS_SUMS. */
void gn_gemm_sparse(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b, float *c, size_t ldc,
                    bool accumulate);
bool gn_gemm_is_sparse(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b);

#endif
