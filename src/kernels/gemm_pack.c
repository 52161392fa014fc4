/* gemm_pack.c: operands copied into panels that the microkernel reads straight through.
 *
 * A panel holds `width` neighbouring lanes, [depth][width]. Where the lanes are contiguous in memory this
 * copies rows; where the depth is, it transposes. Lanes that are missing from the last panel become zeros,
 * so that one microkernel serves all sizes.
 */
#include "gemm_tile.h"
#include "simd.h"

_Static_assert(GN_TILE_ROWS % GN_LANES == 0 && GN_TILE_COLUMNS % GN_LANES == 0, "panels are whole vectors");

/* All lanes of a panel at once, contiguous in memory: each row is touched once, as rows that are a power of
 * two apart push each other out of the cache. */
GN_INLINE void copy_panel(gn_gemm_operand x, size_t depth, size_t width, float *panel) {
  for (; depth > 0; depth--, x.data += x.depth, panel += width)
    for (size_t i = 0; i < width; i += GN_LANES) gn_store(panel + i, gn_load(x.data + i));
}

/* Any lanes, up to four, zeros in the place of the others: four lanes of a panel. */
static void gather_four(gn_gemm_operand x, size_t lanes, size_t depth, size_t width, float *panel) {
  for (size_t p = 0; p < depth; p++, x.data += x.depth, panel += width)
    gn_store(panel, gn_make(lanes > 0 ? x.data[0] : 0, lanes > 1 ? x.data[x.lane] : 0,
                            lanes > 2 ? x.data[2 * x.lane] : 0, lanes > 3 ? x.data[3 * x.lane] : 0));
}

/* Four lanes whose depth is contiguous. */
static void transpose_four(gn_gemm_operand x, size_t depth, size_t width, float *panel) {
  for (; depth >= GN_LANES; depth -= GN_LANES, x.data += GN_LANES, panel += GN_LANES * width) {
    gn_f4 row[GN_LANES];
    for (size_t i = 0; i < GN_LANES; i++) row[i] = gn_load(x.data + i * x.lane);
    gn_transpose(row);
    for (size_t p = 0; p < GN_LANES; p++) gn_store(panel + p * width, row[p]);
  }
  gather_four(x, GN_LANES, depth, width, panel);
}

static void pack_four(gn_gemm_operand x, size_t lanes, size_t depth, size_t width, float *panel) {
  if (x.depth == 1 && lanes >= GN_LANES)
    transpose_four(x, depth, width, panel);
  else
    gather_four(x, lanes, depth, width, panel);
}

GN_INLINE void pack(gn_gemm_operand x, size_t lanes, size_t depth, size_t width, float *panel) {
  for (; lanes > 0; panel += width * depth, x.data += width * x.lane) {
    const size_t here = lanes < width ? lanes : width;
    if (x.lane == 1 && here == width)
      copy_panel(x, depth, width, panel);
    else
      for (size_t i = 0; i < width; i += GN_LANES)
        pack_four((gn_gemm_operand){x.data + i * x.lane, x.lane, x.depth}, i < here ? here - i : 0, depth,
                  width, panel + i);
    lanes -= here;
  }
}

void gn_gemm_pack_a(gn_gemm_operand a, size_t lanes, size_t depth, float *panels) {
  pack(a, lanes, depth, GN_TILE_ROWS, panels);
}

void gn_gemm_pack_b(gn_gemm_operand b, size_t lanes, size_t depth, float *panels) {
  pack(b, lanes, depth, GN_TILE_COLUMNS, panels);
}
