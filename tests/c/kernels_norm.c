/* norm.h against plain loops in double precision: all widths up to 21, few rows and many, means far from 0.
 */
#include <math.h>

#include "check.h"
#include "floats.h"
#include "kernels/norm.h"

enum { WIDEST = 21, MOST_ROWS = 1000 };

static gn_random stream;

/* Σ (a − mean)·b down column c, where b may be NULL for 1. */
static double column(size_t rows, size_t width, size_t c, const float *a, double mean, const float *b) {
  double sum = 0;
  for (size_t r = 0; r < rows; r++) sum += (a[r * width + c] - mean) * (b ? (double)b[r * width + c] : 1);
  return sum;
}

static double spread(size_t rows, size_t width, size_t c, const float *x, double mean) {
  double sum = 0;
  for (size_t r = 0; r < rows; r++) sum += (x[r * width + c] - mean) * (x[r * width + c] - mean);
  return sum / (double)rows;
}

static guarded random_matrix(size_t rows, size_t width, float centre) {
  guarded g = guarded_new(rows * width, 1);
  randomize(&stream, rows * width, g.data);
  for (size_t i = 0; i < rows * width; i++) g.data[i] += centre;
  return g;
}

static void check_columns(size_t rows, size_t width, float centre) {
  guarded x = random_matrix(rows, width, centre), dz = random_matrix(rows, width, 0);
  guarded mean = guarded_new(width, 0), variance = guarded_new(width, 1), out = guarded_new(rows * width, 2);
  guarded factor = random_matrix(1, width, 0), shift = random_matrix(1, width, 0),
          slope = random_matrix(1, width, 0);
  guarded sum = guarded_new(width, 3), product = guarded_new(width, 0), scratch = guarded_new(2 * width, 1);

  gn_columns_moments(rows, width, x.data, mean.data, variance.data, scratch.data);
  gn_columns_products(rows, width, dz.data, x.data, mean.data, sum.data, product.data, scratch.data);
  for (size_t c = 0; c < width; c++) {
    const double exact = column(rows, width, c, x.data, 0, NULL) / (double)rows;
    CHECK_NEAR(mean.data[c], exact, 3e-7 * (1 + fabs(exact)));
    CHECK_NEAR(variance.data[c], spread(rows, width, c, x.data, exact), 1e-6);
    CHECK_NEAR(sum.data[c], column(rows, width, c, dz.data, 0, NULL), 1e-6 * (double)rows);
    CHECK_NEAR(product.data[c], column(rows, width, c, x.data, mean.data[c], dz.data), 1e-6 * (double)rows);
  }
  gn_columns_scale(rows, width, x.data, mean.data, factor.data, shift.data, out.data);
  for (size_t i = 0; i < rows * width; i++) {
    const size_t c = i % width;
    CHECK(is_same(out.data[i], (x.data[i] - mean.data[c]) * factor.data[c] + shift.data[c]));
  }
  gn_columns_scale_back(rows, width, dz.data, x.data, mean.data, factor.data, slope.data, shift.data,
                        out.data);
  for (size_t i = 0; i < rows * width; i++) {
    const size_t c = i % width;
    const float back = (x.data[i] - mean.data[c]) * slope.data[c] + shift.data[c];
    CHECK(is_same(out.data[i], dz.data[i] * factor.data[c] - back));
  }
  guarded *const all[] = {&x, &dz, &mean, &variance, &out, &factor, &shift, &slope, &sum, &product, &scratch};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    CHECK(guarded_is_intact(all[i]));
    guarded_free(all[i]);
  }
}

static const double epsilon = 0.001;

static void check_rows(size_t rows, size_t width, float centre) {
  guarded x = random_matrix(rows, width, centre), dz = random_matrix(rows, width, 0);
  guarded gamma = random_matrix(1, width, 1), beta = random_matrix(1, width, 0);
  guarded kept = guarded_new(2 * rows, 0), z = guarded_new(rows * width, 2),
          dx = guarded_new(rows * width, 3);
  guarded dgamma = guarded_new(width, 1), dbeta = guarded_new(width, 2), scratch = guarded_new(2 * width, 0);
  double exact_dgamma[WIDEST] = {0}, exact_dbeta[WIDEST] = {0};

  gn_rows_standardize(rows, width, epsilon, x.data, gamma.data, beta.data, kept.data, z.data);
  gn_rows_standardize_back(rows, width, dz.data, x.data, gamma.data, kept.data, dx.data, dgamma.data,
                           dbeta.data, scratch.data);
  for (size_t r = 0; r < rows; r++) {
    const float *in = x.data + r * width, *d = dz.data + r * width;
    double mean = 0, variance = 0, pulled = 0, product = 0;
    for (size_t i = 0; i < width; i++) mean += in[i] / (double)width;
    for (size_t i = 0; i < width; i++) variance += (in[i] - mean) * (in[i] - mean) / (double)width;
    const double inverse = 1 / sqrt(variance + epsilon);
    for (size_t i = 0; i < width; i++) {
      const double standard = (in[i] - mean) * inverse, g = (double)d[i] * (double)gamma.data[i];
      pulled += g / (double)width;
      product += g * standard / (double)width;
      exact_dgamma[i] += d[i] * standard;
      exact_dbeta[i] += d[i];
    }
    for (size_t i = 0; i < width; i++) {
      const double standard = (in[i] - mean) * inverse, g = (double)d[i] * (double)gamma.data[i];
      CHECK_NEAR(z.data[r * width + i], standard * gamma.data[i] + beta.data[i], 4e-5);
      CHECK_NEAR(dx.data[r * width + i], inverse * (g - pulled - standard * product), 5e-4);
    }
  }
  for (size_t i = 0; i < width; i++) {
    CHECK_NEAR(dgamma.data[i], exact_dgamma[i], 4e-6 * (double)rows + 2e-5);
    CHECK_NEAR(dbeta.data[i], exact_dbeta[i], 1e-6 * (double)rows);
  }
  guarded *const all[] = {&x, &dz, &gamma, &beta, &kept, &z, &dx, &dgamma, &dbeta, &scratch};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    CHECK(guarded_is_intact(all[i]));
    guarded_free(all[i]);
  }
}

int main(void) {
  static const size_t rows[] = {1, 2, 3, 4, 5, 63, 64, 65, 130, MOST_ROWS};
  for (size_t width = 1; width <= WIDEST; width++)
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
      check_columns(rows[k], width, 0);
      check_columns(rows[k], width, 10);
      check_rows(rows[k], width, 0);
      check_rows(rows[k], width, 3);
    }
  return report();
}
