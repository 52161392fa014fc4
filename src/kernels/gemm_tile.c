/* gemm_tile.c: the microkernels: up to nine vectors of sums in registers, or twelve.
 *
 * Their shapes are V8's doing as much as the processor's. V8 has 15 registers for the sums, the vectors of B,
 * one of A and a product: one sum more goes through memory, which halves the speed of processors that do not
 * forward a store in no time. With relaxed SIMD there is no product, and nine sums would not keep two
 * multiply-adds a cycle busy, each of which takes four. B is read by vectors and A by load-and-splat, which
 * runs on the load ports; the loop is not unrolled over p; and the results are stored first row first:
 * V8 11.3 (Node 20) emits the multiply-adds of the loop in the order of the stores after it, and, if that is
 * the order of the loads too, each load where it is needed, not all at the beginning.
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
  float *panel; /* where the first tile packs b */
  bool accumulate;
} columns;

/* `rows` × `vectors` of C, of which the second begins at `middle`. */
GN_INLINE void compute(size_t rows, size_t vectors, size_t middle, bool packs, const columns *by,
                       const float *a, float *c) {
  gn_f4 sum[6][3];
  const float *from[6], *b = by->b, *b_last = b + by->last;
  const size_t a_depth = by->a_depth, b_depth = by->b_depth;
  float *panel = by->panel;
  for (size_t i = 0; i < rows; i++) {
    from[i] = a + i * by->a_lane;
    for (size_t j = 0; j < vectors; j++) sum[i][j] = gn_splat(0);
  }
  for (size_t p = by->depth; p > 0; p--) {
    gn_f4 row[3];
    for (size_t j = 0; j + 1 < vectors; j++) row[j] = gn_load(b + j * middle);
    row[vectors - 1] = gn_load(b_last);
    if (packs) {
      for (size_t j = 0; j + 1 < vectors; j++) gn_store(panel + j * middle, row[j]);
      gn_store(panel + by->last, row[vectors - 1]);
      panel += vectors * GN_LANES;
    }
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

/* Of three vectors a row, or of two. The first tile of a column may pack B on the way. */
enum { WIDE = 3, NARROW = 2 };
#if defined(__wasm_relaxed_simd__)
enum { NARROW_ROWS = 6, FIRST_ROWS = NARROW_ROWS, FIRST_VECTORS = NARROW };
#else
enum { NARROW_ROWS = 4, FIRST_ROWS = 3, FIRST_VECTORS = WIDE };
#endif
enum { WIDE_ROWS = 3 };

GN_APART static void wide_tile(const columns *by, const float *a, float *c) {
  compute(WIDE_ROWS, WIDE, GN_LANES, false, by, a, c);
}
GN_APART static void narrow_tile(const columns *by, const float *a, float *c) {
  compute(NARROW_ROWS, NARROW, GN_LANES, false, by, a, c);
}

/* What is met once in a column: the first rows, which pack B, and the last two. */
GN_APART static void tile_at_end(size_t rows, const columns *by, const float *a, float *c) {
  if (rows == 2)
    compute(2, WIDE, by->middle, false, by, a, c);
  else
    compute(FIRST_ROWS, FIRST_VECTORS, GN_LANES, true, by, a, c);
}

/* All rows by tiles of as many as there can be. Of what is left, three and more go through a last tile that
 * overlaps the one before, if C is not added to, and the rest by tiles of two. */
void gn_gemm_columns(size_t n, size_t m, size_t depth, gn_gemm_operand a, gn_gemm_operand b, float *panel,
                     float *c, size_t ldc, bool accumulate) {
  columns by = {.depth = depth,
                .middle = n < 2 * GN_LANES ? n - GN_LANES : GN_LANES,
                .last = n - GN_LANES,
                .a_lane = a.lane,
                .a_depth = a.depth,
                .b_depth = b.depth,
                .ldc = ldc,
                .b = b.data,
                .panel = panel,
                .accumulate = accumulate};
  const bool is_wide = n > 2 * GN_LANES;
  const size_t rows = is_wide ? WIDE_ROWS : NARROW_ROWS, step = rows * a.lane, c_step = rows * ldc;
  const float *from = a.data;
  size_t done = 0;
  if (panel) {
    const size_t width = gn_gemm_width(n);
    if (b.lane == 1 && m >= FIRST_ROWS && width == FIRST_VECTORS * GN_LANES) {
      tile_at_end(FIRST_ROWS, &by, from, c);
      done = FIRST_ROWS, from += step, c += c_step;
    } else
      gn_gemm_pack(b, n, depth, panel);
    by.b = panel, by.b_depth = width;
  }
  void (*const tile)(const columns *, const float *, float *) = is_wide ? wide_tile : narrow_tile;
  for (; done + rows <= m; done += rows, from += step, c += c_step) tile(&by, from, c);
  size_t left = m - done;
  if (left > 2 && done > 0 && !accumulate) {
    tile(&by, from - (rows - left) * a.lane, c - (rows - left) * ldc);
    return;
  }
  for (; left >= 2; left -= 2, from += 2 * a.lane, c += 2 * ldc) tile_at_end(2, &by, from, c);
  if (left == 0) return;
  by.a_lane = by.ldc = 0; /* the one row twice */
  tile_at_end(2, &by, from, c);
}
