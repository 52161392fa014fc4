/* random.c: SplitMix64, and what is drawn from it. */
#include "random.h"
#include "kernels/vec.h"

#include <math.h>

static const uint64_t GOLDEN = 0x9e3779b97f4a7c15u; /* 2⁶⁴ divided by the golden ratio, odd: γ */

/* A bijection of 64-bit words after which neighbours have nothing in common. */
static uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

gn_random gn_random_stream(uint64_t seed, gn_random_use use, uint64_t a, uint64_t b) {
  const uint64_t words[] = {seed, (uint64_t)use, a, b};
  uint64_t state = 0;
  for (int i = 0; i < 4; i++) state = mix((state ^ words[i]) + GOLDEN);
  return (gn_random){state};
}

uint32_t gn_random_u32(gn_random *random) {
  random->state += GOLDEN;
  return (uint32_t)(mix(random->state) >> 32);
}

float gn_random_uniform(gn_random *random) { return (float)(gn_random_u32(random) >> 8) * 0x1p-24f; }

/* (u, v) uniform in the unit disk, s = u² + v²: u·√(−2 log s / s) is normal. Its twin, with v, is not kept:
 * a stream is one word. */
float gn_random_normal(gn_random *random) {
  for (;;) {
    const float u = 2 * gn_random_uniform(random) - 1;
    const float v = 2 * gn_random_uniform(random) - 1;
    const float s = u * u + v * v;
    if (s < 1 && s > 0) return u * sqrtf(-2 * gn_logf(s) / s);
  }
}

/* Lemire: Fast Random Integer Generation in an Interval, 2019. The high word of random·n is the number; the
 * few low words that would favour some numbers are drawn again. */
uint32_t gn_random_below(gn_random *random, uint32_t n) {
  uint64_t product = (uint64_t)gn_random_u32(random) * n;
  if ((uint32_t)product < n) {
    const uint32_t unfair = (0 - n) % n; /* 2³² mod n */
    while ((uint32_t)product < unfair) product = (uint64_t)gn_random_u32(random) * n;
  }
  return (uint32_t)(product >> 32);
}
