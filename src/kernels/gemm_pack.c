/* gemm_pack.c: operands copied into panels, which a tile reads straight through.
 *
 * Where the lanes are contiguous in memory this copies rows; where the depth is, it transposes. The last four
 * lanes of a panel, and the last four terms, may overlap those before.
 */
#include "gemm_tile.h"
#include "simd.h"
#include "smaller.h"

/* All lanes of a panel at once: each row is touched once, as rows that are a power of two apart push each
 * other out of the cache. */
GN_INLINE void copy_rows(size_t vectors, gn_gemm_operand x, size_t last, size_t depth, float *panel) {
  for (; depth > 0; depth--, x.data += x.depth, panel += vectors * GN_LANES) {
    for (size_t i = 0; i + 1 < vectors; i++) gn_store(panel + i * GN_LANES, gn_load(x.data + i * GN_LANES));
    gn_store(panel + last, gn_load(x.data + last));
  }
}

static void copy_panel(gn_gemm_operand x, size_t lanes, size_t depth, float *panel) {
  if (lanes > 2 * GN_LANES)
    copy_rows(3, x, lanes - GN_LANES, depth, panel);
  else if (lanes > GN_LANES)
    copy_rows(2, x, lanes - GN_LANES, depth, panel);
  else
    copy_rows(1, x, 0, depth, panel);
}

static void transpose_four(gn_gemm_operand x, size_t depth, size_t width, float *panel) {
  if (depth < GN_LANES) {
    for (; depth > 0; depth--, x.data++, panel += width)
      gn_store(panel, gn_make(x.data[0], x.data[x.lane], x.data[2 * x.lane], x.data[3 * x.lane]));
    return;
  }
  for (size_t p = 0;; p = gn_smaller(p + GN_LANES, depth - GN_LANES)) {
    gn_f4 row[GN_LANES];
    for (size_t i = 0; i < GN_LANES; i++) row[i] = gn_load(x.data + p + i * x.lane);
    gn_transpose(row);
    for (size_t i = 0; i < GN_LANES; i++) gn_store(panel + (p + i) * width, row[i]);
    if (p + GN_LANES == depth) return;
  }
}

GN_APART void gn_gemm_transpose(gn_gemm_operand x, size_t lanes, size_t depth, size_t width, float *panel) {
  for (size_t i = 0; i < lanes; i += GN_LANES) {
    const size_t first = gn_smaller(i, lanes - GN_LANES);
    transpose_four(gn_gemm_from(x, first, 0), depth, width, panel + first);
  }
}

void gn_gemm_pack(gn_gemm_operand x, size_t lanes, size_t depth, float *panels) {
  for (size_t here; lanes > 0; lanes -= here, x.data += here * x.lane) {
    here = gn_gemm_panel(lanes, GN_PANEL_MOST);
    const size_t width = gn_gemm_width(here);
    if (x.lane == 1)
      copy_panel(x, here, depth, panels);
    else
      gn_gemm_transpose(x, here, depth, width, panels);
    panels += depth * width;
  }
}
