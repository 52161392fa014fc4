/* memory.c: malloc for the wasm builds, and strlen. What arena.c asks for is a few blocks, large and
 * long-lived: the free pieces are listed by address, the first that is large enough is taken, and neighbours
 * become one again.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(#name)))

/* Memory grows in steps of 16 MiB, as a step takes a millisecond where it is shared. */
enum { PAGE = 65536, STEP = 256, UNIT = 8 };

/* What stands before a block: its size, this included; and, while it is free, the next. */
typedef struct piece {
  size_t bytes;
  struct piece *next;
} piece;

static piece list; /* before the first */
extern char __heap_base;

static void join(piece *p) {
  if ((char *)p + p->bytes != (char *)p->next) return;
  p->bytes += p->next->bytes;
  p->next = p->next->next;
}

void free(void *block) {
  piece *p = (piece *)block - 1, *before = &list;
  while (before->next && before->next < p) before = before->next;
  p->next = before->next;
  before->next = p;
  join(p);
  join(before);
}

static void add(char *from, size_t bytes) {
  piece *p = (piece *)from;
  p->bytes = bytes;
  free(p + 1);
}

static bool grow(size_t pages) {
  const size_t at = __builtin_wasm_memory_grow(0, pages);
  if (at == SIZE_MAX) return false;
  add((char *)(at * PAGE), pages * PAGE);
  return true;
}

/* Once, before anything else. */
EXPORT(_initialize) void _initialize(void) {
  add(&__heap_base, __builtin_wasm_memory_size(0) * (size_t)PAGE - (size_t)&__heap_base);
}

void *malloc(size_t bytes) {
  const size_t needed = (sizeof(piece) + bytes + UNIT - 1) / UNIT * UNIT;
  for (piece *before = &list, *p; (p = before->next); before = p) {
    if (p->bytes < needed) continue;
    before->next = p->next;
    if (p->bytes - needed > sizeof(piece)) {
      const size_t rest = p->bytes - needed;
      p->bytes = needed;
      add((char *)p + needed, rest);
    }
    return p + 1;
  }
  const size_t pages = needed / PAGE + 1;
  return (pages < STEP && grow(STEP)) || grow(pages) ? malloc(bytes) : NULL;
}

/* The C library's goes by words, which takes 126 bytes; here texts are names. */
size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length]) length++;
  return length;
}
