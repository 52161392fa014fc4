#include "adam.h"

#include <math.h>

void gn_adam_loop(const gn_adam *a, size_t count, const float *restrict gradient, float *restrict w,
                  float *restrict m, float *restrict v) {
  const gn_adam c = *a;
  const size_t whole = count & ~(size_t)3; /* it is: so the compiler knows */
  for (size_t i = 0; i < whole; i++) {
    const float g = gradient[i] + c.decay * w[i];
    m[i] = c.beta1 * m[i] + (c.intake1 * g + c.floor);
    v[i] = c.beta2 * v[i] + (c.intake2 * g * g + c.floor);
    w[i] = c.shrink * w[i] - c.rate * (m[i] / (sqrtf(v[i]) * c.unbias + c.epsilon));
  }
}
