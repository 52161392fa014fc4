/* squared.c: of one output, as many rows as are whole vectors go by loops over arrays that are known to be
 * apart, of which the compiler makes vectors. */
#include "squared.h"

static size_t whole_of(size_t rows, size_t width) { return width == 1 ? rows & ~(size_t)3 : 0; }

static void value_of_one(double factor, size_t whole, const float *restrict p, const float *restrict y,
                         float *restrict loss) {
  for (size_t r = 0; r < (whole & ~(size_t)3); r++) {
    const double error = (double)p[r] - (double)y[r];
    loss[r] = (float)(factor * (error * error));
  }
}

void gn_squared_value(double factor, size_t rows, size_t width, const float *p, const float *y, float *loss) {
  const size_t whole = whole_of(rows, width);
  value_of_one(factor, whole, p, y, loss);
  p += whole, y += whole;
  for (size_t r = whole; r < rows; r++, p += width, y += width) {
    double sum = 0;
    for (size_t i = 0; i < width; i++) {
      const double error = (double)p[i] - (double)y[i];
      sum += error * error;
    }
    loss[r] = (float)(factor * sum);
  }
}

/* Here 2 · factor is 1 or 2, and so its product with the scale is exact. */
static void gradient_of_one(float twice, size_t whole, const float *restrict p, const float *restrict y,
                            const float *restrict scale, float *restrict d) {
  for (size_t r = 0; r < (whole & ~(size_t)3); r++) d[r] = twice * scale[r] * (p[r] - y[r]);
}

void gn_squared_gradient(double factor, size_t rows, size_t width, const float *p, const float *y,
                         const float *scale, float *d) {
  const size_t whole = whole_of(rows, width);
  gradient_of_one((float)(2 * factor), whole, p, y, scale, d);
  p += whole, y += whole, d += whole;
  for (size_t r = whole; r < rows; r++, p += width, y += width, d += width) {
    const float slope = (float)(2 * factor * (double)scale[r]);
    for (size_t i = 0; i < width; i++) d[i] = slope * (p[i] - y[i]);
  }
}
