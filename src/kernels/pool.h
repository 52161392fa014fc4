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

typedef enum gn_pool_form { GN_POOL_MAX, GN_POOL_MAX_BACK, GN_POOL_MEAN, GN_POOL_MEAN_BACK } gn_pool_form;

void gn_pool_run(gn_pool_form form, const gn_pool *pool, size_t batch, const float *in, float *winner,
                 float *out);

/* The first of equal maxima wins, rows before columns; NaN is larger than all. `winner` [batch][out.y][out.x]
 * [channels] gets where it stands, as an int32_t: its place among the floats of the sample. */
static inline void gn_pool_max(const gn_pool *pool, size_t batch, const float *x, float *z, float *winner) {
  gn_pool_run(GN_POOL_MAX, pool, batch, x, winner, z);
}
static inline void gn_pool_max_back(const gn_pool *pool, size_t batch, const float *dz, float *winner,
                                    float *dx) {
  gn_pool_run(GN_POOL_MAX_BACK, pool, batch, dz, winner, dx);
}

static inline void gn_pool_mean(const gn_pool *pool, size_t batch, const float *x, float *z) {
  gn_pool_run(GN_POOL_MEAN, pool, batch, x, NULL, z);
}
static inline void gn_pool_mean_back(const gn_pool *pool, size_t batch, const float *dz, float *dx) {
  gn_pool_run(GN_POOL_MEAN_BACK, pool, batch, dz, NULL, dx);
}

#endif
