/* parts.c: what goes number by number or row by row, in parts for threads. */
#include "kernels/parallel.h"
#include "kernels/smaller.h"
#include "kernels/vec.h"
#include "model.h"

enum { PART = 16384 }; /* numbers: some 8 µs of Adam, and with gradient and moments within the inner caches */

/* So many of the numbers or rows that `argument` describes, from the first one on; none knows of another. */
typedef void some(void *argument, size_t first, size_t count);

typedef struct job {
  some *task;
  void *argument;
  size_t rows, rows_of_part;
} job;

static void run_part(void *argument, size_t index, size_t worker) {
  const job *j = argument;
  const size_t first = index * j->rows_of_part;
  (void)worker;
  j->task(j->argument, first, gn_smaller(j->rows_of_part, j->rows - first));
}

static void share(size_t rows, size_t width, some *task, void *argument) {
  job j = {task, argument, rows, (PART + width - 1) / width};
  gn_parallel((rows + j.rows_of_part - 1) / j.rows_of_part, run_part, &j);
}

/* ---- An optimizer's step: what a weight becomes depends on no other weight ---- */

typedef struct step {
  const gn_optimizer *optimizer;
  const void *options;
  const gn_update *whole;
} step;

static void step_some(void *argument, size_t first, size_t count) {
  const step *s = argument;
  gn_update part = *s->whole;
  part.count = count;
  part.w += first;
  part.g += first;
  for (int k = 0; k < GN_STATES_MAX; k++)
    if (part.state[k]) part.state[k] += first;
  s->optimizer->step(s->options, &part);
}

void gn_optimizer_step(const gn_optimizer *optimizer, const void *options, const gn_update *update) {
  step s = {optimizer, options, update};
  if (gn_parallel_pays_passing(update->count))
    share(update->count, 1, step_some, &s);
  else
    optimizer->step(options, update);
}

/* ---- Are all numbers within bounds? ---- */

typedef struct bounds {
  const float *x;
  float limit;
  bool are_kept; /* who finds that they are not says so, or several do */
} bounds;

static void look_at_some(void *argument, size_t first, size_t count) {
  bounds *b = argument;
  if (!gn_vec_is_within(count, b->x + first, b->limit)) b->are_kept = false;
}

bool gn_is_within(size_t count, const float *x, float limit) {
  bounds b = {x, limit, true};
  if (!gn_parallel_pays(count)) return gn_vec_is_within(count, x, limit);
  share(count, 1, look_at_some, &b);
  return b.are_kept;
}

/* ---- An activation and its derivative ---- */

typedef struct activation {
  const gn_activation *kind;
  const void *options;
  size_t width;
  const float *z, *a, *da;
  float *out;
} activation;

static void activate_some(void *argument, size_t first, size_t rows) {
  const activation *x = argument;
  const size_t at = first * x->width;
  if (!x->da) {
    x->kind->forward(x->options, rows, x->width, x->z + at, x->out + at);
    return;
  }
  x->kind->backward(x->options, rows, x->width, x->z + at, x->a + at, x->da + at, x->out + at);
  if (x->kind->fades) gn_vec_flush(rows * x->width, x->out + at, x->out + at);
}

static void activate(activation *x, size_t rows) {
  if (gn_parallel_pays_passing((uint64_t)rows * x->width))
    share(rows, x->width, activate_some, x);
  else
    activate_some(x, 0, rows);
}

void gn_activate(const gn_choice *choice, size_t rows, size_t width, const float *z, float *a) {
  activation x = {(const gn_activation *)choice->kind, choice->options.bytes, width, z, NULL, NULL, a};
  activate(&x, rows);
}

void gn_activate_back(const gn_choice *choice, size_t rows, size_t width, const float *z, const float *a,
                      const float *da, float *dz) {
  activation x = {(const gn_activation *)choice->kind, choice->options.bytes, width, z, a, da, dz};
  activate(&x, rows);
}
