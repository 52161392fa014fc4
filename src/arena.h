/* arena.h: the only place that asks the system for memory.
 *
 * Every block is counted against one limit, begins at a multiple of 64 bytes and is zeroed. A model
 * takes three: its description, its weights with their mirrors, and its workspace (plan.c). Nothing is
 * allocated while a batch is trained: `allocations` stands still.
 */
#ifndef GN_ARENA_H
#define GN_ARENA_H

#include <stdint.h>

#include "status.h"

enum { GN_ALIGNMENT = 64 };

typedef struct gn_memory {
  uint64_t limit;       /* bytes */
  uint64_t used;        /* bytes in live blocks */
  uint64_t allocations; /* blocks ever given out */
} gn_memory;

/* NULL with a failure. `bytes` is computed in 64 bits by the caller, so that a size beyond the address space
 * is refused here and does not wrap. `what` names it in the message. */
void *gn_allocate(gn_memory *memory, uint64_t bytes, const char *what, gn_failure *failure);
/* Sees to it that *block, which may be NULL, has so many bytes: if it has fewer, another takes its place, and
 * what stood in it is lost. */
gn_status gn_make_room(gn_memory *memory, uint64_t bytes, const char *what, void **block,
                       gn_failure *failure);
void gn_release(gn_memory *memory, void *block); /* NULL is nothing */

/* The memory record itself lives in a block of its own. */
void *gn_allocate_first(uint64_t bytes);
void gn_release_last(void *block);

#endif
