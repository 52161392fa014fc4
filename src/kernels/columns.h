/* columns.h: products of small matrices that are kept by columns: [columns][stride], so that four samples of
 * one feature are one vector and every number of W meets it once, without packing. A column is the batch and,
 * up to a whole vector, samples once more, whose results nobody reads and whose δ is 0. Each element is the
 * same sum, in the same order, as through gemm.h.
 */
#ifndef GN_COLUMNS_H
#define GN_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

enum { GN_COLUMNS_WIDEST = 16, GN_COLUMNS_LONGEST = 32 };

/* How far columns lie apart: whole vectors of samples. */
static inline __attribute__((always_inline)) size_t gn_columns_stride(size_t batch) {
  return (batch + 3) & ~(size_t)3;
}

/* From rows, the first of which is `first`: to[c][r] = from[first + r][c], or by `order` from[order[first +
 * r]][c], with samples once more behind them; and back. */
void gn_columns_from_rows(size_t batch, size_t columns, const float *from, const uint32_t *order,
                          size_t first, float *to);
void gn_columns_to_rows(size_t batch, size_t columns, const float *from, float *to);

/* A matrix W as it is read: element (p, j) lies at w[p·of_input + j·of_output]. */
typedef struct gn_columns_weights {
  const float *w;
  size_t inputs, outputs, of_input, of_output;
} gn_columns_weights;

/* z[j] = Σ_p w_pj·x[p] + b[j]; b may be NULL. */
void gn_columns_weigh(size_t stride, const gn_columns_weights *m, const float *b, const float *x, float *z);
/* dw[p][j] = Σ_samples x[p]·dz[j] and db[j] = Σ_samples dz[j]; db may be NULL. Behind db, and behind dw of a
 * single unit, up to a whole vector becomes 0, as the padding of parameters is. */
void gn_columns_gradients(size_t stride, size_t inputs, size_t units, const float *x, const float *dz,
                          float *dw, float *db);

#endif
