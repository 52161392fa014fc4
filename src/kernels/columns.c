/* columns.c: vectors along the samples, and for gradients, which are sums over them, along the units. */
#include "columns.h"

#include <stdbool.h>

#include "simd.h"

enum { WIDEST_TILE = 4 };

static const float zeros[GN_COLUMNS_LONGEST];

/* By whole vectors: numbers stored one by one could not be loaded as a vector at once. */
void gn_columns_from_rows(size_t batch, size_t columns, const float *from, const uint32_t *order, float *to) {
  const size_t stride = gn_columns_stride(batch);
  for (size_t at = 0; at < stride; at += GN_LANES) {
    const float *row[GN_LANES];
    for (size_t i = 0; i < GN_LANES; i++) {
      const size_t r = at + i < batch ? at + i : at;
      row[i] = from + (order ? order[r] : r) * columns;
    }
    for (size_t c = 0; c < columns; c++)
      gn_store(to + c * stride + at, gn_make(row[0][c], row[1][c], row[2][c], row[3][c]));
  }
}

void gn_columns_to_rows(size_t batch, size_t columns, const float *from, float *to) {
  const size_t stride = gn_columns_stride(batch);
  for (size_t c = 0; c < columns; c++, from += stride)
    for (size_t r = 0; r < batch; r++) to[r * columns + c] = from[r];
}

/* z for a tile of constant size: so many outputs, of each so many vectors. */
GN_INLINE void weigh_tile(size_t outputs, size_t vectors, size_t stride, const gn_columns_weights *m,
                          const float *w, const float *b, const float *x, float *z) {
  const size_t of_input = m->of_input, of_output = m->of_output;
  gn_f4 sum[WIDEST_TILE];
  for (size_t i = 0; i < outputs * vectors; i++) sum[i] = gn_splat(0);
  for (size_t p = m->inputs; p > 0; p--, w += of_input, x += stride)
    for (size_t j = 0; j < outputs; j++)
      for (size_t v = 0; v < vectors; v++)
        sum[j * vectors + v] =
            gn_madd(gn_load_splat(w + j * of_output), gn_load(x + v * GN_LANES), sum[j * vectors + v]);
  for (size_t j = 0; j < outputs; j++)
    for (size_t v = 0; v < vectors; v++)
      gn_store(z + j * stride + v * GN_LANES, gn_add(sum[j * vectors + v], gn_load_splat(b + j)));
}

/* … for all outputs of a constant number of vectors. */
GN_INLINE void weigh_strip(size_t vectors, size_t stride, const gn_columns_weights *m, const float *b,
                           const float *x, float *z) {
  const float *w = m->w;
  size_t left = m->outputs;
  if (vectors == 1)
    for (; left >= 4; left -= 4, w += 4 * m->of_output, b += 4, z += 4 * stride)
      weigh_tile(4, 1, stride, m, w, b, x, z);
  for (; left > 0; left--, w += m->of_output, b++, z += stride) weigh_tile(1, vectors, stride, m, w, b, x, z);
}

/* Without b zeros are added: a sum that began with 0 stays the same. */
void gn_columns_weigh(size_t stride, const gn_columns_weights *m, const float *b, const float *x, float *z) {
  if (!b) b = zeros;
  for (size_t at = 0, vectors; at < stride; at += vectors * GN_LANES) {
    vectors = stride - at < 3 * GN_LANES ? 1 : 3;
    if (vectors == 1)
      weigh_strip(1, stride, m, b, x + at, z + at);
    else
      weigh_strip(3, stride, m, b, x + at, z + at);
  }
}

/* Up to four columns of δ and what becomes of them: four numbers of a row of dW, or of two. */
typedef struct strip {
  const float *column[GN_LANES]; /* zeros where there is none */
  size_t stride, here, ldw;      /* here: numbers that a row of dW stores; ldw: how long it is */
  float *sums;                   /* NULL: they are known already, or nobody asks */
} strip;

GN_APART static void take_columns(strip *s, const float *from, size_t columns) {
  for (size_t i = 0; i < GN_LANES; i++, from += s->stride) s->column[i] = i < columns ? from : zeros;
}

/* Turned, they are rows of four, one a sample, of which each adds its products to those of a constant number
 * of inputs. The sums beside them are those of δ or, where inputs and units have changed places, of x. */
GN_INLINE void sum_strip(size_t inputs, bool of_x, const strip *s, const float *const *x, gn_f4 *sum) {
  gn_f4 all = gn_splat(0);
  for (size_t p = 0; p < inputs; p++) sum[p] = all;
  for (size_t at = 0; at < s->stride; at += GN_LANES) {
    gn_f4 row[GN_LANES];
    for (size_t i = 0; i < GN_LANES; i++) row[i] = gn_load(s->column[i] + at);
    gn_transpose(row);
    for (size_t i = 0; i < GN_LANES; i++) {
      if (!of_x) all = gn_add(all, row[i]);
      for (size_t p = 0; p < inputs; p++) {
        const gn_f4 v = gn_load_splat(x[p] + at + i);
        if (of_x) all = gn_add(all, v);
        sum[p] = gn_madd(v, row[i], sum[p]);
      }
    }
  }
  if (s->sums) gn_store(s->sums, of_x ? gn_make(gn_first_lane(all), 0, 0, 0) : all);
}

/* Of two rows. A row is stored as a vector where it may be: what is behind the first of two columns is the
 * next row, behind a single row there is room. */
GN_INLINE void store_rows(size_t count, const strip *s, const gn_f4 *sum, float *dw) {
  if (s->here < GN_LANES && s->ldw == 2 && count == 2) {
    gn_store(dw, gn_pair_low(sum[0], sum[1]));
    return;
  }
  for (size_t p = 0; p < count; p++, dw += s->ldw)
    if (s->here < GN_LANES)
      gn_store_part(dw, s->here, sum[p]);
    else
      gn_store(dw, sum[p]);
}

/* Four units by two inputs at a time. */
static void sum_products(size_t stride, size_t inputs, size_t units, const float *x, const float *dz,
                         float *dw, float *db) {
  for (size_t j = 0; j < units; j += GN_LANES) {
    strip s = {.stride = stride,
               .here = inputs == 1 ? GN_LANES : units - j,
               .ldw = units,
               .sums = db ? db + j : NULL};
    take_columns(&s, dz + j * stride, units - j);
    for (size_t p = 0; p < inputs; p += 2, s.sums = NULL) {
      const bool two = inputs - p > 1;
      const float *const column[2] = {x + p * stride, two ? x + (p + 1) * stride : zeros};
      gn_f4 sum[2];
      sum_strip(2, false, &s, column, sum);
      store_rows(two ? 2 : 1, &s, sum, dw + p * units + j);
    }
  }
}

/* Of a single unit the inputs lie next to each other in dW: they take the place of units. */
static void sum_products_of_one(size_t stride, size_t inputs, const float *x, const float *dz, float *dw,
                                float *db) {
  for (size_t p = 0; p < inputs; p += GN_LANES, db = NULL) {
    strip s = {.stride = stride, .sums = db};
    gn_f4 sum;
    take_columns(&s, x + p * stride, inputs - p);
    sum_strip(1, true, &s, &dz, &sum);
    gn_store(dw + p, sum);
  }
}

void gn_columns_gradients(size_t stride, size_t inputs, size_t units, const float *x, const float *dz,
                          float *dw, float *db) {
  if (units > 1)
    sum_products(stride, inputs, units, x, dz, dw, db);
  else
    sum_products_of_one(stride, inputs, x, dz, dw, db);
}
