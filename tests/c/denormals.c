/* denormals.c: weights and samples below 2⁻¹²⁶ compute as zeros would and stay as they are, bit for bit. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "glassnet.h"
#include "random.h"

enum { SAMPLES = 6, OUTPUTS = 3 };

/* The smaller network goes the way of tiny ones (tiny.c), the larger one that of products. */
static gn_model *make(gn_context *context, int inputs) {
  char spec[256];
  snprintf(spec, sizeof spec,
           "{\"input\":[%d],\"loss\":\"meanSquaredError\",\"layers\":[{\"type\":\"dense\",\"units\":%d,"
           "\"activation\":\"tanh\"},{\"type\":\"dense\",\"units\":%d}]}",
           inputs, 2 * inputs, OUTPUTS);
  gn_model *model;
  CHECK(gn_model_create(context, spec, strlen(spec), &model) == GN_OK);
  return model;
}

/* Every third number becomes `factor` times what it was: a denormal one, or 0. */
static void spoil(size_t count, float *x, float factor) {
  for (size_t i = 0; i < count; i += 3) x[i] *= factor;
}

static gn_dataset *make_data(gn_context *context, int inputs, float factor) {
  gn_random random = gn_random_stream(1, GN_RANDOM_WEIGHTS, 0, 0);
  gn_dataset *data;
  void *x, *y;
  CHECK(gn_dataset_create(context, &data) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_X, GN_F32, (size_t)(SAMPLES * inputs), &x) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_Y, GN_F32, SAMPLES * OUTPUTS, &y) == GN_OK);
  for (int i = 0; i < SAMPLES * inputs; i++) ((float *)x)[i] = gn_random_uniform(&random) + 0.1f;
  for (int i = 0; i < SAMPLES * OUTPUTS; i++) ((float *)y)[i] = gn_random_uniform(&random);
  spoil((size_t)(SAMPLES * inputs), x, factor);
  CHECK(gn_dataset_seal(data, 1) == GN_OK);
  return data;
}

/* Outputs and gradients of the two are the same bits. */
static void check_alike(gn_model *a, gn_dataset *of_a, gn_model *b, gn_dataset *of_b, size_t floats) {
  enum { GRADIENTS = GN_EVALUATE | GN_PHASE_BACKWARD };
  float outputs[2][SAMPLES * OUTPUTS];
  gn_result results[2];
  CHECK(gn_model_predict(a, of_a, 0, SAMPLES, outputs[0]) == GN_OK);
  CHECK(gn_model_predict(b, of_b, 0, SAMPLES, outputs[1]) == GN_OK);
  CHECK(memcmp(outputs[0], outputs[1], sizeof outputs[0]) == 0);
  CHECK(gn_model_run(a, of_a, 0, SAMPLES, GRADIENTS, &results[0]) == GN_OK);
  CHECK(gn_model_run(b, of_b, 0, SAMPLES, GRADIENTS, &results[1]) == GN_OK);
  CHECK(results[0].loss == results[1].loss);
  CHECK(memcmp(gn_model_block(a, GN_BLOCK_GRADIENTS), gn_model_block(b, GN_BLOCK_GRADIENTS),
               floats * sizeof(float)) == 0);
}

static void check_width(gn_context *context, int inputs) {
  const size_t floats = (size_t)(inputs * 2 * inputs + 2 * inputs); /* the first layer's */
  const size_t bytes = floats * sizeof(float);
  const float tiny = 0x1p-132f;
  gn_model *given = make(context, inputs), *zeroed = make(context, inputs);
  gn_dataset *of_given = make_data(context, inputs, tiny), *of_zeroed = make_data(context, inputs, 0);
  float *kept = malloc(bytes), *fresh = malloc(bytes);
  memcpy(fresh, gn_model_block(given, GN_BLOCK_WEIGHTS), bytes);

  spoil(floats, gn_model_block(given, GN_BLOCK_WEIGHTS), tiny);
  spoil(floats, gn_model_block(zeroed, GN_BLOCK_WEIGHTS), 0);
  memcpy(kept, gn_model_block(given, GN_BLOCK_WEIGHTS), bytes);
  CHECK(kept[0] != 0 && !isnormal(kept[0]));
  check_alike(given, of_given, zeroed, of_zeroed, floats);
  CHECK(memcmp(kept, gn_model_block(given, GN_BLOCK_WEIGHTS), bytes) == 0);

  /* After a step, too. */
  gn_result result;
  for (int step = 0; step < 3; step++) {
    CHECK(gn_model_run(given, of_given, 0, SAMPLES, GN_TRAIN, &result) == GN_OK);
    CHECK(gn_model_run(zeroed, of_zeroed, 0, SAMPLES, GN_TRAIN, &result) == GN_OK);
    check_alike(given, of_given, zeroed, of_zeroed, floats);
  }

  /* Without any such number it is as if there had never been one. */
  for (int i = 0; i < 2; i++) memcpy(gn_model_block(i ? zeroed : given, GN_BLOCK_WEIGHTS), fresh, bytes);
  check_alike(given, of_given, zeroed, of_zeroed, floats);
  gn_model_release(given), gn_model_release(zeroed);
  gn_dataset_release(of_given), gn_dataset_release(of_zeroed);
  free(kept), free(fresh);
}

int main(void) {
  gn_context *context = gn_context_create(1 << 22);
  check_width(context, 5);
  check_width(context, 40);
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
