/* discipline.c: what stands around an optimizer's step, in a step of SGD with the rate 1 from gradients
 * written by hand: clipping before it, constraints after it, the rate by its schedule. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "model.h"

enum { INPUTS = 3, UNITS = 2 };

/* A kernel [3][2] without a bias. */
static gn_model *make(gn_context *context, const char *constraint, const char *optimizer) {
  char spec[512];
  gn_model *model;
  snprintf(spec, sizeof spec,
           "{\"input\":[3],\"loss\":\"meanSquaredError\",\"layers\":[{\"type\":\"dense\",\"units\":2,"
           "\"useBias\":false,"
           "\"kernelConstraint\":%s}],\"optimizer\":{\"type\":\"sgd\",\"learningRate\":1%s}}",
           constraint, optimizer);
  const gn_status status = gn_model_create(context, spec, strlen(spec), &model);
  CHECK(status == GN_OK);
  if (status != GN_OK) fprintf(stderr, "  %s\n", gn_context_failure(context)->message), exit(1);
  return model;
}

/* w ← constraint(w − clip(g)) */
static void step(gn_model *model, const float *w, const float *g, float *after) {
  const size_t bytes = INPUTS * UNITS * sizeof(float);
  memcpy(gn_model_block(model, GN_BLOCK_WEIGHTS), w, bytes);
  memcpy(gn_model_block(model, GN_BLOCK_GRADIENTS), g, bytes);
  CHECK(gn_model_update(model) == GN_OK);
  memcpy(after, gn_model_block(model, GN_BLOCK_WEIGHTS), bytes);
  gn_model_release(model);
}

static void check(const float *after, const double expected[INPUTS * UNITS]) {
  for (int i = 0; i < INPUTS * UNITS; i++) CHECK_NEAR((double)after[i], expected[i], 1e-6);
}

/* The columns (3, 0, 4) of norm 5 and (0, 0.3, 0.4) of norm 0.5. */
static const float columns[] = {3, 0, 0, 0.3f, 4, 0.4f}, none[INPUTS * UNITS] = {0};

static void constraints(gn_context *context) {
  float after[INPUTS * UNITS];
  step(make(context, "{\"type\":\"maxNorm\",\"max\":2}", ""), columns, none, after);
  check(after, (double[]){1.2, 0, 0, 0.3, 1.6, 0.4});
  step(make(context, "\"unitNorm\"", ""), columns, none, after);
  check(after, (double[]){0.6, 0, 0, 0.6, 0.8, 0.8});
  step(make(context, "\"unitNorm\"", ""), none, none, after); /* what is 0 has no direction */
  check(after, (double[]){0, 0, 0, 0, 0, 0});
  const float mixed[] = {1, -1, -0.5f, 0, 2, -3};
  step(make(context, "\"nonNegative\"", ""), mixed, none, after);
  check(after, (double[]){1, 0, 0, 0, 2, 0});
}

/* PyTorch's clip_grad_value_ and clip_grad_norm_: g·max/(‖g‖ + 10⁻⁶) where that is less than g. */
static void clipping(gn_context *context) {
  const float g[] = {2, -4, 0, 1, -1, 2}; /* of norm √26 */
  const double share = 3 / (sqrt(26.0) + 1e-6);
  float after[INPUTS * UNITS];
  step(make(context, "null", ",\"clipValue\":1.5"), none, g, after);
  check(after, (double[]){-1.5, 1.5, 0, -1, 1, -1.5});
  step(make(context, "null", ",\"clipNorm\":3"), none, g, after);
  check(after, (double[]){-2 * share, 4 * share, 0, -share, share, -2 * share});
  step(make(context, "null", ",\"clipNorm\":6"), none, g, after); /* it is less already */
  check(after, (double[]){-2, 4, 0, -1, 1, -2});
}

/* Halved after every two steps, or epochs. */
static void schedules(gn_context *context) {
  gn_model *model =
      make(context, "null", ",\"schedule\":{\"type\":\"step\",\"every\":2,\"factor\":0.5,\"by\":\"step\"}");
  static const double by_steps[] = {1, 1, 0.5, 0.5, 0.25};
  for (uint64_t t = 0; t < 5; t++) {
    gn_model_set_counters(model, (gn_counters){.steps = t, .epochs = 9});
    CHECK_NEAR(gn_model_learning_rate(model), by_steps[t], 1e-12);
  }
  gn_model_release(model);
  model = make(context, "null", ",\"schedule\":{\"type\":\"step\",\"every\":2,\"factor\":0.5}");
  gn_model_set_counters(model, (gn_counters){.steps = 9, .epochs = 2});
  CHECK_NEAR(gn_model_learning_rate(model), 0.5, 1e-12);
  gn_model_release(model);
}

int main(void) {
  gn_context *context = gn_context_create(1 << 20);
  constraints(context);
  clipping(context);
  schedules(context);
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
