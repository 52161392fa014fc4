/* gemm_direct.c: products so small or so flat that packing would cost more than it saves: the operands are
 * read where they lie, and each element of C gets the same sum, term by term, as through the tiles.
 */
#include "gemm_tile.h"
#include "simd.h"

enum { WIDE = 8 }; /* vectors of sums side by side: enough to hide how long an addition takes */

/* `vectors` neighbouring vectors of one row of C; the columns of B are contiguous. */
GN_INLINE void multiply_vectors(size_t vectors, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                                bool accumulate) {
  gn_f4 sum[WIDE];
  for (size_t j = 0; j < vectors; j++) sum[j] = gn_splat(0);
  for (size_t p = depth; p > 0; p--) {
    const gn_f4 factor = gn_load_splat(a.data);
    for (size_t j = 0; j < vectors; j++) sum[j] = gn_madd(factor, gn_load(b.data + j * GN_LANES), sum[j]);
    a.data += a.depth;
    b.data += b.depth;
  }
  for (size_t j = 0; j < vectors; j++) {
    float *at = c + j * GN_LANES;
    gn_store(at, accumulate ? gn_add(gn_load(at), sum[j]) : sum[j]);
  }
}

GN_INLINE void multiply_one(size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c, bool accumulate) {
  float sum = 0;
  for (size_t p = 0; p < depth; p++) sum += a.data[p * a.depth] * b.data[p * b.depth];
  *c = accumulate ? *c + sum : sum;
}

void gn_gemm_direct(size_t m, size_t n, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                    size_t ldc, bool accumulate) {
  const size_t in_vectors = b.lane == 1 ? n / GN_LANES * GN_LANES : 0;
  for (size_t i = 0; i < m; i++, a.data += a.lane, c += ldc) {
    gn_gemm_operand column = b;
    size_t j = 0;
    for (; j + WIDE * GN_LANES <= in_vectors; j += WIDE * GN_LANES, column.data += WIDE * GN_LANES)
      multiply_vectors(WIDE, depth, a, column, c + j, accumulate);
    for (; j < in_vectors; j += GN_LANES, column.data += GN_LANES)
      multiply_vectors(1, depth, a, column, c + j, accumulate);
    for (; j < n; j++, column.data += b.lane) multiply_one(depth, a, column, c + j, accumulate);
  }
}
