/* columns.c: vectors along the samples, and for gradients, which are sums over them, along the units. */
#include "columns.h"

#include <stdbool.h>

#include "each.h"
#include "lanes.h"

enum { WIDEST_TILE = 6 }; /* vectors: more do not fit into V8's registers */

static const float zeros[GN_COLUMNS_LONGEST];

/* By whole vectors: numbers stored one by one could not be loaded as a vector at once. Two columns at a time,
 * the last two once more where there is one left. */
void gn_columns_from_rows(size_t batch, size_t columns, const float *from, const uint32_t *order,
                          size_t first, float *to) {
  const size_t stride = gn_columns_stride(batch);
  if (order)
    order += first;
  else
    from += first * columns;
  for (size_t at = 0; at < stride; at += GN_LANES) {
    if (columns == 1 && !order && batch - at >= GN_LANES) {
      gn_store(to + at, gn_load(from + at));
      continue;
    }
    const float *row[GN_LANES];
    for (size_t i = 0; i < GN_LANES; i++) {
      const size_t r = at + i < batch ? at + i : at;
      row[i] = from + (order ? order[r] : r) * columns;
    }
    if (columns == 1) gn_store(to + at, gn_make(*row[0], *row[1], *row[2], *row[3]));
    for (size_t left = columns; left > 1; left -= left == 3 ? 1 : 2) {
      const size_t c = columns - left;
      gn_f4 two[GN_LANES];
      for (size_t i = 0; i < GN_LANES; i++) two[i] = gn_load_two_splat(row[i] + c);
      gn_transpose(two);
      gn_store(to + c * stride + at, two[0]);
      gn_store(to + (c + 1) * stride + at, two[1]);
    }
  }
}

void gn_columns_to_rows(size_t batch, size_t columns, const float *from, float *to) {
  const size_t stride = gn_columns_stride(batch);
  for (size_t c = 0; c < columns; c++, from += stride)
    for (size_t r = 0; r < batch; r++) to[r * columns + c] = from[r];
}

/* z for a tile of constant size, so many outputs, of each so many vectors, which lie from `at` on. There is
 * an input: to ask whether there is none takes time. */
GN_INLINE void weigh_tile(size_t outputs, size_t vectors, size_t stride, const gn_columns_weights *m,
                          const float *w, const float *b, const float *x, size_t at, float *z) {
  const size_t of_input = m->of_input, of_output = m->of_output;
  gn_f4 sum[WIDEST_TILE];
  for (size_t i = 0; i < outputs * vectors; i++) sum[i] = gn_splat(0);
  size_t p = m->inputs;
  do {
    for (size_t j = 0; j < outputs; j++)
      for (size_t v = 0; v < vectors; v++)
        sum[j * vectors + v] =
            gn_madd(gn_load_splat(w + j * of_output), gn_load(x + v * GN_LANES), sum[j * vectors + v]);
    w += of_input;
    x += stride;
  } while (--p > 0);
  for (size_t j = 0; j < outputs; j++) {
    const gn_f4 bias = gn_load_splat(b + j);
    for (size_t v = 0; v < vectors; v++)
      gn_store(z + at + j * stride + v * GN_LANES, gn_add(sum[j * vectors + v], bias));
  }
}

/* … for all outputs, `most` at a time, of a constant number of vectors. */
GN_INLINE void weigh_strip(size_t most, size_t vectors, size_t stride, const gn_columns_weights *m,
                           const float *b, const float *x, size_t at, float *z) {
  const float *w = m->w;
  size_t left = m->outputs;
  x += at;
  for (; left >= most; left -= most, w += most * m->of_output, b += most, at += most * stride)
    weigh_tile(most, vectors, stride, m, w, b, x, at, z);
  for (; left > 0; left--, w += m->of_output, b++, at += stride)
    weigh_tile(1, vectors, stride, m, w, b, x, at, z);
}

/* Without b zeros are added: a sum that began with 0 stays the same. */
void gn_columns_weigh(size_t stride, const gn_columns_weights *m, const float *b, const float *x, float *z) {
  if (!b) b = zeros;
  for (size_t at = 0; at < stride;)
    if (stride - at < 3 * GN_LANES) {
      weigh_strip(4, 1, stride, m, b, x, at, z);
      at += GN_LANES;
    } else {
      weigh_strip(2, 3, stride, m, b, x, at, z);
      at += 3 * GN_LANES;
    }
}

/* Up to four columns take the lanes, zeros where there is none. Turned, they are rows of four, one a sample,
 * whose products with those of single columns are summed. Beside them those of δ: of the lanes, or of the
 * single columns. */
GN_INLINE void sum_strip(bool of_lanes, size_t stride, const float *from, size_t columns,
                         const float *const single[2], gn_f4 sum[2], gn_f4 delta[2]) {
  const float *column[GN_LANES];
  for (size_t i = 0; i < GN_LANES; i++, from += stride) column[i] = i < columns ? from : zeros;
  sum[0] = sum[1] = delta[0] = delta[1] = gn_splat(0);
  for (size_t at = 0; at < stride; at += GN_LANES) {
    gn_f4 row[GN_LANES];
    for (size_t i = 0; i < GN_LANES; i++) row[i] = gn_load(column[i] + at);
    gn_transpose(row);
    for (size_t i = 0; i < GN_LANES; i++) {
      if (of_lanes) delta[0] = gn_add(delta[0], row[i]);
      for (size_t k = 0; k < 2; k++) {
        const gn_f4 v = gn_load_splat(single[k] + at + i);
        if (!of_lanes) delta[k] = gn_add(delta[k], v);
        sum[k] = gn_madd(v, row[i], sum[k]);
      }
    }
  }
}

/* What three units write behind their row is the next one's; behind the last may be other gradients. */
GN_INLINE void store_row(size_t units, bool is_last, gn_f4 sum, float *dw) {
  if (is_last && units < GN_LANES)
    gn_store_end(dw, units, sum);
  else
    gn_store(dw, sum);
}

/* Four units by two inputs at a time, the last four of a row overlapping those before. */
static void sum_by_units(size_t stride, size_t inputs, size_t units, const float *x, const float *dz,
                         float *dw, float *db) {
  for (size_t j = 0; j < units; j = gn_lanes_after(j, units, GN_LANES)) {
    for (size_t p = 0; p < inputs; p += 2) {
      const bool two = inputs - p > 1;
      const float *const single[2] = {x + p * stride, two ? x + (p + 1) * stride : zeros};
      gn_f4 sum[2], delta[2];
      sum_strip(true, stride, dz + j * stride, units - j, single, sum, delta);
      store_row(units, !two, sum[0], dw + p * units + j);
      if (two) store_row(units, inputs - p == 2, sum[1], dw + (p + 1) * units + j);
      if (p == 0 && db) gn_store(db + j, delta[0]);
    }
  }
}

/* Of one or two units the inputs take the lanes: four of them by the units at a time. */
static void sum_by_inputs(size_t stride, size_t inputs, size_t units, const float *x, const float *dz,
                          float *dw, float *db) {
  const float *const single[2] = {dz, units > 1 ? dz + stride : zeros};
  for (size_t p = 0; p < inputs; p += GN_LANES, x += GN_LANES * stride, dw += GN_LANES * units) {
    gn_f4 sum[2], delta[2];
    sum_strip(false, stride, x, inputs - p, single, sum, delta);
    if (units == 1) {
      gn_store(dw, sum[0]);
    } else {
      gn_store(dw, gn_interleave_low(sum[0], sum[1]));
      if (inputs - p > 2) gn_store(dw + GN_LANES, gn_interleave_high(sum[0], sum[1]));
    }
    if (p == 0 && db) gn_store(db, gn_pair_low(gn_interleave_low(delta[0], delta[1]), gn_splat(0)));
  }
}

void gn_columns_gradients(size_t stride, size_t inputs, size_t units, const float *x, const float *dz,
                          float *dw, float *db) {
  if (units > 2)
    sum_by_units(stride, inputs, units, x, dz, dw, db);
  else
    sum_by_inputs(stride, inputs, units, x, dz, dw, db);
}
