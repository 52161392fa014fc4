/* discipline.c: what surrounds an optimizer's step: the learning rate by its schedule, clipping before it,
 * constraints after it. */
#include <math.h>
#include <string.h>

#include "kernels/vec.h"
#include "model.h"

double gn_model_learning_rate(const gn_model *model) {
  const gn_optimizer_choice *optimizer = &model->options.optimizer;
  const gn_schedule_choice *schedule = &optimizer->schedule;
  double rate; /* the first member of every optimizer's options */
  memcpy(&rate, optimizer->choice.options.bytes, sizeof rate);
  if (!schedule->choice.kind) return rate;
  uint64_t t = schedule->by == GN_BY_STEP ? model->counters.steps : model->counters.epochs;
  return rate * ((const gn_schedule *)schedule->choice.kind)->factor(schedule->choice.options.bytes, t);
}

/* g ← max(−v, min(g, v)) */
static void clip_values(size_t count, float v, float *g) {
  for (size_t i = 0; i < count; i++) g[i] = g[i] > v ? v : g[i] < -v ? -v : g[i];
}

/* g ← g · max/(‖g‖ + 10⁻⁶) where that is less than g: the arithmetic of PyTorch's clip_grad_norm_. The sum is
 * in double, in four parts, so that one addition need not wait for the last. */
static void clip_norm(size_t count, double max, float *g) {
  enum { PARTS = 4 };
  double square[PARTS] = {0};
  for (size_t i = 0; i < count; i++) square[i % PARTS] += (double)g[i] * (double)g[i];
  const double norm = sqrt((square[0] + square[1]) + (square[2] + square[3]));
  const double share = max / (norm + 1e-6);
  if (share < 1) gn_vec_scale(count, (float)share, g, g);
}

void gn_clip_gradients(gn_model *model) {
  const gn_optimizer_choice *optimizer = &model->options.optimizer;
  const double none = (double)INFINITY;
  if (optimizer->clip_value < none)
    clip_values(model->learned, (float)optimizer->clip_value, model->gradients);
  if (optimizer->clip_norm < none) clip_norm(model->learned, optimizer->clip_norm, model->gradients);
}

void gn_constrain_weights(gn_model *model) {
  if (!model->constrained) return;
  for (const gn_parameter *p = model->parameters; p; p = p->next) {
    if (!p->constraint) continue;
    const size_t units = p->shape.rank == 1 ? 1 : gn_shape_width(&p->shape);
    ((const gn_constraint *)p->constraint->kind)
        ->apply(p->constraint->options.bytes, p->count / units, units, model->weights + p->offset);
  }
}
