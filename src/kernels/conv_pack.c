/* conv_pack.c: weights and gradients copied into panels [depth][8] for the tiles of convolution, zeros in
 * the place of lanes that are missing from the last one.
 */
#include "conv_tile.h"
#include "simd.h"
#include "smaller.h"
#include "vec.h"

void gn_conv_pack(gn_gemm_operand x, size_t lanes, size_t depth, float *panels) {
  for (size_t here; lanes > 0; lanes -= here, panels += GN_CONV_FILTERS * depth, x.data += here * x.lane) {
    here = gn_smaller(lanes, GN_CONV_FILTERS);
    if (here < GN_CONV_FILTERS) gn_vec_fill(GN_CONV_FILTERS * depth, 0, panels);
    if (x.lane == 1)
      gn_rows_copy(depth, here, x.data, x.depth, panels, GN_CONV_FILTERS);
    else if (here < GN_LANES)
      for (size_t i = 0; i < here; i++)
        for (size_t p = 0; p < depth; p++) panels[p * GN_CONV_FILTERS + i] = x.data[i * x.lane + p];
    else
      gn_gemm_transpose(x, here, depth, GN_CONV_FILTERS, panels);
  }
}
