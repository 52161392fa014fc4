/* trial_exports.c: what trial.wasm has besides the core: a malloc around that of wasm/memory.c (called
 * otherwise there) that fails, or traps, when told to. It is built for tests/soak alone.
 */
#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(#name)))

void *plain_malloc(size_t size);
void plain_free(void *block);

enum trap { TRAP_NONE, TRAP_UNREACHABLE, TRAP_OUT_OF_BOUNDS, TRAP_STACK };

static struct {
  int32_t left; /* allocations until it happens; 0: nothing does */
  int32_t is_sticky, trap, live, has_failed;
} trial;

/* Takes far more than the stack has. */
static int32_t descend(int32_t depth) {
  volatile char frame[4096];
  frame[depth % 4096] = 1;
  return depth < 1 << 20 ? descend(depth + 1) + frame[0] : 0;
}

static void spring(void) {
  switch (trial.trap) {
  case TRAP_UNREACHABLE: __builtin_trap();
  case TRAP_OUT_OF_BOUNDS: *(volatile int32_t *)0xfffffff0u = 1; break;
  case TRAP_STACK: descend(0); break;
  }
}

void *malloc(size_t size) {
  if (trial.left > 0 && --trial.left == 0) {
    spring();
    trial.has_failed = 1;
    if (trial.is_sticky) trial.left = 1;
    return NULL;
  }
  void *block = plain_malloc(size);
  trial.live += block != NULL;
  return block;
}

void free(void *block) {
  trial.live -= block != NULL;
  plain_free(block);
}

/* The n-th allocation from now, 0 for none, fails, as do all after it if sticky; or traps. */
EXPORT(trial_at) void trial_at(int32_t allocation, int32_t is_sticky, int32_t trap) {
  trial.left = allocation;
  trial.is_sticky = is_sticky;
  trial.trap = trap;
  trial.has_failed = 0;
}

EXPORT(trial_has_failed) int32_t trial_has_failed(void) { return trial.has_failed; }
EXPORT(trial_live) int32_t trial_live(void) { return trial.live; }
