/* gemm_pack.c: operands copied into panels that the microkernel reads straight through.
 *
 * A panel holds `width` neighbouring lanes, [depth][width]. Where the lanes are contiguous in memory this
 * copies rows; where the depth is, it transposes. Lanes that are missing from the last panel become zeros,
 * so that one microkernel serves all sizes.
 */
#include "gemm_tile.h"
#include "simd.h"

_Static_assert(GN_TILE_ROWS % GN_LANES == 0 && GN_TILE_COLUMNS % GN_LANES == 0, "panels are whole vectors");

GN_INLINE void copy_panel(const float *x, size_t depth_step, size_t depth, size_t width, float *panel) {
  for (size_t p = 0; p < depth; p++, x += depth_step, panel += width) {
    for (size_t i = 0; i < width; i += GN_LANES) gn_store(panel + i, gn_load(x + i));
  }
}

/* Lanes x[0], x[step], … become four columns of the panel. */
GN_INLINE void transpose_four(const float *x, size_t step, size_t width, float *panel) {
  gn_f4 row[GN_LANES];
  for (size_t i = 0; i < GN_LANES; i++) row[i] = gn_load(x + i * step);
  gn_transpose(row);
  for (size_t p = 0; p < GN_LANES; p++) gn_store(panel + p * width, row[p]);
}

/* Any strides, any number of lanes up to `width`. */
GN_INLINE void gather_panel(gn_gemm_operand x, size_t lanes, size_t depth, size_t width, float *panel) {
  for (size_t p = 0; p < depth; p++)
    for (size_t i = 0; i < width; i++)
      panel[p * width + i] = i < lanes ? x.data[i * x.lane + p * x.depth] : 0.0f;
}

GN_INLINE void transpose_panel(gn_gemm_operand x, size_t depth, size_t width, float *panel) {
  size_t p = 0;
  for (; p + GN_LANES <= depth; p += GN_LANES) {
    for (size_t i = 0; i < width; i += GN_LANES)
      transpose_four(x.data + i * x.lane + p, x.lane, width, panel + p * width + i);
  }
  x.data += p;
  gather_panel(x, width, depth - p, width, panel + p * width);
}

GN_INLINE void pack(gn_gemm_operand x, size_t lanes, size_t depth, size_t width, float *panels) {
  for (; lanes >= width; lanes -= width, panels += width * depth) {
    if (x.lane == 1)
      copy_panel(x.data, x.depth, depth, width, panels);
    else
      transpose_panel(x, depth, width, panels);
    x.data += width * x.lane;
  }
  if (lanes > 0) gather_panel(x, lanes, depth, width, panels);
}

void gn_gemm_pack_a(gn_gemm_operand a, size_t lanes, size_t depth, float *panels) {
  pack(a, lanes, depth, GN_TILE_ROWS, panels);
}

void gn_gemm_pack_b(gn_gemm_operand b, size_t lanes, size_t depth, float *panels) {
  pack(b, lanes, depth, GN_TILE_COLUMNS, panels);
}
