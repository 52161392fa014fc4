/* gemv.h: the products of one sample, x [inputs] and W [inputs][units]: four units are one vector. Each
 * element is the same sum, in the same order, as through gemm.h.
 *
 * Numbers are read by whole vectors: behind x, dz and every parameter there must be up to three more, and
 * behind z, da, db and dw of a single row or column room for as many; that of the gradients becomes 0.
 */
#ifndef GN_GEMV_H
#define GN_GEMV_H

#include <stddef.h>

/* z = x·W + b; b may be NULL */
void gn_gemv(size_t inputs, size_t units, const float *w, const float *b, const float *x, float *z);
/* da = W·dz */
void gn_gemv_back(size_t inputs, size_t units, const float *w, const float *dz, float *da);
/* dw[p][j] = x[p]·dz[j] and db = dz; db may be NULL */
void gn_gemv_gradients(size_t inputs, size_t units, const float *x, const float *dz, float *dw, float *db);

#endif
