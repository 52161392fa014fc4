/* gemm.c: the blocks of a matrix product (Goto, van de Geijn: Anatomy of High-Performance Matrix
 * Multiplication, 2008).
 *
 * B is cut into blocks of DEPTH × COLUMNS that stay in the outer cache, A into blocks of ROWS × DEPTH that
 * stay in the inner one; both are packed into panels, and the microkernel (gemm_tile.c) goes over all
 * tiles of C. Each element of C is the sum over blocks of DEPTH of sums over p, both in increasing order.
 */
#include "gemm.h"
#include "gemm_tile.h"
#include "parallel.h"

#include <stdint.h>

enum {
  ROWS = 24 * GN_TILE_ROWS,
  DEPTH = 256,
  COLUMNS = 1024,
  SMALL = 32, /* multiplications up to which packing does not pay; … */
  FLAT = 3    /* … nor does it for so few rows, if the columns of B are contiguous */
};

_Static_assert(ROWS % GN_TILE_ROWS == 0 && COLUMNS % GN_TILE_COLUMNS == 0, "blocks are whole panels");

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

static size_t whole_panels(size_t lanes, size_t width) { return (lanes + width - 1) / width * width; }

static bool is_small(size_t m, size_t n, size_t k) { return (uint64_t)m * n * k <= SMALL; }

static size_t scratch_of_one(size_t m, size_t n, size_t k) {
  if (is_small(m, n, k)) return 0;
  const size_t rows = whole_panels(smaller(m, ROWS), GN_TILE_ROWS);
  const size_t columns = whole_panels(smaller(n, COLUMNS), GN_TILE_COLUMNS);
  return (rows + columns) * smaller(k, DEPTH);
}

/* A tile that reaches beyond C: computed whole, then the part inside is taken over. */
static void multiply_edge(size_t rows, size_t columns, size_t depth, const float *a, const float *b, float *c,
                          size_t ldc, bool accumulate) {
  float tile[GN_TILE_ROWS * GN_TILE_COLUMNS];
  gn_gemm_tile(depth, a, b, tile, GN_TILE_COLUMNS, false);
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++) {
      const float sum = tile[i * GN_TILE_COLUMNS + j];
      float *at = c + i * ldc + j;
      *at = accumulate ? *at + sum : sum;
    }
}

/* All tiles of one block of C; the panel of B stays in the nearest cache while those of A pass by. */
static void multiply_block(size_t rows, size_t columns, size_t depth, const float *a, const float *b,
                           float *c, size_t ldc, bool accumulate) {
  for (size_t j = 0; j < columns; j += GN_TILE_COLUMNS)
    for (size_t i = 0; i < rows; i += GN_TILE_ROWS) {
      const float *panel_a = a + i * depth, *panel_b = b + j * depth;
      float *tile = c + i * ldc + j;
      if (rows - i >= GN_TILE_ROWS && columns - j >= GN_TILE_COLUMNS)
        gn_gemm_tile(depth, panel_a, panel_b, tile, ldc, accumulate);
      else
        multiply_edge(smaller(rows - i, GN_TILE_ROWS), smaller(columns - j, GN_TILE_COLUMNS), depth, panel_a,
                      panel_b, tile, ldc, accumulate);
    }
}

static gn_gemm_operand from(gn_gemm_operand x, size_t lane, size_t depth) {
  x.data += lane * x.lane + depth * x.depth;
  return x;
}

static void multiply(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b, float *c, size_t ldc,
                     bool accumulate, float *scratch) {
  if (is_small(m, n, k) || (m <= FLAT && b.lane == 1)) {
    size_t p = 0;
    do gn_gemm_direct(m, n, smaller(k - p, DEPTH), from(a, 0, p), from(b, 0, p), c, ldc, accumulate || p > 0);
    while ((p += DEPTH) < k);
    return;
  }
  for (size_t j = 0; j < n; j += COLUMNS)
    for (size_t p = 0; p < k; p += DEPTH) {
      const size_t columns = smaller(n - j, COLUMNS), depth = smaller(k - p, DEPTH);
      float *packed_b = scratch, *packed_a = scratch + whole_panels(columns, GN_TILE_COLUMNS) * depth;
      gn_gemm_pack_b(from(b, j, p), columns, depth, packed_b);
      for (size_t i = 0; i < m; i += ROWS) {
        const size_t rows = smaller(m - i, ROWS);
        gn_gemm_pack_a(from(a, i, p), rows, depth, packed_a);
        multiply_block(rows, columns, depth, packed_a, packed_b, c + i * ldc + j, ldc, accumulate || p > 0);
      }
    }
}

/* ---- Threads: C is cut along its longer side, a part for each ---- */

typedef struct product {
  size_t m, n, k;
  gn_gemm_operand a, b;
  float *c;
  size_t ldc;
  bool accumulate;
  float *scratch;
  size_t rows, columns; /* of a part; one of them is all of C's */
} product;

static void multiply_part(void *argument, size_t index, size_t worker) {
  const product *x = argument;
  const size_t i = x->rows < x->m ? index * x->rows : 0, j = x->rows < x->m ? 0 : index * x->columns;
  multiply(smaller(x->m - i, x->rows), smaller(x->n - j, x->columns), x->k, from(x->a, i, 0),
           from(x->b, j, 0), x->c + i * x->ldc + j, x->ldc, x->accumulate,
           x->scratch + worker * scratch_of_one(x->m, x->n, x->k));
}

static bool is_shared(size_t m, size_t n, size_t k) { return gn_parallel_pays((uint64_t)m * n * k); }

static void multiply_shared(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b, float *c,
                            size_t ldc, bool accumulate, float *scratch) {
  if (!is_shared(m, n, k)) {
    multiply(m, n, k, a, b, c, ldc, accumulate, scratch);
    return;
  }
  /* What is packed for a part has the other side's length: the longer the side that is cut, the less of it.
   */
  product x = {m, n, k, a, b, c, ldc, accumulate, scratch, m, n};
  const size_t parts = gn_workers();
  if (m >= n)
    x.rows = whole_panels((m + parts - 1) / parts, GN_TILE_ROWS);
  else
    x.columns = whole_panels((n + parts - 1) / parts, GN_TILE_COLUMNS);
  gn_parallel(m >= n ? (m + x.rows - 1) / x.rows : (n + x.columns - 1) / x.columns, multiply_part, &x);
}

size_t gn_gemm_scratch(size_t m, size_t n, size_t k) {
  return scratch_of_one(m, n, k) * (is_shared(m, n, k) ? gn_workers() : 1);
}

void gn_gemm_nn(size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
                float *c, size_t ldc, bool accumulate, float *scratch) {
  multiply_shared(m, n, k, (gn_gemm_operand){a, lda, 1}, (gn_gemm_operand){b, 1, ldb}, c, ldc, accumulate,
                  scratch);
}

void gn_gemm_tn(size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
                float *c, size_t ldc, bool accumulate, float *scratch) {
  multiply_shared(m, n, k, (gn_gemm_operand){a, 1, lda}, (gn_gemm_operand){b, 1, ldb}, c, ldc, accumulate,
                  scratch);
}

void gn_gemm_nt(size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
                float *c, size_t ldc, bool accumulate, float *scratch) {
  multiply_shared(m, n, k, (gn_gemm_operand){a, lda, 1}, (gn_gemm_operand){b, ldb, 1}, c, ldc, accumulate,
                  scratch);
}
