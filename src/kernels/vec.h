/* vec.h: elementwise functions and reductions over contiguous floats, the same bits in every build.
 *
 * Arrays may be unaligned; in and out may be the same memory unless said otherwise. Reductions keep four
 * partial sums (element i goes to sum i mod 4) and add them in one fixed order, so SIMD and plain C agree.
 */
#ifndef GN_VEC_H
#define GN_VEC_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void gn_vec_fill(size_t n, float value, float *y);
void gn_vec_copy(size_t n, const float *x, float *y);
void gn_vec_axpy(size_t n, float a, const float *x, float *y);              /* y += a·x */
void gn_vec_scale(size_t n, float a, const float *x, float *y);             /* y = a·x */
void gn_vec_sum_of(size_t n, const float *x, const float *y, float *z);     /* z = x + y */
void gn_vec_product_of(size_t n, const float *x, const float *y, float *z); /* z = x·y */
static inline void gn_vec_add(size_t n, const float *x, float *y) { gn_vec_sum_of(n, y, x, y); }
static inline void gn_vec_mul(size_t n, const float *x, float *y) { gn_vec_product_of(n, y, x, y); }
/* z = y where x > 0 or is NaN, else 0 */
void gn_vec_pass(size_t n, const float *x, const float *y, float *z);
/* y *= x, 0 where that is denormal; n a multiple of 4 */
void gn_vec_pass_slope(size_t n, const float *x, float *y);
/* y[i] = table[x[i]] */
void gn_vec_look_up(size_t n, const uint8_t *x, const float *table, float *y);
void gn_vec_exp(size_t n, const float *x, float *y); /* ≤ 2 ulp; 0 below −104, ∞ above 88.73 */
void gn_vec_log(size_t n, const float *x, float *y); /* ≤ 2 ulp; −∞ at 0, NaN below; denormals right */
void gn_vec_sigmoid(size_t n, const float *x, float *y); /* ≤ 4 ulp */
void gn_vec_tanh(size_t n, const float *x, float *y);    /* ≤ 8 ulp, odd */
/* … with the derivative at x: σ(x)·σ(−x), (1 − y)·(1 + y); y is not x, n a multiple of 4 */
void gn_vec_sigmoid_slope(size_t n, const float *x, float *y, float *slope);
void gn_vec_tanh_slope(size_t n, const float *x, float *y, float *slope);
void gn_vec_relu(size_t n, const float *x, float *y); /* max(x, 0); NaN stays NaN */
float gn_vec_sum(size_t n, const float *x);
float gn_vec_dot(size_t n, const float *x, const float *y);
float gn_vec_max(size_t n, const float *x);     /* n ≥ 1, no NaN */
float gn_vec_max_abs(size_t n, const float *x); /* NaN if any is NaN, ∞ if any is infinite */
/* How many x lie on their y's side of the middle; on it, they are on its lower side or, if that is `strict`,
 * on neither. None is NaN, and whole vectors can be read. */
size_t gn_vec_count_sides(size_t n, const float *x, const float *y, float middle, bool strict);
bool gn_vec_is_within(size_t n, const float *x, float limit); /* |x| ≤ limit, all of them; no NaN is */
static inline bool gn_vec_is_finite(size_t n, const float *x) { return gn_vec_is_within(n, x, FLT_MAX); }
/* The system's macro looks at the bits: thrice the code. */
static inline bool gn_is_finite(double x) { return fabs(x) < (double)INFINITY; }

/* y = x, but 0 with the sign of x where |x| < 2⁻¹²⁶, which are the denormal numbers. Are there any? y may be
 * NULL, if that is the question. */
bool gn_vec_flush(size_t n, const float *x, float *y);

/* Rows of a matrix [rows][width]. */
void gn_rows_add(size_t rows, size_t width, const float *bias, float *y); /* y[r][i] += bias[i] */
void gn_rows_sum(size_t rows, size_t width, const float *x,
                 float *sum); /* sum[i] = Σ_r x[r][i], r increasing */
/* y[r][i] = x[r][i], where a row begins `ldx` or `ldy` floats after the one before. */
void gn_rows_copy(size_t rows, size_t width, const float *x, size_t ldx, float *y, size_t ldy);
/* y[r][i] = x[order[r]][i] */
void gn_rows_gather(size_t rows, size_t width, const float *x, const uint32_t *order, float *y);
void gn_rows_softmax(size_t rows, size_t width, const float *z, float *a); /* exp(z − max)/Σ, a may be z */
void gn_rows_log_sum_exp(size_t rows, size_t width, const float *z,
                         float *lse); /* max + log Σ exp(z − max) */

/* One number through the same code: bit-equal to the vector forms. */
float gn_expf(float x);
float gn_logf(float x);
float gn_sigmoidf(float x);
float gn_tanhf(float x);

#endif
