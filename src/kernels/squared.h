/* squared.h: what the losses made of Σ_i (p_i − y_i)² share. A row is a sample; p, y and d are [rows][width].
 */
#ifndef GN_SQUARED_H
#define GN_SQUARED_H

#include <stddef.h>

/* loss = factor · Σ_i (p_i − y_i)² */
void gn_squared_value(double factor, size_t rows, size_t width, const float *p, const float *y, float *loss);
/* d_i = scale · ∂loss/∂p_i = 2 · factor · scale · (p_i − y_i), with a scale for each row */
void gn_squared_gradient(double factor, size_t rows, size_t width, const float *p, const float *y,
                         const float *scale, float *d);

#endif
