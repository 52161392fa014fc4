/* gemm_tile.c: the microkernel: 32 sums in registers.
 *
 * Its shape is V8's doing as much as the processor's. B is read by vectors and A by load-and-splat, which
 * runs on the load ports; the loop is not unrolled over p; and the results are stored last row first, since
 * V8 11.3 (Node 20) emits the multiply-adds of the loop in the order of the stores after it, while the loads
 * stay as LLVM put them: in the natural order all splats are alive at once and, in a taller tile, spill.
 */
#include "gemm_tile.h"
#include "simd.h"

enum { VECTORS = GN_TILE_COLUMNS / GN_LANES };

void gn_gemm_tile(size_t depth, const float *a, const float *b, float *c, size_t ldc, bool accumulate) {
  gn_f4 sum[GN_TILE_ROWS][VECTORS];
  for (int i = 0; i < GN_TILE_ROWS; i++)
    for (int j = 0; j < VECTORS; j++) sum[i][j] = gn_splat(0);

  for (size_t p = depth; p > 0; p--) {
    gn_f4 row[VECTORS];
    for (int j = 0; j < VECTORS; j++) row[j] = gn_load(b + j * GN_LANES);
    for (int i = 0; i < GN_TILE_ROWS; i++) {
      const gn_f4 factor = gn_load_splat(a + i);
      for (int j = 0; j < VECTORS; j++) sum[i][j] = gn_madd(factor, row[j], sum[i][j]);
    }
    a += GN_TILE_ROWS;
    b += GN_TILE_COLUMNS;
  }

  for (int i = GN_TILE_ROWS - 1; i >= 0; i--)
    for (int j = VECTORS - 1; j >= 0; j--) {
      float *at = c + (size_t)i * ldc + j * GN_LANES;
      gn_store(at, accumulate ? gn_add(gn_load(at), sum[i][j]) : sum[i][j]);
    }
}
