/* squared.c: of one output there is no sum, and gradients go four rows at a time. */
#include "squared.h"

#include "simd.h"

void gn_squared_value(double factor, size_t rows, size_t width, const float *p, const float *y, float *loss) {
  if (width == 1) {
    for (size_t r = 0; r < rows; r++) {
      const double error = (double)p[r] - (double)y[r];
      loss[r] = (float)(factor * (error * error));
    }
    return;
  }
  for (size_t r = 0; r < rows; r++) {
    double sum = 0;
    for (size_t i = width; i > 0; i--) {
      const double error = (double)*p++ - (double)*y++;
      sum += error * error;
    }
    loss[r] = (float)(factor * sum);
  }
}

void gn_squared_gradient(double factor, size_t rows, size_t width, const float *p, const float *y,
                         const float *scale, float *d) {
  size_t r = 0;
  if (width == 1) /* 2 · factor is 1 or 2, and so its product with the scale is exact */
    for (; r + GN_LANES <= rows; r += GN_LANES) {
      const gn_f4 slope = gn_mul(gn_splat((float)(2 * factor)), gn_load(scale + r));
      gn_store(d + r, gn_mul(slope, gn_sub(gn_load(p + r), gn_load(y + r))));
    }
  p += r, y += r, d += r;
  for (; r < rows; r++) {
    const float slope = (float)(2 * factor * (double)scale[r]);
    for (size_t i = width; i > 0; i--) *d++ = slope * (*p++ - *y++);
  }
}
