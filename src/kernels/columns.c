/* columns.c: vectors along the samples, and for gradients, which are sums over them, along the units. */
#include "columns.h"

#include "simd.h"

enum { WIDEST_TILE = 4 };

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
                          const float *w, const float *b, const float *x, float *z, ptrdiff_t slopes) {
  const size_t of_input = m->of_input, of_output = m->of_output;
  gn_f4 sum[WIDEST_TILE];
  for (size_t i = 0; i < outputs * vectors; i++) sum[i] = gn_splat(0);
  for (size_t p = m->inputs; p > 0; p--, w += of_input, x += stride)
    for (size_t j = 0; j < outputs; j++)
      for (size_t v = 0; v < vectors; v++)
        sum[j * vectors + v] =
            gn_madd(gn_load_splat(w + j * of_output), gn_load(x + v * GN_LANES), sum[j * vectors + v]);
  for (size_t j = 0; j < outputs; j++)
    for (size_t v = 0; v < vectors; v++) {
      float *at = z + j * stride + v * GN_LANES;
      const gn_f4 all = gn_add(sum[j * vectors + v], gn_load_splat(b + j));
      gn_store(at, all);
      if (slopes) gn_store(at + slopes, gn_mul(all, gn_load(at + slopes)));
    }
}

/* … for all outputs of a constant number of vectors. */
GN_INLINE void weigh_strip(size_t vectors, size_t stride, const gn_columns_weights *m, const float *b,
                           const float *x, float *z, ptrdiff_t slopes) {
  const float *w = m->w;
  size_t left = m->outputs;
  if (vectors == 1)
    for (; left >= 4; left -= 4, w += 4 * m->of_output, b += 4, z += 4 * stride)
      weigh_tile(4, 1, stride, m, w, b, x, z, slopes);
  for (; left > 0; left--, w += m->of_output, b++, z += stride)
    weigh_tile(1, vectors, stride, m, w, b, x, z, slopes);
}

/* Without b zeros are added: a sum that began with 0 stays the same. */
void gn_columns_weigh(size_t stride, const gn_columns_weights *m, const float *b, const float *x, float *z,
                      ptrdiff_t slopes) {
  static const float none[GN_COLUMNS_WIDEST];
  if (!b) b = none;
  for (size_t at = 0, vectors; at < stride; at += vectors * GN_LANES) {
    vectors = stride - at < 3 * GN_LANES ? 1 : 3;
    if (vectors == 1)
      weigh_strip(1, stride, m, b, x + at, z + at, slopes);
    else
      weigh_strip(3, stride, m, b, x + at, z + at, slopes);
  }
}

/* Up to four columns become rows of four, one a sample, with zeros for columns that are not there. */
GN_INLINE void turn(size_t columns, size_t stride, const float *from, float *rows) {
  for (size_t at = 0; at < stride; at += GN_LANES, from += GN_LANES) {
    gn_f4 block[GN_LANES];
    for (size_t i = 0; i < GN_LANES; i++) block[i] = i < columns ? gn_load(from + i * stride) : gn_splat(0);
    gn_transpose(block);
    for (size_t i = 0; i < GN_LANES; i++) gn_store(rows + (at + i) * GN_LANES, block[i]);
  }
}

/* A strip of dW: four columns, of which `here` are stored, of a constant number of its rows, which are ldw
 * long. */
typedef struct strip {
  size_t batch, stride, here, ldw;
  const float *rows; /* the columns' δ, four a sample */
  float *db;         /* NULL: it is known already, or nobody asks */
} strip;

/* dw[p][0 … 3] = Σ_samples x[p]·δ, and db = Σ_samples δ. A row is stored as a vector where it may be: what is
 * behind the last of two columns is the next row, behind a single row there is room. */
GN_INLINE void sum_strip(size_t inputs, const strip *s, const float *x, float *dw) {
  gn_f4 sum[2], all = gn_splat(0);
  const size_t stride = s->stride;
  const float *row = s->rows;
  for (size_t p = 0; p < inputs; p++) sum[p] = gn_splat(0);
  for (size_t k = s->batch; k > 0; k--, x++, row += GN_LANES) {
    const gn_f4 delta = gn_load(row);
    all = gn_add(all, delta);
    for (size_t p = 0; p < inputs; p++) sum[p] = gn_madd(gn_load_splat(x + p * stride), delta, sum[p]);
  }
  if (s->db) gn_store(s->db, all);
  if (s->here >= GN_LANES)
    for (size_t p = 0; p < inputs; p++) gn_store(dw + p * s->ldw, sum[p]);
  else if (s->ldw == 2 && inputs == 2)
    gn_store(dw, gn_pair_low(sum[0], sum[1]));
  else
    for (size_t p = 0; p < inputs; p++) gn_store_part(dw + p * s->ldw, s->here, sum[p]);
}

/* Four units at a time: every sample adds a vector of their δ. */
GN_APART static void sum_products(size_t batch, size_t inputs, size_t units, const float *x, const float *dz,
                                  float *dw, float *db) {
  float rows[GN_COLUMNS_LONGEST * GN_LANES];
  strip s = {.batch = batch, .stride = gn_columns_stride(batch), .ldw = units, .rows = rows};
  for (size_t j = 0; j < units; j += GN_LANES) {
    const float *column = x;
    float *row = dw + j;
    size_t left = inputs;
    turn(units - j, s.stride, dz + j * s.stride, rows);
    s.here = inputs == 1 ? GN_LANES : units - j;
    s.db = db ? db + j : NULL;
    for (; left >= 2; left -= 2, column += 2 * s.stride, row += 2 * units, s.db = NULL)
      sum_strip(2, &s, column, row);
    if (left) sum_strip(1, &s, column, row);
  }
}

/* Of a single unit the inputs lie next to each other in dW: they take the place of units. */
void gn_columns_gradients(size_t batch, size_t inputs, size_t units, const float *x, const float *dz,
                          float *dw, float *db) {
  if (units > 1) {
    sum_products(batch, inputs, units, x, dz, dw, db);
    return;
  }
  sum_products(batch, 1, inputs, dz, x, dw, NULL);
  if (!db) return;
  gn_f4 sum = gn_splat(0);
  for (size_t k = 0; k < batch; k++) sum = gn_add(sum, gn_load_splat(dz + k));
  gn_store(db, gn_make(gn_first_lane(sum), 0, 0, 0));
}
