/* pool.h: one number for each window and channel: the largest, or the mean, of the pixels under it.
 *
 * x [batch][in.y][in.x][channels], z [batch][out.y][out.x][channels]; the window's dilation is 1. Padding
 * does not count: it is never the largest, and a mean is over the pixels that are there.
 */
#ifndef GN_POOL_H
#define GN_POOL_H

#include "window.h"

typedef struct gn_pool {
  gn_window window;
  size_t channels;
} gn_pool;

/* The first of equal maxima wins, rows before columns; NaN is larger than all. `winner` [batch][out.y][out.x]
 * [channels] gets where it stands, as an int32_t: its place among the floats of the sample. */
void gn_pool_max(const gn_pool *pool, size_t batch, const float *x, float *z, float *winner);
void gn_pool_max_back(const gn_pool *pool, size_t batch, const float *dz, const float *winner, float *dx);

void gn_pool_mean(const gn_pool *pool, size_t batch, const float *x, float *z);
void gn_pool_mean_back(const gn_pool *pool, size_t batch, const float *dz, float *dx);

#endif
