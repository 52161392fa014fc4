/* norm_columns.c: sums down the columns of a matrix, and what is made of them. */
#include "lanes.h"
#include "norm.h"
#include "vec.h"

/* Σ_r b − centre and Σ_r (a − mean)·(b − centre) of a few columns over one block of rows, each as four sums
 * of every fourth row. One loop for all that is summed up here: it runs at the speed of memory, or nearly. */
typedef struct columns {
  const float *a, *mean, *b, *centre;
  float *sum, *product;
} columns;

GN_INLINE void add_lanes(const columns *t, size_t rows, size_t width, size_t c, size_t lanes,
                         size_t overlap) {
  const gn_f4 mean = gn_lanes_load(t->mean + c, lanes), centre = gn_lanes_load(t->centre + c, lanes);
  gn_f4 sum[4], product[4];
  for (int k = 0; k < 4; k++) sum[k] = product[k] = gn_splat(0);
  const float *a = t->a + c, *b = t->b + c;
  for (size_t left = rows; left > 0;) {
    const size_t some = left < 4 ? 1 : 4;
    for (size_t k = 0; k < 4; k++) {
      const gn_f4 v = gn_sub(gn_lanes_load(b, lanes), centre);
      sum[k] = gn_add(sum[k], v);
      product[k] = gn_madd(gn_sub(gn_lanes_load(a, lanes), mean), v, product[k]);
      a += width, b += width;
      if (some == 1) break;
    }
    left -= some;
  }
  float lane[2 * GN_LANES];
  gn_store(lane, gn_add(gn_add(sum[0], sum[1]), gn_add(sum[2], sum[3])));
  gn_store(lane + GN_LANES, gn_add(gn_add(product[0], product[1]), gn_add(product[2], product[3])));
  for (size_t k = overlap; k < lanes; k++) { /* those of the lanes that are new */
    t->sum[c + k] += lane[k];
    t->product[c + k] += lane[GN_LANES + k];
  }
}

/* Block by block, so that many rows cost few digits. */
static void add_columns(columns t, size_t rows, size_t width) {
  const size_t lanes = gn_lanes_of(width);
  gn_vec_fill(width, 0, t.sum);
  gn_vec_fill(width, 0, t.product);
  for (size_t left = rows; left > 0;) {
    const size_t block = left < GN_NORM_BLOCK ? left : GN_NORM_BLOCK;
    for (size_t c = 0, done = 0; c < width; done = c + lanes, c = gn_lanes_after(c, width, lanes))
      add_lanes(&t, block, width, c, lanes, done - c);
    t.a += block * width, t.b += block * width;
    left -= block;
  }
}

/* The second time round, about the mean, the sum is what the mean was off by, times rows:
 * variance = Σ (x − mean)²/rows − (Σ (x − mean)/rows)² */
void gn_columns_moments(size_t rows, size_t width, const float *x, float *mean, float *variance,
                        float *scratch) {
  const float share = 1 / (float)rows;
  float *zeros = scratch, *rest = scratch + width;
  gn_vec_fill(width, 0, zeros);
  add_columns((columns){x, zeros, x, zeros, mean, variance}, rows, width);
  gn_vec_scale(width, share, mean, mean);
  add_columns((columns){x, mean, x, mean, rest, variance}, rows, width);
  for (size_t i = 0; i < width; i++) {
    const float off = rest[i] * share;
    variance[i] = variance[i] * share - off * off;
  }
}

void gn_columns_products(size_t rows, size_t width, const float *dz, const float *x, const float *mean,
                         float *sum, float *product, float *scratch) {
  gn_vec_fill(width, 0, scratch);
  add_columns((columns){x, mean, dz, scratch, sum, product}, rows, width);
}

void gn_columns_scale(size_t rows, size_t width, const float *x, const float *mean, const float *factor,
                      const float *shift, float *z) {
  const size_t lanes = gn_lanes_of(width);
  for (size_t r = 0; r < rows; r++, x += width, z += width)
    for (size_t c = 0; c < width; c = gn_lanes_after(c, width, lanes)) {
      const gn_f4 deviation = gn_sub(gn_lanes_load(x + c, lanes), gn_lanes_load(mean + c, lanes));
      gn_lanes_store(z + c,
                     gn_madd(deviation, gn_lanes_load(factor + c, lanes), gn_lanes_load(shift + c, lanes)),
                     lanes);
    }
}

void gn_columns_scale_back(size_t rows, size_t width, const float *dz, const float *x, const float *mean,
                           const float *factor, const float *slope, const float *shift, float *dx) {
  const size_t lanes = gn_lanes_of(width);
  for (size_t r = 0; r < rows; r++, dz += width, x += width, dx += width)
    for (size_t c = 0; c < width; c = gn_lanes_after(c, width, lanes)) {
      const gn_f4 deviation = gn_sub(gn_lanes_load(x + c, lanes), gn_lanes_load(mean + c, lanes));
      const gn_f4 back = gn_madd(deviation, gn_lanes_load(slope + c, lanes), gn_lanes_load(shift + c, lanes));
      const gn_f4 direct = gn_mul(gn_lanes_load(dz + c, lanes), gn_lanes_load(factor + c, lanes));
      gn_lanes_store(dx + c, gn_sub(direct, back), lanes);
    }
}
