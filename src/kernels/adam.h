/* adam.h: the loop of adam and adamw, which differ in two numbers only. */
#ifndef GN_ADAM_H
#define GN_ADAM_H

#include <stddef.h>

typedef struct gn_adam {
  float beta1, intake1, beta2, intake2; /* intake = 1 − beta */
  float rate, unbias, epsilon, shrink, decay;
  float floor; /* added to the averages, see optimizers/common.h */
} gn_adam;

/* g ← g + decay·w,  m ← β₁m + (1−β₁)g,  v ← β₂v + (1−β₂)g²,  w ← shrink·w − rate·m/(√v·unbias + ε) */
/* count is a multiple of four. */
void gn_adam_loop(const gn_adam *a, size_t count, const float *gradient, float *w, float *m, float *v);

#endif
