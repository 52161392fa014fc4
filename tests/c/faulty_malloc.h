/* faulty_malloc.h: the core's memory, whose allocations fail when told to. arena.c alone asks for memory, so
 * a test that includes this file in place of the library's arena.o has all of it in its hands. */
#ifndef GN_FAULTY_MALLOC_H
#define GN_FAULTY_MALLOC_H

#include <stdbool.h>
#include <stdlib.h>

static struct {
  long left;      /* allocations until one fails; 0: none does */
  bool is_sticky; /* whether all after it fail, too */
  long live;      /* blocks given and not given back */
  bool has_failed;
} faults;

static void *faulty_malloc(size_t size) {
  if (faults.left > 0 && --faults.left == 0) {
    faults.has_failed = true;
    if (faults.is_sticky) faults.left = 1;
    return NULL;
  }
  void *block = malloc(size);
  faults.live += block != NULL;
  return block;
}

static void faulty_free(void *block) {
  faults.live -= block != NULL;
  free(block);
}

static void fail_at(long allocation, bool is_sticky) {
  faults.left = allocation;
  faults.is_sticky = is_sticky;
  faults.has_failed = false;
}

#define malloc faulty_malloc
#define free faulty_free
#include "../../src/arena.c"
#undef malloc
#undef free

#endif
