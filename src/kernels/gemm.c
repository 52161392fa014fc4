/* gemm.c: the blocks of a matrix product (Goto, van de Geijn: Anatomy of High-Performance Matrix
 * Multiplication, 2008).
 *
 * B is cut into blocks of DEPTH × COLUMNS that stay in the outer cache, A into blocks of ROWS × DEPTH that
 * stay in the inner one. B is packed into panels, A only if its columns are contiguous and long; the tiles
 * (gemm_tile.c) go over all of C. Each element of C is the sum over blocks of DEPTH of sums over p, both in
 * increasing order.
 */
#include "gemm.h"
#include "gemm_tile.h"
#include "parallel.h"
#include "simd.h"
#include "smaller.h"

#include <stdint.h>

enum {
  ROWS = 8 * GN_PANEL_MOST,
  DEPTH = GN_GEMM_DEPTH,
  COLUMNS = 64 * GN_PANEL_MOST,
  SPARSE = 8, /* of a sparse product one term in so many counts when it is asked what pays */

  /* Packing does not pay … */
  TINY = 32,                  /* … for so few multiplications; … */
  FLAT = 3,                   /* … so few rows or columns; … */
  SHALLOW = 16,               /* … nor, of what is contiguous anyway, for so few terms, … */
  NARROW = 2 * GN_PANEL_MOST, /* … rows or columns; … */
  LOW = 64,       /* … nor of rows of A for so few, which stay in the nearest cache as they are, … */
  COLLIDING = 256 /* … unless this divides how far they are apart: then they push each other out of it */
};

/* The next block of so many lanes: what is left after it is none or at least a panel's least. */
static size_t block_of(size_t lanes, size_t most) {
  return lanes <= most ? lanes : lanes < most + GN_PANEL_LEAST ? most - GN_PANEL_MOST : most;
}

static bool is_small(size_t m, size_t n, size_t k) {
  return m <= FLAT || n <= FLAT || (uint64_t)m * n * k <= TINY;
}

GN_APART static size_t scratch_of_one(size_t m, size_t n, size_t k) {
  if (is_small(m, n, k)) return 0;
  return gn_smaller(k, DEPTH) * (gn_gemm_width(gn_smaller(m, ROWS)) + gn_gemm_width(gn_smaller(n, COLUMNS)));
}

/* A as it lies, or in panels, times panels of B; one of these stays in the nearest cache while all of A pass
 * by. It is packed, if it has not been, just before, or on the way where that is one call. */
static void multiply_block(size_t rows, size_t columns, size_t depth, gn_gemm_operand a,
                           const float *packed_a, gn_gemm_operand b, bool packs_b, float *packed_b, float *c,
                           size_t ldc, bool accumulate) {
  for (size_t j = 0, width; j < columns; j += width, packed_b += depth * gn_gemm_width(width)) {
    const gn_gemm_operand from = gn_gemm_from(b, j, 0);
    width = gn_gemm_panel(columns - j, gn_gemm_most_columns(depth));
    if (packs_b && !packed_a) {
      gn_gemm_columns(width, rows, depth, a, from, packed_b, c + j, ldc, accumulate);
      continue;
    }
    const gn_gemm_operand panel = gn_gemm_packed(packed_b, width);
    if (packs_b) gn_gemm_pack(from, width, depth, packed_b);
    if (!packed_a) {
      gn_gemm_columns(width, rows, depth, a, panel, NULL, c + j, ldc, accumulate);
      continue;
    }
    const float *part = packed_a;
    for (size_t i = 0, height; i < rows; i += height, part += depth * gn_gemm_width(height)) {
      height = gn_gemm_panel(rows - i, GN_PANEL_MOST);
      gn_gemm_columns(width, height, depth, gn_gemm_packed(part, height), panel, NULL, c + i * ldc + j, ldc,
                      accumulate);
    }
  }
}

static void multiply(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b, float *c, size_t ldc,
                     bool accumulate, float *scratch) {
  const bool is_direct = b.lane == 1 && (k <= SHALLOW || n <= NARROW || m <= NARROW);
  if (is_direct || is_small(m, n, k)) {
    size_t p = 0;
    do
      gn_gemm_direct(m, n, gn_smaller(k - p, DEPTH), gn_gemm_from(a, 0, p), gn_gemm_from(b, 0, p), c, ldc,
                     accumulate || p > 0);
    while ((p += DEPTH) < k);
    return;
  }
  const bool packs_a = a.lane == 1 && k > (a.depth % COLLIDING == 0 ? SHALLOW : LOW);
  for (size_t j = 0, columns; j < n; j += columns) {
    columns = block_of(n - j, COLUMNS);
    for (size_t p = 0; p < k; p += DEPTH) {
      const size_t depth = gn_smaller(k - p, DEPTH);
      float *packed_b = scratch;
      float *packed_a = packs_a ? scratch + gn_gemm_width(columns) * depth : NULL;
      for (size_t i = 0, rows; i < m; i += rows) {
        rows = block_of(m - i, ROWS);
        const gn_gemm_operand part = gn_gemm_from(a, i, p);
        if (packs_a) gn_gemm_pack(part, rows, depth, packed_a);
        multiply_block(rows, columns, depth, part, packed_a, gn_gemm_from(b, j, p), i == 0, packed_b,
                       c + i * ldc + j, ldc, accumulate || p > 0);
      }
    }
  }
}

/* ---- Threads: C is cut along its longer side, a sparse product by rows, a part for each ---- */

typedef struct product {
  size_t m, n, k;
  gn_gemm_operand a, b;
  float *c;
  size_t ldc;
  bool accumulate, is_sparse;
  float *scratch;
  size_t rows, columns; /* of a part; one of them is all of C's */
} product;

static void multiply_part(void *argument, size_t index, size_t worker) {
  const product *x = argument;
  const size_t i = x->rows < x->m ? index * x->rows : 0, j = x->rows < x->m ? 0 : index * x->columns;
  const size_t rows = gn_smaller(x->m - i, x->rows), columns = gn_smaller(x->n - j, x->columns);
  const gn_gemm_operand a = gn_gemm_from(x->a, i, 0), b = gn_gemm_from(x->b, j, 0);
  float *c = x->c + i * x->ldc + j;
  if (x->is_sparse)
    gn_gemm_sparse(rows, columns, x->k, a, b, c, x->ldc, x->accumulate);
  else
    multiply(rows, columns, x->k, a, b, c, x->ldc, x->accumulate,
             x->scratch + worker * scratch_of_one(x->m, x->n, x->k));
}

/* A part of so many lanes, in whole panels. */
static size_t share_of(size_t lanes, size_t parts, size_t panel) {
  return (lanes + parts * panel - 1) / (parts * panel) * panel;
}

static void multiply_shared(size_t m, size_t n, size_t k, gn_gemm_operand a, gn_gemm_operand b, float *c,
                            size_t ldc, bool accumulate, float *scratch) {
  const bool is_sparse = gn_gemm_is_sparse(m, n, k, a, b);
  product x = {m, n, k, a, b, c, ldc, accumulate, is_sparse, scratch, m, n};
  if (!gn_parallel_pays((uint64_t)m * n * (is_sparse ? k / SPARSE : k))) {
    multiply_part(&x, 0, 0);
    return;
  }
  /* What is packed for a part has the other side's length: the longer the side that is cut, the less of it.
   */
  const size_t parts = gn_workers(), panel = gn_gemm_most_columns(k);
  if (is_sparse)
    x.rows = (m + parts - 1) / parts;
  else if (m >= n)
    x.rows = share_of(m, parts, panel);
  else
    x.columns = share_of(n, parts, panel);
  gn_parallel(x.rows < m ? (m + x.rows - 1) / x.rows : (n + x.columns - 1) / x.columns, multiply_part, &x);
}

size_t gn_gemm_scratch(size_t m, size_t n, size_t k) { return scratch_of_one(m, n, k) * gn_workers(); }

size_t gn_gemm_training_scratch(size_t rows, size_t in, size_t out) {
  const size_t forward = gn_gemm_scratch(rows, out, in), weights = gn_gemm_scratch(in, out, rows);
  const size_t inputs = gn_gemm_scratch(rows, in, out), backward = weights > inputs ? weights : inputs;
  return forward > backward ? forward : backward;
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
