/* parallel.h: independent parts of one piece of work, side by side where the build has threads.
 *
 * Each part writes outputs of its own, and no sum goes across parts. So the bits are the same however the
 * work is cut, and for any number of threads, one included.
 */
#ifndef GN_PARALLEL_H
#define GN_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Part `index` of the work that `argument` describes. `worker`, below gn_workers(), says whose scratch it may
 * use. In a task, nothing pays, and gn_parallel is a plain loop with worker 0. */
typedef void gn_task(void *argument, size_t index, size_t worker);

/* Calls task(argument, index, worker) for each index below `count`, in any order, and returns when all have;
 * unless it `pays`, one after the other. */
void gn_parallel_if(bool pays, size_t count, gn_task *task, void *argument);
static inline void gn_parallel(size_t count, gn_task *task, void *argument) {
  gn_parallel_if(true, count, task, argument);
}

/* How many tasks run side by side at most; the same as long as there are models. Scratch that a task needs is
 * laid out so many times. */
size_t gn_workers(void);

/* Whether work of so many multiply-adds (or what takes as long) is enough to be shared now: much less of it
 * is where the other threads still look for work than where they must be woken. */
bool gn_parallel_pays(uint64_t multiply_adds);

/* The same of a pass over so many numbers, each of which is read, changed and written. */
static inline bool gn_parallel_pays_passing(uint64_t numbers) { return gn_parallel_pays(4 * numbers); }

#endif
