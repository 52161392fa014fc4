/* boundary.c: wasm/exports.c, which JavaScript calls, natively and under the sanitizers: what each call hands
 * on, and how it says that it failed: a null pointer, a count of 0, or a status and its text. */
#include <math.h>
#include <string.h>

#define export_name(name_) used /* what only WebAssembly has */
#include "../../wasm/exports.c"
#undef export_name

#include "check.h"
#include "model.h"

static const char *const spec = "{\"input\":[2,2,1],\"seed\":3,\"layers\":[{\"type\":\"flatten\"},"
                                "{\"type\":\"dense\",\"units\":2,\"activation\":\"softmax\"}],"
                                "\"loss\":\"categoricalCrossentropy\",\"optimizer\":\"adam\"}";

/* Into the room, as core.js writes it. */
static uint32_t write(const char *what) {
  const size_t length = strlen(what);
  memcpy(room((uint32_t)length), what, length);
  return (uint32_t)length;
}

/* A text of the core, with its end mark. */
static const char *said(int32_t which, const gn_model *model) {
  const uint32_t length = text(which, model);
  return length > 0 ? room(length + 1) : "";
}

static bool says(const char *what) { return strstr(said(TEXT_FAILURE, NULL), what) != NULL; }

static gn_dataset *four_samples(void) {
  gn_dataset *data = dataset_create();
  float *x = dataset_part(data, GN_PART_X, GN_F32, 4 * 4);
  uint8_t *y = dataset_part(data, GN_PART_Y, GN_U8, 4);
  for (int i = 0; i < 16; i++) x[i] = (float)(i * i % 7);
  for (int i = 0; i < 4; i++) y[i] = (uint8_t)(i % 2);
  CHECK(dataset_seal(data, 1) == GN_OK);
  return data;
}

static void data_sets(void) {
  float out[4];
  gn_dataset *data = four_samples();
  CHECK(staging() == gn_context_staging(context) && staging() != data);
  CHECK(!dataset_part(data, GN_PART_X, GN_I32, 1) && says("\"code\":\"argument\""));
  CHECK(dataset_augment(data, write("[\"spin\"]")) == GN_ARGUMENT && says("spin"));
  CHECK(dataset_augment(data, write("[\"flip\"]")) == GN_OK);
  CHECK(dataset_augment(data, write("[]")) == GN_OK && dataset_seal(data, 2) == GN_OK);
  CHECK(dataset_augmented(data, 2, 2, 1, 1, 5, 0, out) == GN_OK && out[0] == 2 * (16 % 7));
  CHECK(dataset_augmented(data, 2, 2, 1, 4, 5, 0, out) == GN_ARGUMENT);
  CHECK(dataset_seal(data, (double)NAN) == GN_ARGUMENT && says("scale"));
  dataset_release(data);
  dataset_release(NULL);
}

static void models_are_made_or_refused(void) {
  CHECK(!model_create(write("{")) && says("\"code\":\"format\""));
  CHECK(!model_outline(write("{}")) && says("layers is missing"));
  gn_model *outline = model_outline(write(spec));
  CHECK(outline && !model_block(outline, GN_BLOCK_WEIGHTS) && model_workspace(outline, 2) > 0);
  CHECK(strstr(said(TEXT_DIRECTORY, outline), "\"dense_1.kernel\""));
  CHECK(strstr(said(TEXT_USAGE, NULL), "\"models\":1"));
  CHECK(!layer_statistics(outline, 1, GN_ROLE_OUTPUT));
  model_release(outline);
  model_release(NULL);
}

static void counters_and_rates(gn_model *model) {
  model_set_counters(model, 7, 8, 9);
  CHECK(model_counter(model, 0) == 7 && model_counter(model, 1) == 8 && model_counter(model, 2) == 9);
  model_set_learning_rate(model, 0.25);
  CHECK(model_learning_rate(model) == 0.25);
  model_reset(model, 3);
  CHECK(model_counter(model, 0) == 3 && model_counter(model, 1) == 0);
  CHECK(model_check_weights(model) == GN_OK);
  model_block(model, GN_BLOCK_WEIGHTS)[0] = NAN;
  CHECK(model_check_weights(model) == GN_NUMERIC && says("not a finite number"));
  model_reset(model, 3);
}

static void runs(gn_model *model, const gn_dataset *data) {
  float out[8];
  double numeric[64] = {0};
  CHECK(model_count(model, data) == 4 && model_count(model, staging()) == 0);
  CHECK(model_classes(model, data) == 2);
  CHECK(model_predict(model, data, 0, 4, out) == GN_OK && fabsf(out[0] + out[1] - 1) < 1e-6f);
  CHECK(model_predict(model, data, 2, 3, out) == GN_ARGUMENT && says("no such range"));
  CHECK(model_run(model, data, 0, 4, GN_PHASE_BACKWARD) == GN_OK);
  CHECK(model_question(model) == GN_QUESTION_CLASS && model_split(model) == 0.5);
  CHECK(model_tensor(model, 2, GN_ROLE_OUTPUT)[0] == out[0]);
  const double loss = result()[0];
  CHECK_NEAR(result()[2], 4, 0);
  CHECK(layer_statistics(model, 2, GN_ROLE_OUTPUT) &&
        fabs(layer_statistics(model, 2, GN_ROLE_OUTPUT)[0] - 0.5) < 1e-6);
  CHECK(block_statistics(model, GN_BLOCK_GRADIENTS, 0, 8) && !block_statistics(model, 99, 0, 8));
  CHECK(model_numeric_gradients(model, data, 0, 4, 0, 0.01, numeric) == GN_OK);
  CHECK_NEAR(model_block(model, GN_BLOCK_GRADIENTS)[0], numeric[0], 1e-3);
  /* The four at once, and in two calls that go on. */
  CHECK(model_evaluate(model, data, 0, 4, false) == GN_OK);
  CHECK_NEAR(result()[0], loss, 1e-6);
  CHECK(model_evaluate(model, data, 0, 1, false) == GN_OK &&
        model_evaluate(model, data, 1, 3, true) == GN_OK);
  CHECK_NEAR(result()[0], loss, 1e-6);
  CHECK(result()[2] == 4);
  CHECK(model_update(model) == GN_OK && model_counter(model, 1) == 1);
}

static void epochs(gn_model *model, const gn_dataset *data) {
  static const float none[] = {-1, 1}, both[] = {1, 2};
  CHECK(epoch_run(model, data, 1) == GN_ARGUMENT && says("gn_epoch_begin"));
  CHECK(epoch_begin(model, data, 0, 4, 2, true, none) == GN_ARGUMENT && says("classWeight[0]"));
  CHECK(epoch_begin(model, data, 0, 4, 3, true, both) == GN_OK);
  CHECK(epoch_run(model, data, 1) == GN_OK && result()[4] == 1);
  CHECK(epoch_run(model, data, 9) == GN_OK && result()[4] == 0);
  CHECK(epoch_run(model, data, 1) == GN_ARGUMENT && says("gn_epoch_begin")); /* it has ended */
  CHECK(model_counter(model, 1) == 3 && model_counter(model, 2) == 1);
}

/* There is always room to say so. */
static void memory_ends(void) {
  gn_context_release(context);
  CHECK(start(2000));
  CHECK(!model_create(write(spec)) && says("\"code\":\"limit\""));
  gn_dataset *made[64];
  int count = 0;
  while (count < 64 && (made[count] = dataset_create())) count++;
  CHECK(count > 0 && count < 64 && says("a data set"));
  while (count > 0) dataset_release(made[--count]);
  CHECK(!room(1u << 30) && says("the text or output"));
  gn_context_release(context);
  CHECK(start(0));
  const uint64_t own = context->own.limit - context->own.used; /* what is set aside for texts, all taken */
  CHECK(dataset_part(staging(), GN_PART_X, GN_U8, (uint32_t)own));
  CHECK(text(TEXT_USAGE, NULL) == 0);
  gn_context_release(context);
}

int main(void) {
  CHECK(start(1 << 22) && !is_fast());
  data_sets();
  models_are_made_or_refused();
  gn_model *model = model_create(write(spec));
  gn_dataset *data = four_samples();
  counters_and_rates(model);
  runs(model, data);
  epochs(model, data);
  model_release(model);
  dataset_release(data);
  memory_ends();
  return report();
}
