/* squared.h: what the losses made of Σ_i (p_i − y_i)² share. */
#ifndef GN_SQUARED_H
#define GN_SQUARED_H

#include <stddef.h>

/* loss = factor · Σ_i (p_i − y_i)² */
static inline void gn_squared_value(double factor, size_t rows, size_t width, const float *p, const float *y,
                                    float *loss) {
  for (size_t r = 0; r < rows; r++, p += width, y += width) {
    double sum = 0;
    for (size_t i = 0; i < width; i++) {
      double error = (double)p[i] - (double)y[i];
      sum += error * error;
    }
    loss[r] = (float)(factor * sum);
  }
}

/* ∂loss/∂p_i = 2 · factor · (p_i − y_i) */
static inline void gn_squared_gradient(double factor, size_t rows, size_t width, const float *p,
                                       const float *y, const float *scale, float *d) {
  for (size_t r = 0; r < rows; r++, p += width, y += width, d += width) {
    const float slope = (float)(2 * factor * (double)scale[r]);
    for (size_t i = 0; i < width; i++) d[i] = slope * (p[i] - y[i]);
  }
}

#endif
