/* random.h: seeded streams of numbers, the same bits everywhere.
 *
 * SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014): the k-th number
 * is a hash of start + k·γ, so a stream is two words, can be started anywhere, and nothing has to be
 * saved but the model's seed and its step count. Weights, shuffling, dropout … each have streams of
 * their own (gn_random_stream), so that one does not disturb another.
 */
#ifndef GN_RANDOM_H
#define GN_RANDOM_H

#include <stdint.h>

typedef struct gn_random {
  uint64_t state;
} gn_random;

typedef enum gn_random_use {
  GN_RANDOM_WEIGHTS,
  GN_RANDOM_SHUFFLE,
  GN_RANDOM_LAYER,
  GN_RANDOM_AUGMENT
} gn_random_use;

/* The stream for one use: weights of tensor `a`, order of epoch `a`, layer `a` at step `b`, changes to sample
 * `b` in epoch `a`. */
gn_random gn_random_stream(uint64_t seed, gn_random_use use, uint64_t a, uint64_t b);

uint32_t gn_random_u32(gn_random *random);
/* Uniform on [0, 1), a multiple of 2⁻²⁴. */
float gn_random_uniform(gn_random *random);
/* Standard normal, by Marsaglia's polar method. */
float gn_random_normal(gn_random *random);
/* Uniform on 0 … n−1, without bias (Lemire 2019). */
uint32_t gn_random_below(gn_random *random, uint32_t n);

#endif
