/* terms.h: sums of products many of whose factors are 0, as the pixels of a digit are, what relu lets
 * through, and above all δ behind maximum pooling.
 *
 * Terms whose factor is 0 are left out, and the sum keeps its bits: it begins at +0, so it never is −0, and
 * any other number plus 0 or −0 is itself. (An infinite second factor would make such a term NaN: whoever
 * leaves terms out has none.) The others are listed, and a row of sums goes along the list.
 */
#ifndef GN_TERMS_H
#define GN_TERMS_H

#include <stddef.h>
#include <stdint.h>

typedef struct gn_term {
  float factor;
  uint32_t at; /* what it multiplies stands so many floats behind the first */
} gn_term;

/* Lists those of `count` factors, `step` floats apart, that are not 0; what the first multiplies stands `at`
 * floats on, and that of each next `at_step` more. How many are they? One is written behind the last. */
size_t gn_terms_list(size_t count, const float *x, size_t step, size_t at, size_t at_step, gn_term *list);

/* sums[i] = Σ over the list, in its order, of factor · x[at + i], for so many i */
enum { GN_TERMS_SUMS = 32 };
void gn_terms_sum(size_t count, const gn_term *list, const float *x, float *sums);

/* How many of a hundred numbers in a matrix are 0, judged by some of its rows. */
size_t gn_terms_zeros(size_t rows, size_t width, const float *x, size_t ldx);

#endif
