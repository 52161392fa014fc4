/* parallel.c: parallel.h for one thread. The builds with threads have wasm/threads.c in its place. */
#include "parallel.h"

void gn_parallel_if(bool pays, size_t count, gn_task *task, void *argument) {
  (void)pays;
  for (size_t index = 0; index < count; index++) task(argument, index, 0);
}

size_t gn_workers(void) { return 1; }

bool gn_parallel_pays(uint64_t multiply_adds) { return (void)multiply_adds, false; }
