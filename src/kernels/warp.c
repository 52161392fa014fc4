#include "warp.h"

#include <string.h>

#include "vec.h"

void gn_warp_step(gn_warp *warp, const gn_map *step) {
  for (int i = 0; i < 2; i++) {
    double *m = warp->map.m[i];
    const double a = m[0], b = m[1];
    for (int j = 0; j < 3; j++) m[j] = a * step->m[0][j] + b * step->m[1][j] + (j == 2 ? m[2] : 0);
  }
}

/* y[r] = Σ_t g[|t|]·x[r+t], whole rows at a time. */
static void smooth(size_t rows, size_t width, size_t reach, const float *g, const float *x, float *y) {
  gn_vec_fill(rows * width, 0, y);
  for (size_t t = 0; t <= reach && t < rows; t++) {
    gn_vec_axpy((rows - t) * width, g[t], x + t * width, y);
    if (t > 0) gn_vec_axpy((rows - t) * width, g[t], x, y + t * width);
  }
}

void gn_warp_displace(gn_warp *warp, int k, double alpha, double sigma) {
  const size_t height = warp->height, width = warp->width, reach = (size_t)(3 * sigma + 0.5);
  float g[3 * GN_SIGMA_MAX + 1], *noise = warp->spare[0], *smoothed = warp->spare[1];
  float sum = 0;
  for (size_t t = 0; t <= reach; t++) {
    g[t] = gn_expf((float)(-0.5 * (double)(t * t) / (sigma * sigma)));
    sum += t > 0 ? 2 * g[t] : g[t];
  }
  for (size_t t = 0; t <= reach; t++) g[t] /= sum;
  smooth(width, height, reach, g, noise, smoothed);
  for (size_t y = 0; y < height; y++)
    for (size_t x = 0; x < width; x++) noise[y * width + x] = smoothed[x * height + y];
  smooth(height, width, reach, g, noise, smoothed);
  gn_vec_axpy(height * width, (float)alpha, smoothed, warp->d[k]);
}

void gn_warp_picture(const gn_warp *warp, size_t channels, const float *from, float *to) {
  const size_t size[2] = {warp->width, warp->height}, stride = (size[0] + 2) * channels;
  const double middle[2] = {0.5 * ((double)size[0] - 1), 0.5 * ((double)size[1] - 1)};
  double x = -middle[0], y = -middle[1];
  for (size_t i = 0; i < size[0] * size[1]; i++) {
    size_t before[2]; /* the pixel, within the border, at or before the place; along x, along y */
    float beyond[2];  /* how far the place is beyond it */
    for (int k = 0; k < 2; k++) {
      const double *m = warp->map.m[k], low = warp->edge ? 1 : 0, high = (double)size[k] + 1 - low;
      double at = m[0] * x + m[1] * y + m[2] + middle[k] + 1;
      if (warp->d[k]) at += (double)warp->d[k][i];
      at = at < low ? low : at > high ? high : at;
      before[k] = at < (double)size[k] ? (size_t)at : size[k];
      beyond[k] = (float)(at - (double)before[k]);
    }
    const float *upper = from + before[1] * stride + before[0] * channels, *lower = upper + stride;
    for (size_t c = 0; c < channels; c++)
      *to++ = (1 - beyond[1]) * ((1 - beyond[0]) * upper[c] + beyond[0] * upper[c + channels]) +
              beyond[1] * ((1 - beyond[0]) * lower[c] + beyond[0] * lower[c + channels]);
    if (++x > middle[0]) {
      x = -middle[0];
      y++;
    }
  }
}
