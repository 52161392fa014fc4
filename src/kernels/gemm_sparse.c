/* gemm_sparse.c: products whose A is 0 in many places: of each row of A the terms that are not 0 are listed
 * (terms.h). The fewer rows at once, the fewer terms.
 */
#include "gemm_tile.h"
#include "smaller.h"
#include "terms.h"
#include "vec.h"

enum {
  WIDTH = GN_TERMS_SUMS,
  COLUMNS = 16 * WIDTH, /* of B, over whose rows of a block of terms A passes: they stay in the outer cache */
  FEW = 8               /* terms take less time than to list them */
};

/* One row of C, n columns; the last WIDTH may overlap those before. */
static void sum_row(size_t n, size_t count, const gn_term *list, const float *b, float *c, bool accumulate) {
  float sums[WIDTH];
  for (size_t done = 0; done < n; done += WIDTH) {
    const size_t j = gn_smaller(done, n - WIDTH), known = done - j;
    if (!accumulate) {
      gn_terms_sum(count, list, b + j, c + j);
      continue;
    }
    gn_terms_sum(count, list, b + j, sums);
    gn_vec_add(WIDTH - known, sums + known, c + done);
  }
}

void gn_gemm_sparse(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b, float *c, size_t ldc,
                    bool accumulate) {
  gn_term list[GN_GEMM_DEPTH + 1]; /* one is written behind the last */
  for (size_t columns; n > 0; n -= columns, b.data += columns, c += columns) {
    columns = n < COLUMNS + WIDTH ? n : COLUMNS;
    for (size_t i = 0; i < m; i++) {
      size_t p = 0;
      do {
        const size_t depth = gn_smaller(k - p, GN_GEMM_DEPTH);
        const float *from = gn_gemm_from(a, i, p).data;
        const size_t count = gn_terms_list(depth, from, a.depth, 0, b.depth, list);
        sum_row(columns, count, list, b.data + p * b.depth, c + i * ldc, accumulate || p > 0);
      } while ((p += GN_GEMM_DEPTH) < k);
    }
  }
}

/* A row by itself takes some 8/5 of the time that its part of a tile takes for as many terms, and to list a
 * term as long as 5 columns of a tile: with a share z of zeros (1 − z)·8n/5 + 5 < n. */
bool gn_gemm_is_sparse(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b) {
  const bool is_turned = a.lane == 1;
  if (b.lane != 1 || n < WIDTH || k <= FEW) return false;
  const size_t zeros =
      is_turned ? gn_terms_zeros(k, m, a.data, a.depth) : gn_terms_zeros(m, k, a.data, a.lane);
  return 8 * (uint64_t)n * zeros > (3 * (uint64_t)n + 25) * 100;
}
