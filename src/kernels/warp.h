/* warp.h: a picture seen through a map.
 *
 * Maps go backwards: from a place of the new picture to the place of the given one whose ink it shows. Places
 * are in pixels from the middle of the picture, x to the right, y downwards:
 *
 *   (x, y) ↦ M·(x, y, 1) + d(x, y)
 *
 * However many steps made the map, the picture is resampled once: between the four pixels around.
 */
#ifndef GN_WARP_H
#define GN_WARP_H

#include <stdbool.h>
#include <stddef.h>

typedef struct gn_map {
  double m[2][3];
} gn_map;

typedef struct gn_warp {
  size_t height, width;
  gn_map map;      /* M */
  float *d[2];     /* [height][width], right and down; NULL: nothing is displaced */
  float *spare[2]; /* [height][width], for whoever displaces */
  bool edge;       /* outside, the nearest pixel of the edge goes on; else there is 0 */
} gn_warp;

/* One step more, given by its own map backwards: M ← M ∘ step. */
void gn_warp_step(gn_warp *warp, const gn_map *step);

/* d[k] += alpha · what spare[0], [width][height], is after smoothing with a Gaussian of standard deviation
 * sigma ≤ GN_SIGMA_MAX, cut off at 3 sigma; beyond the picture there is nothing. Overwrites `spare`. */
enum { GN_SIGMA_MAX = 32 };
void gn_warp_displace(gn_warp *warp, int k, double alpha, double sigma);

/* from: [height + 2][width + 2][channels], the picture with a border of zeros. to: [height][width][channels].
 */
void gn_warp_picture(const gn_warp *warp, size_t channels, const float *from, float *to);

#endif
