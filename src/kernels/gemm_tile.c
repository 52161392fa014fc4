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
  size_t depth, middle, last; /* terms; where a row's second vector of columns and the last begin */
  size_t a_lane, a_depth, b_depth, ldc;
  const float *b;
  bool accumulate;
} columns;

/* `rows` × `vectors` of C, of which the second begins at `middle`. */
GN_INLINE void compute(size_t rows, size_t vectors, size_t middle, const columns *by, const float *a,
                       float *c) {
  gn_f4 sum[4][3];
  const float *from[4], *b = by->b, *b_last = b + by->last;
  const size_t a_depth = by->a_depth, b_depth = by->b_depth;
  for (size_t i = 0; i < rows; i++) {
    from[i] = a + i * by->a_lane;
    for (size_t j = 0; j < vectors; j++) sum[i][j] = gn_splat(0);
  }
  for (size_t p = by->depth; p > 0; p--) {
    gn_f4 row[3];
    for (size_t j = 0; j + 1 < vectors; j++) row[j] = gn_load(b + j * middle);
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
        sum[i][j] = gn_add(gn_load(c + i * ldc + (j + 1 < vectors ? j * middle : last)), sum[i][j]);
  for (size_t i = 0; i < rows; i++, c += ldc)
    for (size_t j = 0; j < vectors; j++) gn_store(c + (j + 1 < vectors ? j * middle : last), sum[i][j]);
}

GN_APART static void tile_1x3(const columns *by, const float *a, float *c) {
  compute(1, 3, by->middle, by, a, c);
}
GN_APART static void tile_3x3(const columns *by, const float *a, float *c) {
  compute(3, 3, GN_LANES, by, a, c);
}
GN_APART static void tile_4x2(const columns *by, const float *a, float *c) {
  compute(4, 2, GN_LANES, by, a, c);
}

/* All rows by tiles of three or four. What is left of them goes row by row, if C is added to, or else through
 * a last tile that overlaps the one before. (Called twice, a tile stays a function.) */
void gn_gemm_columns(size_t n, size_t m, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *c,
                     size_t ldc, bool accumulate) {
  const columns by = {.depth = depth,
                      .middle = n < 2 * GN_LANES ? n - GN_LANES : GN_LANES,
                      .last = n - GN_LANES,
                      .a_lane = a.lane,
                      .a_depth = a.depth,
                      .b_depth = b.depth,
                      .ldc = ldc,
                      .b = b.data,
                      .accumulate = accumulate};
  const size_t rows = n > 2 * GN_LANES ? 3 : 4, whole = m / rows * rows, rest = m - whole;
  for (size_t i = 0; i < whole; i += rows, a.data += rows * a.lane, c += rows * ldc)
    if (rows == 3)
      tile_3x3(&by, a.data, c);
    else
      tile_4x2(&by, a.data, c);
  if (accumulate || whole == 0)
    for (size_t i = 0; i < rest; i++, a.data += a.lane, c += ldc) tile_1x3(&by, a.data, c);
  else if (rest > 0) {
    const float *from = a.data - (rows - rest) * a.lane;
    c -= (rows - rest) * ldc;
    if (rows == 3)
      tile_3x3(&by, from, c);
    else
      tile_4x2(&by, from, c);
  }
}
