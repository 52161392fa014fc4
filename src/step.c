/* step.c: an optimizer's step, in parts for threads: what a weight becomes depends on no other weight. */
#include "kernels/parallel.h"
#include "model.h"

enum {
  PART = 16384, /* weights: some 8 µs of Adam, and with its gradient and moments within the inner caches */
  WEIGHT = 8    /* multiply-adds that would take as long as the step of one weight, which waits for memory */
};

typedef struct step {
  const gn_optimizer *optimizer;
  const void *options;
  const gn_update *whole;
} step;

static void step_part(void *argument, size_t index, size_t worker) {
  (void)worker;
  const step *s = argument;
  const size_t from = index * PART, rest = s->whole->count - from;
  gn_update part = *s->whole;
  part.count = rest < PART ? rest : PART;
  part.w += from;
  part.g += from;
  for (int k = 0; k < GN_STATES_MAX; k++)
    if (part.state[k]) part.state[k] += from;
  s->optimizer->step(s->options, &part);
}

void gn_optimizer_step(const gn_optimizer *optimizer, const void *options, const gn_update *update) {
  step s = {optimizer, options, update};
  if (gn_parallel_pays((uint64_t)update->count * WEIGHT))
    gn_parallel((update->count + PART - 1) / PART, step_part, &s);
  else
    optimizer->step(options, update);
}
