/* gemm.h: matrix products in the three forms that training needs. Row-major, leading dimensions in floats.
 *
 *   forward   Y = X·W      gn_gemm_nn   A [m][k],  B [k][n]
 *   weights   dW = Xᵀ·dY   gn_gemm_tn   A [k][m],  B [k][n]
 *   inputs    dX = dY·Wᵀ   gn_gemm_nt   A [m][k],  B [n][k]
 *
 * C [m][n] = product, or C += product with `accumulate`. Each element of C is a sum over k in increasing
 * order within blocks of a fixed length, whatever m, n and the build: the bits do not depend on them.
 * Where A has many zeros their terms are left out, which changes no bit as long as B is finite.
 * C may not overlap A or B. `scratch` holds gn_gemm_scratch(m, n, k) floats, aligned to 16 bytes.
 */
#ifndef GN_GEMM_H
#define GN_GEMM_H

#include <stdbool.h>
#include <stddef.h>

size_t gn_gemm_scratch(size_t m, size_t n, size_t k);
/* … for Z = X·W, X [rows][in], W [in][out], and its gradients by W and X */
size_t gn_gemm_training_scratch(size_t rows, size_t in, size_t out);

void gn_gemm_nn(size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
                float *c, size_t ldc, bool accumulate, float *scratch);
void gn_gemm_tn(size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
                float *c, size_t ldc, bool accumulate, float *scratch);
void gn_gemm_nt(size_t m, size_t n, size_t k, const float *a, size_t lda, const float *b, size_t ldb,
                float *c, size_t ldc, bool accumulate, float *scratch);

#endif
