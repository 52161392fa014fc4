/* rows.c: operations on the rows of a matrix. */
#include "elementary.h"
#include "vec.h"

void gn_rows_add(size_t rows, size_t width, const float *bias, float *y) {
  for (size_t r = 0; r < rows; r++) gn_vec_add(width, bias, y + r * width);
}

void gn_rows_sum(size_t rows, size_t width, const float *x, float *sum) {
  gn_vec_fill(width, 0, sum);
  for (size_t r = 0; r < rows; r++) gn_vec_add(width, x + r * width, sum);
}

void gn_rows_copy(size_t rows, size_t width, const float *x, size_t ldx, float *y, size_t ldy) {
  for (size_t r = 0; r < rows; r++) gn_vec_copy(width, x + r * ldx, y + r * ldy);
}

/* Σ exp(z_i − shift), in the order of gn_vec_sum; the terms are written to `terms` unless it is NULL. */
GN_APART float sum_of_powers(size_t width, const float *z, float shift, float *terms) {
  const gn_f4 down = gn_splat(shift);
  gn_f4 sum = gn_splat(0);
  size_t i = 0;
  for (; i + GN_LANES <= width; i += GN_LANES) {
    const gn_f4 term = gn_exp(gn_sub(gn_load(z + i), down));
    if (terms) gn_store(terms + i, term);
    sum = gn_add(sum, term);
  }
  if (i < width) { /* exp(−∞) = 0 in the lanes beyond the end */
    const gn_f4 term = gn_exp(gn_sub(gn_load_part(z + i, width - i, -INFINITY), down));
    if (terms) gn_store_part(terms + i, width - i, term);
    sum = gn_add(sum, term);
  }
  return gn_sum_lanes(sum);
}

void gn_rows_softmax(size_t rows, size_t width, const float *z, float *a) {
  for (size_t r = 0; r < rows; r++, z += width, a += width)
    gn_vec_scale(width, 1 / sum_of_powers(width, z, gn_vec_max(width, z), a), a, a);
}

void gn_rows_log_sum_exp(size_t rows, size_t width, const float *z, float *lse) {
  for (size_t r = 0; r < rows; r++, z += width) {
    const float most = gn_vec_max(width, z);
    lse[r] = most + gn_logf(sum_of_powers(width, z, most, NULL));
  }
}
