/* threads.c: parallel.h for several threads: what the builds with threads have in place of parallel.c.
 *
 * Every thread is an instance of the module in a worker (wasm/thread.js), with a stack of its own; all have
 * one memory. The caller announces a piece of work, takes its share of the parts and waits for the rest. Who
 * waits looks again and again for some time, as what it waits for mostly comes at once (0.4 µs), and then
 * sleeps (30 µs to wake): looking on would take the core from those who have something to do, where there are
 * fewer cores than threads. A page's main thread cannot sleep and looks on.
 */
#include <stdatomic.h>

#include "arena.h"
#include "kernels/parallel.h"

#define EXPORT(name) __attribute__((export_name(#name)))

enum {
  WORKERS = 64,             /* at most; wasm/glassnet.js checks it */
  LOOKS = 1 << 21,          /* before who waits sleeps: some 1 ms, within a training step mostly enough */
  HALVINGS = 10,            /* at most, where looking does not help: some 1 µs */
  LONGEST_SLEEP = 10000000, /* ns: then the caller looks whether a worker has crashed */
  STACK_BYTES = 64 * 1024,  /* kernels call little and keep little there */
  /* Multiply-adds: some 30 µs for one thread, enough to wake another. Half and twice as many are as good for
   * LeNet-5 and 784-128-10 with batches of 32. */
  PAYS = 1 << 19,
  PAYS_AWAKE = 1 << 16 /* some 4 µs: enough where nobody sleeps */
};

/* `left` parts of a worker's share, counted down as they are taken, in the lower half; the job's number above
 * it. One word: who takes a part knows that the job was still the one he read. */
typedef struct share {
  _Alignas(64) _Atomic uint64_t job;
  uint32_t halvings; /* of the worker's own looks */
} share;

static struct {
  share shares[WORKERS];
  _Alignas(64) _Atomic(gn_task *) task;
  _Atomic(void *) argument;
  _Atomic uint32_t count;

  _Alignas(64) _Atomic uint32_t done; /* parts of the job, by others than the caller */
  _Alignas(64) _Atomic uint32_t jobs; /* announced so far: what sleepers wait on */
  _Atomic uint32_t sleepers;
  _Atomic uint32_t crashed;
  _Atomic uint32_t caller_sleeps;
  uint32_t others;       /* workers beside the caller */
  bool caller_may_sleep; /* not a page's main thread, where waiting traps */
  bool busy;             /* with a job: for those who work on it */
} team; /* all zero at first: a new instance writes again what is not (scripts/shared-memory.js) */

static uint32_t workers(void) { return team.others + 1; }

/* Where the share of a worker begins: neighbouring parts, and the same ones each time, since what they touch
 * is still in the cache of the core that did them last. */
static uint32_t first_of(uint32_t worker, uint32_t count) { return worker * count / workers(); }

/* Does parts until none is left: of the own share, then of those who come late. How many? The job is not done
 * before who took some has said so. */
static uint32_t take_parts(uint32_t worker) {
  uint32_t taken = 0;
  for (uint32_t other = 0; other < workers(); other++) {
    const uint32_t owner = (worker + other) % workers();
    for (uint64_t job; (uint32_t)(job = atomic_load(&team.shares[owner].job)) > 0;) {
      const uint32_t left = (uint32_t)job;
      gn_task *task = atomic_load(&team.task);
      void *argument = atomic_load(&team.argument);
      const uint32_t count = atomic_load(&team.count);
      if (!atomic_compare_exchange_strong(&team.shares[owner].job, &job, job - 1)) continue;
      task(argument, first_of(owner + 1, count) - left, worker);
      taken++;
    }
  }
  return taken;
}

static void announce(uint32_t count, gn_task *task, void *argument) {
  const uint32_t number = atomic_load(&team.jobs) + 1;
  atomic_store(&team.task, task);
  atomic_store(&team.argument, argument);
  atomic_store(&team.count, count);
  atomic_store(&team.done, 0);
  for (uint32_t w = 0; w < workers(); w++)
    atomic_store(&team.shares[w].job, (uint64_t)number << 32 | (first_of(w + 1, count) - first_of(w, count)));
  atomic_store(&team.jobs, number);
  if (atomic_load(&team.sleepers) > 0) __builtin_wasm_memory_atomic_notify((int *)&team.jobs, team.others);
}

/* Looks at a word until it has changed, or sleep is due: the sooner, the more often looking did not help, as
 * who is waited for may have no core but ours, and goes on only when we sleep. */
static bool changes_soon(const _Atomic uint32_t *word, uint32_t seen, uint32_t worker) {
  uint32_t *halvings = &team.shares[worker].halvings;
  for (uint32_t looks = LOOKS >> *halvings; looks > 0; looks--)
    if (atomic_load(word) != seen) {
      if (*halvings > 0) --*halvings;
      return true;
    }
  if (*halvings < HALVINGS) ++*halvings;
  return false;
}

static void sleep_until_done(uint32_t count) {
  atomic_store(&team.caller_sleeps, 1);
  const uint32_t done = atomic_load(&team.done);
  if (done < count) __builtin_wasm_memory_atomic_wait32((int *)&team.done, (int)done, LONGEST_SLEEP);
  atomic_store(&team.caller_sleeps, 0);
}

static void wait_for(uint32_t count) {
  for (uint32_t done; (done = atomic_load(&team.done)) < count;) {
    if (changes_soon(&team.done, done, 0)) continue;
    if (atomic_load(&team.crashed)) __builtin_trap();
    if (team.caller_may_sleep) sleep_until_done(count);
  }
}

void gn_parallel_if(bool pays, size_t count, gn_task *task, void *argument) {
  if (!pays || team.others == 0 || team.busy || count <= 1) {
    for (size_t index = 0; index < count; index++) task(argument, index, 0);
    return;
  }
  team.busy = true;
  announce((uint32_t)count, task, argument);
  wait_for((uint32_t)count - take_parts(0));
  team.busy = false;
}

size_t gn_workers(void) { return workers(); }

bool gn_parallel_pays(uint64_t multiply_adds) {
  return team.others > 0 && !team.busy &&
         multiply_adds >= (atomic_load(&team.sleepers) > 0 ? PAYS : PAYS_AWAKE);
}

/* ---- For wasm/loader.js and wasm/thread.js ---- */

/* How many threads there are, the caller's included, and whether that one may sleep; before anything else. */
EXPORT(threads_set) void threads_set(uint32_t count, bool caller_may_sleep) {
  team.others = count - 1;
  team.caller_may_sleep = caller_may_sleep;
}

/* Where a new thread's stack begins: its upper end. 0 without memory. */
EXPORT(thread_stack) char *thread_stack(void) {
  char *block = gn_allocate_first(STACK_BYTES);
  return block ? block + STACK_BYTES : NULL;
}

/* A worker's life. */
EXPORT(thread_run) void thread_run(uint32_t worker) {
  for (;;) {
    const uint32_t seen = atomic_load(&team.jobs);
    const uint32_t taken = take_parts(worker);
    if (taken > 0) {
      atomic_fetch_add(&team.done, taken);
      if (atomic_load(&team.caller_sleeps)) __builtin_wasm_memory_atomic_notify((int *)&team.done, 1);
    }
    if (changes_soon(&team.jobs, seen, worker)) continue;
    atomic_fetch_add(&team.sleepers, 1);
    __builtin_wasm_memory_atomic_wait32((int *)&team.jobs, (int)seen, -1);
    atomic_fetch_sub(&team.sleepers, 1);
  }
}

/* A worker cannot go on; nor can the caller, which would wait for it. */
EXPORT(thread_crashed) void thread_crashed(void) { atomic_store(&team.crashed, 1); }
