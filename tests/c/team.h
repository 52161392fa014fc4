/* team.h: for a test that includes it there is a team of three in place of parallel.c: all work is cut into
 * parts, however small it is; the last part comes first, each with the work area of another member. */
#include "kernels/parallel.h"

void gn_parallel_if(bool pays, size_t count, gn_task *task, void *argument) {
  for (size_t index = count; index-- > 0;) task(argument, index, pays ? index % 3 : 0);
}

size_t gn_workers(void) { return 3; }

bool gn_parallel_pays(uint64_t multiply_adds) { return multiply_adds > 100; }
