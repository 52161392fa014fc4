#include "arena.h"

#include <stdlib.h>
#include <string.h>

/* Before each block lies its size and where malloc's memory begins. */
typedef struct header {
  void *start;
  uint64_t bytes;
} header;

static header *header_of(void *block) { return (header *)((char *)block - sizeof(header)); }

static void *take(uint64_t bytes) {
  uint64_t total = bytes + GN_ALIGNMENT + sizeof(header);
  if (total > (uint64_t)PTRDIFF_MAX) return NULL;
  char *start = malloc((size_t)total);
  if (!start) return NULL;
  uintptr_t first = (uintptr_t)start + sizeof(header);
  char *block = start + sizeof(header) + (GN_ALIGNMENT - first % GN_ALIGNMENT) % GN_ALIGNMENT;
  *header_of(block) = (header){start, bytes};
  memset(block, 0, (size_t)bytes);
  return block;
}

void *gn_allocate(gn_memory *memory, uint64_t bytes, const char *what, gn_failure *failure) {
  const size_t kib = bytes >> 10 < SIZE_MAX ? (size_t)(bytes >> 10) : SIZE_MAX;
  void *block = NULL;
  if (bytes > memory->limit || memory->used > memory->limit - bytes)
    gn_fail(failure, GN_LIMIT,
            "%s needs %z KiB; %z KiB of the limit of %z KiB are in use. Dispose of what is no longer needed, "
            "make it smaller, or load with a larger memoryLimit",
            what, kib, (size_t)(memory->used >> 10), (size_t)(memory->limit >> 10));
  else if (!(block = take(bytes)))
    gn_fail(failure, GN_MEMORY, "%s needs %z KiB, and the machine gave no more memory", what, kib);
  if (!block) return NULL;
  memory->used += bytes;
  memory->allocations++;
  return block;
}

gn_status gn_make_room(gn_memory *memory, uint64_t bytes, const char *what, void **block,
                       gn_failure *failure) {
  void *old = *block;
  if (bytes <= (old ? header_of(old)->bytes : 0)) return GN_OK;
  void *made = gn_allocate(memory, bytes, what, failure);
  if (!made) return failure->status;
  gn_release(memory, old);
  *block = made;
  return GN_OK;
}

void gn_release(gn_memory *memory, void *block) {
  if (!block) return;
  memory->used -= header_of(block)->bytes;
  free(header_of(block)->start);
}

void *gn_allocate_first(uint64_t bytes) { return take(bytes); }

void gn_release_last(void *block) {
  if (block) free(header_of(block)->start);
}
