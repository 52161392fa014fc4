/* parts.c: what goes number by number or row by row, in parts for threads. */
#include "kernels/parallel.h"
#include "kernels/vec.h"
#include "model.h"

enum {
  PART = 16384, /* numbers: some 8 µs of Adam, and with gradient and moments within the inner caches */
  NUMBER = 4    /* multiply-adds that one counts for; by 8, 784-128-10 woke a thread for its step alone */
};

/* ---- An optimizer's step: what a weight becomes depends on no other weight ---- */

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
  if (gn_parallel_pays((uint64_t)update->count * NUMBER))
    gn_parallel((update->count + PART - 1) / PART, step_part, &s);
  else
    optimizer->step(options, update);
}

/* ---- An activation and its derivative: rows know nothing of each other ---- */

typedef struct activation {
  const gn_activation *kind;
  const void *options;
  size_t rows, width, rows_of_part;
  const float *z, *a, *da;
  float *out;
} activation;

static void activation_part(void *argument, size_t index, size_t worker) {
  (void)worker;
  const activation *x = argument;
  const size_t row = index * x->rows_of_part, at = row * x->width, rest = x->rows - row;
  const size_t rows = rest < x->rows_of_part ? rest : x->rows_of_part;
  if (!x->da) {
    x->kind->forward(x->options, rows, x->width, x->z + at, x->out + at);
    return;
  }
  x->kind->backward(x->options, rows, x->width, x->z + at, x->a + at, x->da + at, x->out + at);
  if (x->kind->fades) gn_vec_flush(rows * x->width, x->out + at, x->out + at);
}

static void run_activation(activation *x) {
  const uint64_t numbers = (uint64_t)x->rows * x->width;
  x->rows_of_part = x->rows;
  if (!gn_parallel_pays_passing(numbers)) {
    activation_part(x, 0, 0);
    return;
  }
  x->rows_of_part = PART / x->width + 1;
  gn_parallel((x->rows + x->rows_of_part - 1) / x->rows_of_part, activation_part, x);
}

void gn_activate(const gn_choice *choice, size_t rows, size_t width, const float *z, float *a) {
  activation x = {
      (const gn_activation *)choice->kind, choice->options.bytes, rows, width, 0, z, NULL, NULL, a};
  run_activation(&x);
}

void gn_activate_back(const gn_choice *choice, size_t rows, size_t width, const float *z, const float *a,
                      const float *da, float *dz) {
  activation x = {(const gn_activation *)choice->kind, choice->options.bytes, rows, width, 0, z, a, da, dz};
  run_activation(&x);
}
