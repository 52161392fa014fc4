/* gemm_direct.c: products so narrow, flat or small that packing would cost more than it saves: the operands
 * are read where they lie, and each element of C gets the same sum, term by term, as through the panels.
 *
 * Vectors lie along the columns of B, if there are four, or else along the rows of A (Cᵀ = Bᵀ·Aᵀ). What they
 * lie along is contiguous in memory, or the depth is: then blocks of 4 × 4 are transposed on the way.
 */
#include "gemm_tile.h"
#include "simd.h"
#include "smaller.h"
#include "terms.h"

enum { GROUPS = 2 }; /* of four sums each, of terms that are transposed; they may overlap */

/* The columns of B are contiguous, four or more. */
GN_APART static void multiply_vectors(size_t m, size_t n, size_t depth, gn_gemm_operand a, gn_gemm_operand b,
                                      float *c, size_t ldc, bool accumulate) {
  if (m < 3 && n >= GN_TERMS_SUMS) {
    gn_gemm_sparse(m, n, depth, a, b, c, ldc, accumulate);
    return;
  }
  for (size_t here; n > 0; n -= here, b.data += here, c += here) {
    here = gn_gemm_panel(n, GN_PANEL_MOST);
    gn_gemm_columns(here, m, depth, a, b, NULL, c, ldc, accumulate);
  }
}

/* Sums of a single term: C, not the sums, is what takes time. */
static void multiply_terms(size_t m, size_t n, gn_gemm_operand a, gn_gemm_operand b, float *c, size_t ldc) {
  for (; m > 0; m--, a.data += a.lane, c += ldc) {
    const gn_f4 factor = gn_load_splat(a.data);
    for (size_t j = 0;; j = gn_smaller(j + GN_LANES, n - GN_LANES)) {
      gn_store(c + j, gn_madd(factor, gn_load(b.data + j), gn_splat(0)));
      if (j + GN_LANES == n) break;
    }
  }
}

/* Four columns of one row of C from the first and from `second` on, to `sums`; the depth of B is contiguous.
 */
static void multiply_transposed(size_t second, size_t depth, gn_gemm_operand a, gn_gemm_operand b,
                                float *sums) {
  const float *column[GROUPS] = {b.data, b.data + second * b.lane};
  gn_f4 sum[GROUPS];
  for (size_t g = 0; g < GROUPS; g++) sum[g] = gn_splat(0);
  for (; depth >= GN_LANES; depth -= GN_LANES, a.data += GN_LANES * a.depth)
    for (size_t g = 0; g < GROUPS; g++) {
      gn_f4 row[GN_LANES];
      for (size_t i = 0; i < GN_LANES; i++) row[i] = gn_load(column[g] + i * b.lane);
      column[g] += GN_LANES;
      gn_transpose(row);
      for (size_t i = 0; i < GN_LANES; i++)
        sum[g] = gn_madd(gn_load_splat(a.data + i * a.depth), row[i], sum[g]);
    }
  for (; depth > 0; depth--, a.data += a.depth)
    for (size_t g = 0; g < GROUPS; g++) {
      const float *at = column[g]++;
      const gn_f4 row = gn_make(at[0], at[b.lane], at[2 * b.lane], at[3 * b.lane]);
      sum[g] = gn_madd(gn_load_splat(a.data), row, sum[g]);
    }
  for (size_t g = GROUPS; g-- > 0;) gn_store(sums + g * second, sum[g]);
}

/* Row i of C, whose elements are `step` apart, of n ≥ 4 columns. */
GN_APART static void multiply_row(size_t n, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                                  size_t step, bool accumulate) {
  float sums[GN_TERMS_SUMS];
  const size_t most = b.lane == 1 ? GN_TERMS_SUMS : GROUPS * GN_LANES;
  for (size_t j = 0, here; j < n; j += here) {
    here = gn_smaller(n - j, most);
    const size_t back = here < GN_LANES ? GN_LANES - here : 0;
    const gn_gemm_operand part = gn_gemm_from(b, j - back, 0);
    if (b.lane == 1)
      multiply_vectors(1, here + back, depth, a, part, sums, 0, false);
    else
      multiply_transposed(here + back - GN_LANES, depth, a, part, sums);
    for (size_t i = 0; i < here; i++) {
      float *at = c + (j + i) * step;
      *at = accumulate ? *at + sums[back + i] : sums[back + i];
    }
  }
}

GN_APART static void multiply_one(size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                                  bool accumulate) {
  float sum = 0;
  for (size_t p = 0; p < depth; p++) sum += a.data[p * a.depth] * b.data[p * b.depth];
  *c = accumulate ? *c + sum : sum;
}

void gn_gemm_direct(size_t m, size_t n, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                    size_t ldc, bool accumulate) {
  if (n == 1 && ldc == 1 && m > 1) { /* C is a column without gaps: as well a row */
    gn_gemm_direct(1, m, depth, b, a, c, m, accumulate);
    return;
  }
  if (n >= GN_LANES && b.lane == 1) {
    if (depth == 1 && !accumulate)
      multiply_terms(m, n, a, b, c, ldc);
    else
      multiply_vectors(m, n, depth, a, b, c, ldc, accumulate);
  } else if (n >= GN_LANES)
    for (size_t i = 0; i < m; i++)
      multiply_row(n, depth, gn_gemm_from(a, i, 0), b, c + i * ldc, 1, accumulate);
  else if (m >= GN_LANES)
    for (size_t j = 0; j < n; j++) multiply_row(m, depth, gn_gemm_from(b, j, 0), a, c + j, ldc, accumulate);
  else
    for (size_t i = 0; i < m; i++)
      for (size_t j = 0; j < n; j++)
        multiply_one(depth, gn_gemm_from(a, i, 0), gn_gemm_from(b, j, 0), c + i * ldc + j, accumulate);
}
