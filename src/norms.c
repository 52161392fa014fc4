/* norms.c: columns scaled to a norm (constraints/norms.h). */
#include <math.h>

#include "constraints/norms.h"

/* Several columns go together, so that memory is read in order. */
void gn_limit_norms(double max, bool all, size_t inputs, size_t units, float *w) {
  enum { COLUMNS = 32 };
  for (size_t at = 0; at < units; at += COLUMNS) {
    const size_t columns = units - at < COLUMNS ? units - at : COLUMNS;
    double square[COLUMNS] = {0};
    for (size_t i = 0; i < inputs; i++)
      for (size_t j = 0; j < columns; j++) {
        const double x = (double)w[i * units + at + j];
        square[j] += x * x;
      }
    for (size_t j = 0; j < columns; j++) {
      const double norm = sqrt(square[j]);
      if (!(norm > max || (all && norm > 0))) continue;
      for (size_t i = 0; i < inputs; i++) {
        float *x = w + i * units + at + j;
        *x = (float)((double)*x * (max / norm));
      }
    }
  }
}
