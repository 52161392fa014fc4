/* common.h: what the augmentations that move pixels share: directions, angles, what lies outside. */
#ifndef GN_AUGMENTATIONS_COMMON_H
#define GN_AUGMENTATIONS_COMMON_H

#include <stddef.h>

#include "../kernels/warp.h"
#include "../kind.h"

typedef enum gn_axis { GN_AXIS_HORIZONTAL, GN_AXIS_VERTICAL, GN_AXIS_BOTH } gn_axis;
extern const char *const gn_axis_words[];

/* Along x (0), along y (1)? */
static inline bool gn_axis_has(int32_t axis, int k) { return axis == GN_AXIS_BOTH || axis == k; }

#define GN_FIELD_AXIS(options_, fallback_)                                                                   \
  {                                                                                                          \
    .name = "axis", .type = GN_WORD, .offset = offsetof(options_, axis), .fallback = fallback_,              \
    .words = gn_axis_words, .about = {                                                                       \
      "Along which axis pixels move.",                                                                       \
      "像素沿哪个方向移动。"                                                                       \
    }                                                                                                        \
  }

extern const char *const gn_fill_words[]; /* the place in it is gn_warp's `edge` */

#define GN_FIELD_FILL(options_)                                                                              \
  {                                                                                                          \
    .name = "fill", .type = GN_WORD, .offset = offsetof(options_, fill), .fallback = "\"zero\"",             \
    .words = gn_fill_words, .about = {                                                                       \
      "What lies outside: 0, or the nearest pixel of the edge (for all if one says so).",                    \
      "图像之外的值：0，或最近的边缘像素（一项取 edge 则全部如此）。"             \
    }                                                                                                        \
  }

/* Uniform on [−1, 1). */
static inline double gn_draw_signed(gn_random *random) { return 2 * (double)gn_random_uniform(random) - 1; }

/* sin and cos of an angle of at most 180 degrees, by their series in one fixed order: the last term kept is
 * π²⁷/27! ≈ 2·10⁻¹⁵. */
static inline void gn_sine_cosine(double degrees, double *sine, double *cosine) {
  const double x = degrees * (3.14159265358979323846 / 180);
  double term = 1, sums[2] = {0, 0};
  for (int k = 0; k < 28; term *= x / ++k) sums[k & 1] += k & 2 ? -term : term;
  *cosine = sums[0];
  *sine = sums[1];
}

#endif
