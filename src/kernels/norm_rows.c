/* norm_rows.c: each row standardised by itself. Sums along a row as in vec.h: four of every fourth number. */
#include <math.h>

#include "each.h"
#include "norm.h"
#include "vec.h"

/* Four numbers from i on, `rest` beyond the end. */
GN_INLINE gn_f4 load(const float *x, size_t i, size_t n, float rest) {
  return i + GN_LANES <= n ? gn_load(x + i) : gn_load_end(x + i, n - i, rest);
}

GN_INLINE void store(float *y, size_t i, size_t n, gn_f4 v) {
  if (i + GN_LANES <= n)
    gn_store(y + i, v);
  else
    gn_store_end(y + i, n - i, v);
}

void gn_rows_standardize(size_t rows, size_t width, double epsilon, const float *x, const float *gamma,
                         const float *beta, float *kept, float *z) {
  for (size_t r = 0; r < rows; r++, x += width, z += width, kept += 2) {
    const float mean = gn_vec_sum(width, x) / (float)width;
    const gn_f4 m = gn_splat(mean);
    gn_f4 squares = gn_splat(0);
    for (size_t i = 0; i < width; i += GN_LANES) {
      const gn_f4 deviation = gn_sub(load(x, i, width, mean), m);
      squares = gn_madd(deviation, deviation, squares);
    }
    const double variance = (double)gn_sum_lanes(squares) / (double)width;
    kept[0] = mean;
    kept[1] = (float)(1 / sqrt(variance + epsilon));
    const gn_f4 inverse = gn_splat(kept[1]);
    for (size_t i = 0; i < width; i += GN_LANES) {
      const gn_f4 standard = gn_mul(gn_sub(load(x, i, width, 0), m), inverse);
      store(z, i, width, gn_madd(standard, load(gamma, i, width, 0), load(beta, i, width, 0)));
    }
  }
}

typedef struct row_back {
  size_t width;
  const float *dz, *x, *gamma;
  float mean, inverse;
} row_back;

GN_INLINE gn_f4 standard_of(const row_back *row, size_t i) {
  return gn_mul(gn_sub(load(row->x, i, row->width, row->mean), gn_splat(row->mean)), gn_splat(row->inverse));
}
GN_INLINE gn_f4 pulled_of(const row_back *row, size_t i, gn_f4 dz) {
  return gn_mul(dz, load(row->gamma, i, row->width, 0));
}

/* dgamma += dz·x̂, dbeta += dz; means = {mean(g), mean(g·x̂)} */
GN_INLINE void sums_of_row(const row_back *row, float *dgamma, float *dbeta, float means[2]) {
  const size_t n = row->width;
  gn_f4 sum = gn_splat(0), product = gn_splat(0);
  for (size_t i = 0; i < n; i += GN_LANES) {
    const gn_f4 standard = standard_of(row, i), dz = load(row->dz, i, n, 0), pulled = pulled_of(row, i, dz);
    sum = gn_add(sum, pulled);
    product = gn_madd(pulled, standard, product);
    store(dgamma, i, n, gn_madd(dz, standard, load(dgamma, i, n, 0)));
    store(dbeta, i, n, gn_add(load(dbeta, i, n, 0), dz));
  }
  means[0] = gn_sum_lanes(sum) / (float)n;
  means[1] = gn_sum_lanes(product) / (float)n;
}

GN_INLINE void inputs_of_row(const row_back *row, const float means[2], float *dx) {
  const gn_f4 sum = gn_splat(means[0]), product = gn_splat(means[1]), inverse = gn_splat(row->inverse);
  for (size_t i = 0; i < row->width; i += GN_LANES) {
    const gn_f4 back = gn_madd(standard_of(row, i), product, sum);
    const gn_f4 pulled = pulled_of(row, i, load(row->dz, i, row->width, 0));
    store(dx, i, row->width, gn_mul(gn_sub(pulled, back), inverse));
  }
}

void gn_rows_standardize_back(size_t rows, size_t width, const float *dz, const float *x, const float *gamma,
                              const float *kept, float *dx, float *dgamma, float *dbeta, float *scratch) {
  gn_vec_fill(width, 0, dgamma);
  gn_vec_fill(width, 0, dbeta);
  for (size_t r = 0; r < rows; r++) {
    const row_back row = {width, dz + r * width, x + r * width, gamma, kept[2 * r], kept[2 * r + 1]};
    float means[2];
    if (r % GN_NORM_BLOCK == 0) gn_vec_fill(2 * width, 0, scratch);
    sums_of_row(&row, scratch, scratch + width, means);
    if (dx) inputs_of_row(&row, means, dx + r * width);
    if (r % GN_NORM_BLOCK == GN_NORM_BLOCK - 1 || r + 1 == rows) {
      gn_vec_add(width, scratch, dgamma);
      gn_vec_add(width, scratch + width, dbeta);
    }
  }
}
