/* conv.h: two-dimensional convolution and its two gradients.
 *
 *   forward   z[b][o][f] = bias[f] + Σ_{k,c} x[b][o·stride − before + k·dilation][c] · w[k][c][f]
 *   weights   dw[k][c][f] = Σ_{b,o} x[b][o·stride − before + k·dilation][c] · dz[b][o][f]
 *   inputs    dx[b][i][c] = Σ_{k,f} dz[b][o][f] · w[k][c][f],   over k and o with o·stride − before +
 * k·dilation = i
 *
 * where o, i and k run over rows and columns: x [batch][in.y][in.x][channels], w
 * [size.y][size.x][channels][filters], z [batch][out.y][out.x][filters]; x outside of the image is 0.
 *
 * No array may overlap another. `scratch` holds gn_conv_scratch floats, aligned to 16 bytes. Each number is
 * summed in one order, which depends on the sizes alone. conv.c says which shape is computed how.
 */
#ifndef GN_CONV_H
#define GN_CONV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "window.h"

typedef struct gn_conv {
  gn_window window;
  size_t channels, filters;
} gn_conv;

uint64_t gn_conv_scratch(const gn_conv *c, size_t batch); /* enough for each of the three */

/* bias may be NULL. */
void gn_conv_forward(const gn_conv *c, size_t batch, const float *x, const float *w, const float *bias,
                     float *z, float *scratch);
void gn_conv_weights(const gn_conv *c, size_t batch, const float *x, const float *dz, float *dw,
                     float *scratch);
void gn_conv_inputs(const gn_conv *c, size_t batch, const float *dz, const float *w, float *dx,
                    float *scratch);

#endif
