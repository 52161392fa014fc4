/* depthwise.h: convolution of each channel by itself, with `multiplier` filters of its own.
 *
 *   forward   z[b][o][c·m + j] = bias[c·m + j] + Σ_k x[b][o·stride − before + k·dilation][c] · w[k][c][j]
 *
 * and the gradients of it, as in conv.h. x [batch][in.y][in.x][channels], w
 * [size.y][size.x][channels][multiplier], z [batch][out.y][out.x][channels·multiplier].
 */
#ifndef GN_DEPTHWISE_H
#define GN_DEPTHWISE_H

#include "window.h"

typedef struct gn_depthwise {
  gn_window window;
  size_t channels, multiplier;
} gn_depthwise;

/* bias may be NULL. */
void gn_depthwise_forward(const gn_depthwise *d, size_t batch, const float *x, const float *w,
                          const float *bias, float *z);
void gn_depthwise_weights(const gn_depthwise *d, size_t batch, const float *x, const float *dz, float *dw);
void gn_depthwise_inputs(const gn_depthwise *d, size_t batch, const float *dz, const float *w, float *dx);

#endif
