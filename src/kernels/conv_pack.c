/* conv_pack.c: weights and gradients copied into panels [depth][8] for the tiles of convolution, zeros in
 * the place of lanes that are missing from the last one.
 */
#include "conv_tile.h"
#include "simd.h"

GN_INLINE void copy_panel(gn_gemm_operand x, size_t depth, float *panel) {
  for (; depth > 0; depth--, x.data += x.depth, panel += GN_CONV_FILTERS)
    for (size_t i = 0; i < GN_CONV_FILTERS; i += GN_LANES) gn_store(panel + i, gn_load(x.data + i));
}

/* Any lanes, up to four, zeros in the place of the others. */
static void gather_four(gn_gemm_operand x, size_t lanes, size_t depth, float *panel) {
  for (; depth > 0; depth--, x.data += x.depth, panel += GN_CONV_FILTERS)
    gn_store(panel, gn_make(lanes > 0 ? x.data[0] : 0, lanes > 1 ? x.data[x.lane] : 0,
                            lanes > 2 ? x.data[2 * x.lane] : 0, lanes > 3 ? x.data[3 * x.lane] : 0));
}

void gn_conv_pack(gn_gemm_operand x, size_t lanes, size_t depth, float *panels) {
  for (size_t here; lanes > 0; lanes -= here, panels += GN_CONV_FILTERS * depth, x.data += here * x.lane) {
    here = lanes < GN_CONV_FILTERS ? lanes : GN_CONV_FILTERS;
    if (x.lane == 1 && here == GN_CONV_FILTERS) {
      copy_panel(x, depth, panels);
      continue;
    }
    for (size_t i = 0; i < GN_CONV_FILTERS; i += GN_LANES) {
      const gn_gemm_operand part = gn_gemm_from(x, i, 0);
      if (x.depth == 1 && here >= i + GN_LANES)
        gn_gemm_transpose(part, depth, GN_CONV_FILTERS, panels + i);
      else
        gather_four(part, here > i ? here - i : 0, depth, panels + i);
    }
  }
}
