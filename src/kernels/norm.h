/* norm.h: numbers standardised by mean and variance: down the columns of x [rows][width] (each over the
 * batch) or along its rows (each by itself). Means first, then the squares of what is left, so that a large
 * mean costs no digits; sums go in blocks of GN_NORM_BLOCK rows, so that many rows cost few.
 */
#ifndef GN_NORM_H
#define GN_NORM_H

#include <stddef.h>

enum { GN_NORM_BLOCK = 64 };

/* ---- Columns: mean, factor, … [width] ---- */

/* mean = Σ x / rows, variance = Σ (x − mean)² / rows; scratch [2][width] */
void gn_columns_moments(size_t rows, size_t width, const float *x, float *mean, float *variance,
                        float *scratch);
/* z = (x − mean)·factor + shift */
void gn_columns_scale(size_t rows, size_t width, const float *x, const float *mean, const float *factor,
                      const float *shift, float *z);
/* sum = Σ dz, product = Σ dz·(x − mean); scratch [width] */
void gn_columns_products(size_t rows, size_t width, const float *dz, const float *x, const float *mean,
                         float *sum, float *product, float *scratch);
/* dx = dz·factor − ((x − mean)·slope + shift) */
void gn_columns_scale_back(size_t rows, size_t width, const float *dz, const float *x, const float *mean,
                           const float *factor, const float *slope, const float *shift, float *dx);

/* ---- Rows: gamma, beta [width]; kept [rows][2] gets each row's mean and 1/√(variance + ε) ---- */

/* x̂ = (x − mean)/√(variance + ε), z = x̂·gamma + beta */
void gn_rows_standardize(size_t rows, size_t width, double epsilon, const float *x, const float *gamma,
                         const float *beta, float *kept, float *z);
/* With g = dz·gamma: dx = (g − mean(g) − x̂·mean(g·x̂))/√(variance + ε), unless dx is NULL;
 * dgamma = Σ dz·x̂, dbeta = Σ dz. scratch holds 2·width floats. */
void gn_rows_standardize_back(size_t rows, size_t width, const float *dz, const float *x, const float *gamma,
                              const float *kept, float *dx, float *dgamma, float *dbeta, float *scratch);

#endif
