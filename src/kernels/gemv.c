/* gemv.c: vectors along the units, which lie next to each other in W. */
#include "gemv.h"

#include "simd.h"

void gn_gemv(size_t inputs, size_t units, const float *w, const float *b, const float *x, float *z) {
  for (size_t j = 0; j < units; j += GN_LANES) {
    const float *column = w + j;
    gn_f4 sum = gn_splat(0);
    for (size_t p = 0; p < inputs; p++, column += units)
      sum = gn_madd(gn_load_splat(x + p), gn_load(column), sum);
    gn_store(z + j, b ? gn_add(sum, gn_load(b + j)) : sum);
  }
}

/* Four inputs at a time: of 4 × 4 weights, turned, each column meets one δ. */
void gn_gemv_back(size_t inputs, size_t units, const float *w, const float *dz, float *da) {
  for (size_t p = 0; p < inputs; p += GN_LANES) {
    gn_f4 sum = gn_splat(0);
    for (size_t j = 0; j < units; j += GN_LANES) {
      const size_t rest = units - j;
      gn_f4 column[GN_LANES];
      for (size_t i = 0; i < GN_LANES; i++) column[i] = gn_load(w + (p + i < inputs ? p + i : p) * units + j);
      gn_transpose(column);
      sum = gn_madd(gn_load_splat(dz + j), column[0], sum);
      if (rest > 1) sum = gn_madd(gn_load_splat(dz + j + 1), column[1], sum);
      if (rest > 2) sum = gn_madd(gn_load_splat(dz + j + 2), column[2], sum);
      if (rest > 3) sum = gn_madd(gn_load_splat(dz + j + 3), column[3], sum);
    }
    gn_store(da + p, sum);
  }
}

/* The first `count` lanes, then zeros. */
GN_INLINE gn_f4 load_first(const float *x, size_t count) {
  return count >= GN_LANES ? gn_load(x) : gn_load_part(x, count, 0);
}

/* One row of products: x·dz. Sums of products begin with 0, which turns −0 to 0. */
GN_APART static void multiply_row(size_t units, gn_f4 x, const float *dz, float *dw) {
  for (size_t j = 0; j < units; j += GN_LANES)
    gn_store(dw + j, gn_madd(x, load_first(dz + j, units - j), gn_splat(0)));
}

/* Behind every row but the last of dW is the next one. */
static void multiply_rows(size_t inputs, size_t units, const float *x, const float *dz, float *dw) {
  if (units % GN_LANES == 0 || inputs == 1)
    for (size_t p = 0; p < inputs; p++, dw += units) multiply_row(units, gn_load_splat(x + p), dz, dw);
  else
    for (size_t p = 0; p < inputs; p++, dw += units)
      for (size_t j = 0; j < units; j++) dw[j] = 0 + x[p] * dz[j];
}

/* Of a single unit the inputs lie next to each other in dW: they take the place of units. */
void gn_gemv_gradients(size_t inputs, size_t units, const float *x, const float *dz, float *dw, float *db) {
  if (units == 1)
    multiply_row(inputs, gn_load_splat(dz), x, dw);
  else
    multiply_rows(inputs, units, x, dz, dw);
  if (db) multiply_row(units, gn_splat(1), dz, db);
}
