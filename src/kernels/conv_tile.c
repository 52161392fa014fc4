/* conv_tile.c: the microkernels of convolution: 4 × 8 sums, images read where they lie. */
#include "conv_tile.h"
#include "simd.h"

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
  for (int i = GN_CONV_PIXELS - 1; i >= 0; i--)
    for (int j = VECTORS - 1; j >= 0; j--) gn_store(z + (size_t)i * ldz + j * GN_LANES, sum[i][j]);
}

void gn_conv_weight_tile(const gn_slide *slide, const float *const lane[GN_CONV_LANES], const float *dz,
                         float *dw, size_t ldw, bool accumulate) {
  const float *from[GN_CONV_LANES];
  gn_f4 sum[GN_CONV_LANES][VECTORS];
  for (int i = 0; i < GN_CONV_LANES; i++)
    for (int j = 0; j < VECTORS; j++) sum[i][j] = gn_splat(0);
  for (size_t r = 0; r < slide->rows; r++) {
    for (int i = 0; i < GN_CONV_LANES; i++) from[i] = lane[i] + r * slide->row_step;
    for (size_t p = slide->columns; p > 0; p--) {
      gn_f4 row[VECTORS];
      for (int j = 0; j < VECTORS; j++) row[j] = gn_load(dz + j * GN_LANES);
      for (int i = 0; i < GN_CONV_LANES; i++) {
        const gn_f4 factor = gn_load_splat(from[i]);
        for (int j = 0; j < VECTORS; j++) sum[i][j] = gn_madd(factor, row[j], sum[i][j]);
        from[i] += slide->step;
      }
      dz += GN_CONV_FILTERS;
    }
  }
  for (int i = GN_CONV_LANES - 1; i >= 0; i--)
    for (int j = VECTORS - 1; j >= 0; j--) {
      float *at = dw + (size_t)i * ldw + j * GN_LANES;
      gn_store(at, accumulate ? gn_add(gn_load(at), sum[i][j]) : sum[i][j]);
    }
}
