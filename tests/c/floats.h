/* floats.h: numbers for the kernel tests: bit patterns, random arrays, arrays between guarded zones. */
#ifndef GN_FLOATS_H
#define GN_FLOATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

static inline float float_of(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static inline uint32_t bits_of(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

/* The same bits, or both NaN: which NaN it is, the processor chooses. */
static inline bool is_same(float a, float b) { return bits_of(a) == bits_of(b) || (a != a && b != b); }

static inline void randomize(gn_random *random, size_t n, float *x) {
  for (size_t i = 0; i < n; i++) x[i] = 2 * gn_random_uniform(random) - 1;
}

/* An array with a zone before and behind that no kernel may touch; the address sanitizer sees it read. */
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define FORBID(from_, to_) ASAN_POISON_MEMORY_REGION(from_, (size_t)((char *)(to_) - (char *)(from_)))
#define ALLOW(from_, to_) ASAN_UNPOISON_MEMORY_REGION(from_, (size_t)((char *)(to_) - (char *)(from_)))
#else
#define FORBID(from_, to_) ((void)0)
#define ALLOW(from_, to_) ((void)0)
#endif
enum { ZONE = 16 };
static const uint32_t ZONE_BITS = 0x7fc0beefu; /* a NaN: reading it shows too */

typedef struct guarded {
  float *data; /* aligned to 16 bytes, plus `shift` floats */
  float *memory;
  size_t size, shift;
} guarded;

static inline guarded guarded_new(size_t size, size_t shift) {
  const size_t whole = (size + shift + 2 * ZONE + 3) / 4 * 4;
  guarded g = {.memory = aligned_alloc(16, whole * sizeof(float)), .size = size, .shift = shift};
  if (!g.memory) abort();
  for (size_t i = 0; i < whole; i++) g.memory[i] = float_of(ZONE_BITS);
  g.data = g.memory + ZONE + shift;
  FORBID(g.memory, g.data);
  FORBID(g.data + size, g.data + size + ZONE);
  return g;
}

static inline bool guarded_is_intact(const guarded *g) {
  ALLOW(g->memory, g->data + g->size + ZONE);
  for (size_t i = 0; i < ZONE + g->shift; i++)
    if (bits_of(g->memory[i]) != ZONE_BITS) return false;
  for (size_t i = 0; i < ZONE; i++)
    if (bits_of(g->data[g->size + i]) != ZONE_BITS) return false;
  return true;
}

static inline void guarded_free(guarded *g) {
  ALLOW(g->memory, g->data + g->size + ZONE);
  free(g->memory);
}

#endif
