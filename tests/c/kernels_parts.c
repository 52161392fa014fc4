/* kernels_parts.c: kernels_bits.c again, with every product and convolution cut into parts as for a team of
 * three: the last part first, each with the work area of another member. The bits must be the same. */
#include "kernels/parallel.h"

void gn_parallel(size_t count, gn_task *task, void *argument) {
  for (size_t index = count; index-- > 0;) task(argument, index, index % 3);
}

size_t gn_workers(void) { return 3; }

bool gn_parallel_pays(uint64_t multiply_adds) { return multiply_adds > 100; }

bool gn_parallel_pays_passing(uint64_t numbers) { return numbers > 100; }

#include "kernels_bits.c"
