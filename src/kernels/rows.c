/* rows.c: operations on the rows of a matrix. */
#include "lanes.h"
#include "parallel.h"
#include "smaller.h"
#include "special.h"

void gn_rows_add(size_t rows, size_t width, const float *bias, float *y) {
  for (size_t r = 0; r < rows; r++) gn_vec_add(width, bias, y + r * width);
}

typedef struct sums {
  size_t rows, width;
  const float *x;
  float *sum;
} sums;

/* Two vectors of columns, whose sums stay in registers; the last ones overlap those before, and write the
 * same. */
static void sum_columns(void *argument, size_t index, size_t worker) {
  const sums *s = argument;
  const size_t lanes = gn_lanes_of(s->width), last = s->width - lanes, c = index * 2 * lanes;
  const size_t one = gn_smaller(c, last), other = gn_smaller(c + lanes, last);
  gn_f4 first = gn_splat(0), second = gn_splat(0);
  const float *row = s->x;
  (void)worker;
  for (size_t r = s->rows; r > 0; r--, row += s->width) {
    first = gn_add(first, gn_lanes_load(row + one, lanes));
    second = gn_add(second, gn_lanes_load(row + other, lanes));
  }
  gn_lanes_store(s->sum + one, first, lanes);
  gn_lanes_store(s->sum + other, second, lanes);
}

void gn_rows_sum(size_t rows, size_t width, const float *x, float *sum) {
  const size_t pair = 2 * gn_lanes_of(width);
  sums s = {rows, width, x, sum};
  gn_parallel_if(gn_parallel_pays_passing((uint64_t)rows * width), (width + pair - 1) / pair, sum_columns,
                 &s);
}

void gn_rows_copy(size_t rows, size_t width, const float *x, size_t ldx, float *y, size_t ldy) {
  for (size_t r = 0; r < rows; r++) gn_vec_copy(width, x + r * ldx, y + r * ldy);
}

/* Written out: of a loop over the last few the compiler makes a memory.copy, see gn_vec_copy. */
GN_INLINE void copy_row(size_t width, const float *x, float *y) {
  for (; width >= GN_LANES; width -= GN_LANES, x += GN_LANES, y += GN_LANES) gn_store(y, gn_load(x));
  if (width & 2) {
    memcpy(y, x, 2 * sizeof *y);
    x += 2;
    y += 2;
  }
  if (width & 1) *y = *x;
}

void gn_rows_gather(size_t rows, size_t width, const float *x, const uint32_t *order, float *y) {
  for (size_t r = 0; r < rows; r++) copy_row(width, x + order[r] * width, y + r * width);
}

/* The exponentials of all rows in one go: they are what takes time. */
void gn_rows_softmax(size_t rows, size_t width, const float *z, float *a) {
  for (size_t r = 0; r < rows; r++) {
    const float most = gn_vec_max(width, z + r * width);
    for (size_t i = r * width; i < (r + 1) * width; i++) a[i] = z[i] - most;
  }
  gn_vec_exp(rows * width, a, a);
  for (size_t r = 0; r < rows; r++, a += width) gn_vec_scale(width, 1 / gn_vec_sum(width, a), a, a);
}

/* Σ exp(z_i − shift), in the order of gn_vec_sum */
static float sum_of_powers(size_t width, const float *z, float shift) {
  float term[GN_BLOCK];
  gn_f4 sum = gn_splat(0);
  for (size_t n; (n = gn_block(width)) > 0; z += n, width -= n) {
    for (size_t i = 0; i < n; i++) term[i] = z[i] - shift;
    for (size_t i = n; i % GN_LANES != 0; i++) term[i] = -INFINITY; /* whose power is 0 */
    gn_vec_exp((n + GN_LANES - 1) / GN_LANES * GN_LANES, term, term);
    for (size_t i = 0; i < n; i += GN_LANES) sum = gn_add(sum, gn_load(term + i));
  }
  return gn_sum_lanes(sum);
}

void gn_rows_log_sum_exp(size_t rows, size_t width, const float *z, float *lse) {
  for (size_t r = 0; r < rows; r++, z += width) {
    const float most = gn_vec_max(width, z);
    lse[r] = most + gn_logf(sum_of_powers(width, z, most));
  }
}
