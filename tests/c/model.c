/* model.c: what a model shows of itself and what it refuses; an outline; weights that may not be. */
#include "model.h"

#include <string.h>

#include "check.h"
#include "dataset.h"

static gn_model *make(gn_context *context, const char *spec) {
  gn_model *model = NULL;
  CHECK(gn_model_create(context, spec, strlen(spec), &model) == GN_OK);
  return model;
}

static bool fails_as(const gn_context *context, gn_status status, const char *says) {
  const gn_failure *failure = gn_context_failure(context);
  return failure->status == status && strstr(failure->message, says) != NULL;
}

static const char *const line = "{\"input\":[2],\"layers\":[{\"type\":\"dense\",\"units\":1,"
                                "\"activation\":\"sigmoid\"}],\"loss\":\"halfSquaredError\","
                                "\"optimizer\":{\"type\":\"adam\"}}";

/* z = w₁x₁ + w₂x₂ + b, a = σ(z), ∂loss/∂a = a − t, δ = (a − t)·a(1 − a) */
static void shows_every_number(gn_context *context) {
  gn_model *model = make(context, line);
  gn_dataset *data = gn_context_staging(context);
  gn_result result;
  void *at;
  CHECK(gn_dataset_part(data, GN_PART_X, GN_F32, 2, &at) == GN_OK);
  memcpy(at, (float[]){1, -2}, 2 * sizeof(float));
  CHECK(gn_dataset_part(data, GN_PART_Y, GN_F32, 1, &at) == GN_OK);
  *(float *)at = 1;
  CHECK(gn_dataset_seal(data, 1) == GN_OK);
  const float *w = gn_model_block(model, GN_BLOCK_WEIGHTS);
  const double z = (double)w[0] - 2 * (double)w[1], a = 1 / (1 + exp(-z));
  CHECK(gn_model_run(model, data, 0, 1, GN_PHASE_BACKWARD | GN_PHASE_INPUT_GRADIENT, &result) == GN_OK);
  CHECK_NEAR(gn_model_tensor(model, 1, GN_ROLE_PREACTIVATION)[0], z, 1e-6);
  CHECK_NEAR(gn_model_tensor(model, 1, GN_ROLE_OUTPUT)[0], a, 1e-6);
  CHECK_NEAR(gn_model_tensor(model, 1, GN_ROLE_OUTPUT_GRADIENT)[0], a - 1, 1e-6);
  CHECK_NEAR(gn_model_tensor(model, 1, GN_ROLE_DELTA)[0], (a - 1) * a * (1 - a), 1e-6);
  CHECK(gn_model_tensor(model, 1, GN_ROLE_TARGET)[0] == 1);
  CHECK(gn_model_tensor(model, 0, GN_ROLE_OUTPUT)[1] == -2);
  CHECK_NEAR(gn_model_tensor(model, 0, GN_ROLE_OUTPUT_GRADIENT)[0], (a - 1) * a * (1 - a) * (double)w[0],
             1e-6);
  CHECK_NEAR(gn_model_block(model, GN_BLOCK_GRADIENTS)[1], (a - 1) * a * (1 - a) * -2, 1e-6);
  CHECK(!gn_model_tensor(model, 2, GN_ROLE_OUTPUT) && !gn_model_tensor(model, -1, GN_ROLE_OUTPUT));
  CHECK(!gn_model_tensor(model, 1, (gn_role)(GN_ROLE_TARGET + 1)));
  CHECK(gn_model_block(model, GN_BLOCK_STATE) &&
        gn_model_block(model, GN_BLOCK_STATE + 1)); /* Adam has two */
  CHECK(!gn_model_block(model, GN_BLOCK_STATE + 2) && !gn_model_block(model, -1));
  gn_model_release(model);
}

static void an_outline_has_no_weights(gn_context *context) {
  gn_model *model;
  gn_statistics statistics;
  size_t count;
  CHECK(gn_model_outline(context, line, strlen(line), &model) == GN_OK);
  gn_model_reset(model, 5);
  CHECK(gn_model_counters(model).seed == 0);
  for (int block = 0; block <= GN_BLOCK_STATE; block++) CHECK(!gn_model_block(model, block));
  CHECK(!gn_model_block_statistics(model, GN_BLOCK_WEIGHTS, 0, 3, &statistics));
  CHECK(!gn_model_layer_statistics(model, 1, GN_ROLE_OUTPUT, &statistics));
  CHECK(gn_model_check_weights(model) == GN_OK);
  CHECK(gn_model_count(model, gn_context_staging(context), &count) == GN_ARGUMENT);
  CHECK(fails_as(context, GN_ARGUMENT, "outline"));
  CHECK(gn_model_workspace(model, 8) > 0);
  gn_model_release(model);
}

/* Whatever somebody wrote into the blocks, before it is used. */
static void checks_what_was_written(gn_context *context) {
  gn_model *model = make(context, line);
  float *w = gn_model_block(model, GN_BLOCK_WEIGHTS), *squares = gn_model_block(model, GN_BLOCK_STATE + 1);
  const float was = w[1];
  w[1] = INFINITY;
  CHECK(gn_model_check_weights(model) == GN_NUMERIC && fails_as(context, GN_NUMERIC, "not a finite number"));
  w[1] = was;
  gn_model_block(model, GN_BLOCK_STATE)[2] = -1; /* a mean of gradients may be negative, one of squares not */
  CHECK(gn_model_check_weights(model) == GN_OK);
  squares[0] = -1e-30f;
  CHECK(gn_model_check_weights(model) == GN_NUMERIC && fails_as(context, GN_NUMERIC, "a square must stand"));
  squares[0] = NAN;
  CHECK(gn_model_check_weights(model) == GN_NUMERIC && fails_as(context, GN_NUMERIC, "not a finite number"));
  squares[0] = 0;
  CHECK(gn_model_check_weights(model) == GN_OK);
  gn_model_release(model);
}

static void a_moving_variance_is_no_less_than_0(gn_context *context) {
  static const char spec[] =
      "{\"input\":[2],\"layers\":[{\"type\":\"batchNormalization\",\"name\":\"norm\",%s}]}";
  char text[256];
  gn_model *model;
  snprintf(text, sizeof text, spec, "\"movingVarianceInitializer\":{\"type\":\"constant\",\"value\":-1}");
  CHECK(gn_model_create(context, text, strlen(text), &model) == GN_NUMERIC);
  CHECK(fails_as(context, GN_NUMERIC, "movingVariance of layer \"norm\" has a negative number"));
  CHECK(strcmp(gn_context_failure(context)->layer, "norm") == 0);
  snprintf(text, sizeof text, spec, "\"movingMeanInitializer\":{\"type\":\"constant\",\"value\":-1}");
  model = make(context, text);
  gn_model_release(model);
}

static void a_refused_model_leaves_nothing(gn_context *context) {
  static const char *const specs[] = {
      "{\"input\":[2],\"layers\":[{\"type\":\"conv2d\",\"filters\":1,\"kernelSize\":1}]}",
      "{\"input\":[2],\"layers\":[{\"type\":\"dense\",\"units\":1000000}]}", /* above the limit */
  };
  for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
    gn_model *model = NULL;
    CHECK(gn_model_create(context, specs[i], strlen(specs[i]), &model) != GN_OK && !model);
    CHECK(gn_context_usage(context).bytes == 0 && gn_context_usage(context).models == 0);
  }
  gn_model_release(NULL);
}

int main(void) {
  gn_context *context = gn_context_create(1 << 20);
  shows_every_number(context);
  an_outline_has_no_weights(context);
  checks_what_was_written(context);
  a_moving_variance_is_no_less_than_0(context);
  a_refused_model_leaves_nothing(context);
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
