/* gemm_tile.c: the microkernels: up to nine vectors of sums in registers.
 *
 * Their shapes are V8's doing as much as the processor's. V8 has 15 registers for the sums, the vectors of B,
 * one of A and a product: one sum more goes through memory, which halves the speed of processors that do not
 * forward a store in no time. B is read by vectors and A by load-and-splat, which runs on the load ports; the
 * loop is not unrolled over p; and the results are stored first row first: V8 11.3 (Node 20) emits the
 * multiply-adds of the loop in the order of the stores after it, and, if that is the order of the loads too,
 * each load where it is needed, not all at the beginning.
 *
 * At the edge of C a vector or a tile moves back until it ends with the matrix: what it shares with the one
 * before is computed twice, to the same bits.
 */
#include "gemm_tile.h"
#include "simd.h"

/* What the tiles of the same columns share: tiles are functions of their own, since for what else is alive in
 * a function V8 takes registers; and a loop inside of another it unrolls, which in a tile spills sums. */
typedef struct columns {
  size_t depth, last; /* terms; where the last vector of columns begins */
  size_t a_lane, a_depth, b_depth, ldc;
  const float *b;
  bool accumulate;
} columns;

/* `rows` × `vectors` of C */
GN_INLINE void compute(size_t rows, size_t vectors, const columns *by, const float *a, float *c) {
  gn_f4 sum[4][3];
  const float *from[4], *b = by->b, *b_last = b + by->last;
  const size_t a_depth = by->a_depth, b_depth = by->b_depth;
  for (size_t i = 0; i < rows; i++) {
    from[i] = a + i * by->a_lane;
    for (size_t j = 0; j < vectors; j++) sum[i][j] = gn_splat(0);
  }
  for (size_t p = by->depth; p > 0; p--) {
    gn_f4 row[3];
    for (size_t j = 0; j + 1 < vectors; j++) row[j] = gn_load(b + j * GN_LANES);
    row[vectors - 1] = gn_load(b_last);
    for (size_t i = 0; i < rows; i++) {
      const gn_f4 factor = gn_load_splat(from[i]);
      for (size_t j = 0; j < vectors; j++) sum[i][j] = gn_madd(factor, row[j], sum[i][j]);
      from[i] += a_depth;
    }
    b += b_depth;
    b_last += b_depth;
  }
  const size_t ldc = by->ldc, last = by->last;
  if (by->accumulate)
    for (size_t i = 0; i < rows; i++)
      for (size_t j = 0; j < vectors; j++)
        sum[i][j] = gn_add(gn_load(c + i * ldc + (j + 1 < vectors ? j * GN_LANES : last)), sum[i][j]);
  for (size_t i = 0; i < rows; i++, c += ldc)
    for (size_t j = 0; j < vectors; j++) gn_store(c + (j + 1 < vectors ? j * GN_LANES : last), sum[i][j]);
}

#define TILE(rows_, vectors_)                                                                                \
  GN_APART void tile_##rows_##x##vectors_(const columns *by, const float *a, float *c) {                     \
    compute(rows_, vectors_, by, a, c);                                                                      \
  }
TILE(1, 1)
TILE(1, 2)
TILE(1, 3)
TILE(4, 1)
TILE(4, 2)
TILE(3, 3)

/* All rows of some columns, by tiles of `rows_`. What is left of them goes row by row, if C is added to, or
 * else through a last tile that overlaps the one before. (Called twice, a tile stays a function.) */
#define COLUMNS(rows_, vectors_)                                                                             \
  static void columns_of_##vectors_(const columns *by, size_t m, const float *a, float *c) {                 \
    const size_t a_lane = by->a_lane, ldc = by->ldc;                                                         \
    const bool overlaps = m >= rows_ && !by->accumulate;                                                     \
    for (; m >= rows_; m -= rows_, a += rows_ * a_lane, c += rows_ * ldc)                                    \
      tile_##rows_##x##vectors_(by, a, c);                                                                   \
    if (m > 0 && overlaps)                                                                                   \
      tile_##rows_##x##vectors_(by, a - (rows_ - m) * a_lane, c - (rows_ - m) * ldc);                        \
    else                                                                                                     \
      for (; m > 0; m--, a += a_lane, c += ldc) tile_1x##vectors_(by, a, c);                                 \
  }
COLUMNS(4, 1)
COLUMNS(4, 2)
COLUMNS(3, 3)

void gn_gemm_columns(size_t n, size_t m, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                     size_t ldc, bool accumulate) {
  const columns by = {.depth = depth,
                      .last = n - GN_LANES,
                      .a_lane = a.lane,
                      .a_depth = a.depth,
                      .b_depth = b.depth,
                      .ldc = ldc,
                      .b = b.data,
                      .accumulate = accumulate};
  if (n > 2 * GN_LANES)
    columns_of_3(&by, m, a.data, c);
  else if (n > GN_LANES)
    columns_of_2(&by, m, a.data, c);
  else
    columns_of_1(&by, m, a.data, c);
}
