/* conv_tile.c: the microkernels of convolution: gemm_tile.c's, reading images where they lie.
 *
 * In a tile of 4 × 8, the sums, all that a turn of the loop loads and one product fit into V8's 15 registers:
 * in Node 20 a taller tile or an unrolled loop runs at half the speed. So does one that stores its sums in
 * reverse order.
 *
 * A gradient of weights is one loop over all windows: of two, V8 unrolls the inner one, for which it has no
 * registers here. Four taps would be 8 sums, just as many as fused operations keep busy, and whatever comes
 * late would show.
 */
#include "conv_tile.h"
#include "simd.h"
#include "smaller.h"

enum { VECTORS = GN_CONV_FILTERS / GN_LANES };

void gn_conv_tile(const gn_slide *slide, const float *const pixel[GN_CONV_PIXELS], const float *panel,
                  const float *bias, float *z, size_t ldz) {
  const float *from[GN_CONV_PIXELS];
  gn_f4 sum[GN_CONV_PIXELS][VECTORS];
  for (int i = 0; i < GN_CONV_PIXELS; i++)
    for (int j = 0; j < VECTORS; j++) sum[i][j] = gn_load(bias + j * GN_LANES);
  for (size_t r = 0; r < slide->taps.rows; r++)
    for (size_t s = 0; s < slide->taps.runs; s++) {
      const size_t offset = r * slide->taps.row_step + s * slide->taps.run_step;
      for (int i = 0; i < GN_CONV_PIXELS; i++) from[i] = pixel[i] + offset;
      for (size_t p = slide->taps.depth; p > 0; p--) {
        gn_f4 row[VECTORS];
        for (int j = 0; j < VECTORS; j++) row[j] = gn_load(panel + j * GN_LANES);
        for (int i = 0; i < GN_CONV_PIXELS; i++) {
          const gn_f4 factor = gn_load_splat(from[i]++);
          for (int j = 0; j < VECTORS; j++) sum[i][j] = gn_madd(factor, row[j], sum[i][j]);
        }
        panel += GN_CONV_FILTERS;
      }
    }
  for (int i = 0; i < GN_CONV_PIXELS; i++)
    for (int j = 0; j < VECTORS; j++) gn_store(z + (size_t)i * ldz + j * GN_LANES, sum[i][j]);
}

/* Of the last two filters, a vector has two taps. */
GN_APART static void six_tile(const gn_slide *slide, const float *x, const float *dz, float *tile) {
  enum { TAPS = GN_CONV_TAPS };
  gn_f4 sum[TAPS], pair[TAPS / 2 + 1];
  for (size_t i = 0; i < TAPS; i++) sum[i] = gn_splat(0);
  for (size_t i = 0; i < TAPS; i += 2) pair[i / 2] = gn_splat(0);
  const uint32_t *offset = slide->offset;
  for (size_t p = slide->rows * slide->columns; p > 0; p--) {
    const float *from = x + *offset++;
    const gn_f4 four = gn_load(dz), two = gn_load(dz + GN_LANES);
    for (size_t i = 0; i < TAPS; i++) {
      const gn_f4 factor = gn_load_splat(from + i);
      sum[i] = gn_madd(factor, four, sum[i]);
      if (i % 2 == 0)
        pair[i / 2] = gn_madd(i + 1 < TAPS ? gn_load_two_splat(from + i) : factor, two, pair[i / 2]);
    }
    dz += GN_CONV_FILTERS;
  }
  for (size_t i = 0; i < TAPS; i++, tile += GN_CONV_FILTERS) {
    gn_store(tile, sum[i]);
    if (i % 2 == 0) gn_store(tile + GN_LANES, pair[i / 2]);
  }
}

/* Of fewer taps than a tile has, the last is there several times. */
void gn_conv_weight_tile(bool is_six, size_t taps, const uint32_t *tap, const gn_slide *slide, const float *x,
                         const float *dz, float *dw, size_t ldw) {
  x += *tap;
  if (is_six) {
    six_tile(slide, x, dz, dw);
    return;
  }
  size_t at[GN_CONV_TAPS] = {0}, to[GN_CONV_TAPS] = {0};
  for (size_t i = 1; i < GN_CONV_TAPS; i++) {
    const size_t k = gn_smaller(i, taps - 1);
    at[i] = tap[k] - *tap;
    to[i] = k * ldw;
  }
  gn_f4 sum[GN_CONV_TAPS][VECTORS];
  for (size_t i = 0; i < GN_CONV_TAPS; i++)
    for (size_t j = 0; j < VECTORS; j++) sum[i][j] = gn_splat(0);
  const uint32_t *offset = slide->offset;
  for (size_t p = slide->rows * slide->columns; p > 0; p--) {
    const float *from = x + *offset++;
    gn_f4 row[VECTORS];
    for (size_t j = 0; j < VECTORS; j++) row[j] = gn_load(dz + j * GN_LANES);
    for (size_t i = 0; i < GN_CONV_TAPS; i++) {
      const gn_f4 factor = gn_load_splat(from + at[i]);
      for (size_t j = 0; j < VECTORS; j++) sum[i][j] = gn_madd(factor, row[j], sum[i][j]);
    }
    dz += GN_CONV_FILTERS;
  }
  for (size_t i = 0; i < GN_CONV_TAPS; i++)
    for (size_t j = 0; j < VECTORS; j++) sum[i][j] = gn_add(gn_load(dw + to[i] + j * GN_LANES), sum[i][j]);
  for (size_t i = 0; i < GN_CONV_TAPS; i++)
    for (size_t j = 0; j < VECTORS; j++) gn_store(dw + to[i] + j * GN_LANES, sum[i][j]);
}
