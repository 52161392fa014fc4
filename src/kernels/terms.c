/* terms.c: lists of factors that are not 0, and the sums along them. */
#include "terms.h"
#include "simd.h"

enum {
  LOOK = 2048,                       /* at so many numbers, or some more */
  VECTORS = GN_TERMS_SUMS / GN_LANES /* of sums: enough to hide how long an addition takes */
};

/* Each is written, and what has 0 overwritten by the next: nobody could foretell a branch. */
GN_APART size_t gn_terms_list(size_t count, const float *x, size_t step, size_t at, size_t at_step,
                              gn_term *list) {
  const gn_term *const first = list;
  for (; count > 0; count--, x += step, at += at_step) {
    uint32_t bits;
    memcpy(&bits, x, sizeof bits);
    memcpy(&list->factor, &bits, sizeof bits);
    list->at = (uint32_t)at;
    list += bits << 1 != 0; /* without the sign */
  }
  return (size_t)(list - first);
}

/* A function of its own, gemm_tile.c says why. */
GN_APART void gn_terms_sum(size_t count, const gn_term *list, const float *x, float *sums) {
  gn_f4 sum[VECTORS];
  for (size_t v = 0; v < VECTORS; v++) sum[v] = gn_splat(0);
  for (; count > 0; count--, list++) {
    const gn_f4 factor = gn_load_splat(&list->factor);
    const float *row = x + list->at;
    for (size_t v = 0; v < VECTORS; v++) sum[v] = gn_madd(factor, gn_load(row + v * GN_LANES), sum[v]);
  }
  for (size_t v = 0; v < VECTORS; v++) gn_store(sums + v * GN_LANES, sum[v]);
}

/* Every so many rows one; an odd number, or it might always be the same corner of a pooling's windows. */
size_t gn_terms_zeros(size_t rows, size_t width, const float *x, size_t ldx) {
  const size_t every = rows * width / LOOK | 1;
  size_t found = 0, seen = 1; /* of none, none */
  for (size_t i = 0; i < rows; i += every, seen += width)
    for (size_t j = 0; j < width; j++) found += x[i * ldx + j] == 0;
  return 100 * found / seen;
}
