/* special.h: log(1 + x) and the normal distribution, on blocks of at most GN_BLOCK floats.
 *
 * A block fits on the stack, so that a kind that needs room for intermediate values asks nobody for it:
 *
 *   for (size_t i = 0, n; (n = gn_block(count - i)) > 0; i += n) …  // elements i … i+n−1
 */
#ifndef GN_SPECIAL_H
#define GN_SPECIAL_H

#include <stddef.h>

#include "vec.h"

enum { GN_BLOCK = 256 };

static inline size_t gn_block(size_t rest) { return rest < GN_BLOCK ? rest : GN_BLOCK; }

/* y = log(1 + x) for x ≥ −1, to a few ulp also near 0: the rounding of u = 1 + x is put right by the
 * factor x/(u − 1), which carries the same error as log u (Kahan). y may not be x. */
static inline void gn_block_log1p(size_t n, const float *x, float *y) {
  for (size_t i = 0; i < n; i++) y[i] = 1 + x[i];
  gn_vec_log(n, y, y);
  for (size_t i = 0; i < n; i++) {
    float rounded = (1 + x[i]) - 1;
    y[i] = rounded == 0 ? x[i] : y[i] * (x[i] / rounded);
  }
}

/* y = log(1 + exp(−|x|)), the bounded part of softplus(x) = max(x, 0) + y. y may not be x. */
static inline void gn_block_log1p_exp(size_t n, const float *x, float *y) {
  float e[GN_BLOCK];
  for (size_t i = 0; i < n; i++) e[i] = x[i] > 0 ? -x[i] : x[i];
  gn_vec_exp(n, e, e);
  gn_block_log1p(n, e, y);
}

/* The standard normal: density φ(x) = exp(−x²/2)/√(2π) and distribution Φ(x) = ½(1 + erf(x/√2)).
 *
 * With t = 1/(1 + 0.305|x|), Φ(−|x|) = exp(−x²/2)·t·P(t). P is the polynomial of degree 7 with the least
 * greatest relative error over x ≤ 15, 1.1·10⁻⁷ (found by iteratively reweighted least squares against
 * double precision), so that the far tail is right too, where ½(1 + erf) would cancel. Neither may be x. */
static inline void gn_block_normal(size_t n, const float *x, float *density, float *distribution) {
  for (size_t i = 0; i < n; i++) density[i] = -0.5f * x[i] * x[i];
  gn_vec_exp(n, density, density);
  for (size_t i = 0; i < n; i++) {
    float t = 1 / (1 + 0.305f * (x[i] < 0 ? -x[i] : x[i]));
    float p = 0.036426652f;
    p = p * t - 0.15189379f;
    p = p * t + 0.1839011f;
    p = p * t - 0.036369536f;
    p = p * t + 0.1202049f;
    p = p * t + 0.10365829f;
    p = p * t + 0.12243038f;
    p = p * t + 0.12164201f;
    float tail = density[i] * (p * t);
    distribution[i] = x[i] > 0 ? 1 - tail : tail;
    density[i] *= 0.3989423f; /* 1/√(2π) */
  }
}

#endif
