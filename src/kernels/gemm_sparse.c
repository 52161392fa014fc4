/* gemm_sparse.c: products whose A is 0 in many places, as pictures of digits are, or what relu lets through.
 *
 * Terms whose factor of A is 0 are left out, and the sum keeps its bits: it begins at +0, so it never is −0,
 * and any other number plus 0 or −0 is itself. (An infinite B would make such a term NaN, but no weight is
 * infinite.) For each row of A the other terms are listed, and a row of sums goes along the list: the fewer
 * rows at once, the fewer terms.
 */
#include "gemm_tile.h"
#include "simd.h"
#include "smaller.h"
#include "vec.h"

#include <stdint.h>

enum {
  WIDTH = GN_GEMM_SPARSE_COLUMNS,
  VECTORS = WIDTH / GN_LANES, /* of sums: enough to hide how long an addition takes */
  COLUMNS = 16 * WIDTH, /* of B, over whose rows of a block of terms A passes: they stay in the outer cache */
  FEW = 8,              /* terms take less time than to list them */
  EVERY = 16            /* of A's rows in memory one is looked at */
};

typedef struct term {
  float factor;
  uint32_t row; /* of B: so many floats behind its first */
} term;

/* The terms of a row of A. Each is written, and what has 0 overwritten by the next: nobody could foretell a
 * branch. */
static size_t list_terms(size_t depth, gn_gemm_operand a, size_t b_depth, term *list) {
  size_t count = 0;
  uint32_t row = 0, bits;
  for (; depth > 0; depth--, a.data += a.depth, row += (uint32_t)b_depth) {
    memcpy(&bits, a.data, sizeof bits);
    memcpy(&list[count].factor, &bits, sizeof bits);
    list[count].row = row;
    count += bits << 1 != 0; /* without the sign */
  }
  return count;
}

/* WIDTH sums; a function of its own, gemm_tile.c says why. */
GN_APART static void sum_terms(size_t count, const term *list, const float *b, float *sums) {
  gn_f4 sum[VECTORS];
  for (size_t v = 0; v < VECTORS; v++) sum[v] = gn_splat(0);
  for (; count > 0; count--, list++) {
    const gn_f4 factor = gn_load_splat(&list->factor);
    const float *row = b + list->row;
    for (size_t v = 0; v < VECTORS; v++) sum[v] = gn_madd(factor, gn_load(row + v * GN_LANES), sum[v]);
  }
  for (size_t v = 0; v < VECTORS; v++) gn_store(sums + v * GN_LANES, sum[v]);
}

/* One row of C, n columns; the last WIDTH may overlap those before. */
static void sum_row(size_t n, size_t count, const term *list, const float *b, float *c, bool accumulate) {
  float sums[WIDTH];
  for (size_t done = 0; done < n; done += WIDTH) {
    const size_t j = gn_smaller(done, n - WIDTH), known = done - j;
    if (!accumulate) {
      sum_terms(count, list, b + j, c + j);
      continue;
    }
    sum_terms(count, list, b + j, sums);
    gn_vec_add(WIDTH - known, sums + known, c + done);
  }
}

void gn_gemm_sparse(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b, float *c, size_t ldc,
                    bool accumulate) {
  term list[GN_GEMM_DEPTH + 1]; /* one is written behind the last */
  for (size_t columns; n > 0; n -= columns, b.data += columns, c += columns) {
    columns = n < COLUMNS + WIDTH ? n : COLUMNS;
    for (size_t i = 0; i < m; i++) {
      size_t p = 0;
      do {
        const size_t depth = gn_smaller(k - p, GN_GEMM_DEPTH);
        const size_t count = list_terms(depth, gn_gemm_from(a, i, p), b.depth, list);
        sum_row(columns, count, list, b.data + p * b.depth, c + i * ldc, accumulate || p > 0);
      } while ((p += GN_GEMM_DEPTH) < k);
    }
  }
}

/* A row by itself takes some 8/5 of the time that its part of a tile takes for as many terms, and to list a
 * term as long as 5 columns of a tile: with a share z of zeros (1 − z)·8n/5 + 5 < n. */
bool gn_gemm_is_sparse(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b) {
  const bool is_turned = a.lane == 1;
  const size_t rows = is_turned ? k : m, width = is_turned ? m : k, step = is_turned ? a.depth : a.lane;
  uint64_t zeros = 0, seen = 0;
  if (b.lane != 1 || n < WIDTH || k <= FEW) return false;
  for (size_t i = 0; i < rows; i += EVERY, a.data += EVERY * step, seen += width)
    for (size_t j = 0; j < width; j++) zeros += a.data[j] == 0;
  return 8 * zeros * n > (3 * n + 25) * seen;
}
