/* exports.c: what core.wasm offers to JavaScript. Few functions of one form:
 *
 *   models and data sets are pointers; 0 instead of one, or a status that is not 0, is a failure, and
 *   text(TEXT_FAILURE) says which. Texts and outputs lie in the `room`. Results lie at result().
 *
 * loader.js opens it, core.js calls it, and tests/js/exports.test.js holds the list.
 */
#include "glassnet.h"

#define EXPORT(name) __attribute__((export_name(#name)))

static gn_context *context;
static struct {
  gn_result result;
  double left;          /* batches left in the epoch */
  double learning_rate; /* of its first step */
} answer;
static gn_tally tally; /* of evaluations that go on */

EXPORT(start) int32_t start(double memory_limit) {
  context = gn_context_create((uint64_t)memory_limit);
  return context != NULL;
}

/* Whether a·b + c is one operation. */
EXPORT(is_fast) int32_t is_fast(void) {
#if defined(__wasm_relaxed_simd__)
  return 1;
#else
  return 0;
#endif
}

/* ---- Text and memory ---- */

EXPORT(room) void *room(uint32_t bytes) { return gn_context_room(context, bytes); }

EXPORT(result) const double *result(void) { return (const double *)&answer; }

enum { TEXT_FAILURE, TEXT_USAGE, TEXT_DIRECTORY };

static size_t write_text(int32_t which, const gn_model *model, char *buffer, size_t size) {
  switch (which) {
  case TEXT_FAILURE: return gn_context_failure_text(context, buffer, size);
  case TEXT_USAGE: return gn_context_usage_text(context, buffer, size);
  default: return gn_model_directory(model, buffer, size);
  }
}

/* Writes the text to the room; returns its length, 0 without memory. */
EXPORT(text) uint32_t text(int32_t which, const gn_model *model) {
  size_t length = write_text(which, model, NULL, 0);
  char *buffer = gn_context_room(context, length + 1);
  return buffer ? (uint32_t)write_text(which, model, buffer, length + 1) : 0;
}

/* ---- Data sets ---- */

EXPORT(staging) gn_dataset *staging(void) { return gn_context_staging(context); }

EXPORT(dataset_create) gn_dataset *dataset_create(void) {
  gn_dataset *data;
  return gn_dataset_create(context, &data) == GN_OK ? data : NULL;
}

EXPORT(dataset_part) void *dataset_part(gn_dataset *data, int32_t part, int32_t type, uint32_t count) {
  void *at;
  return gn_dataset_part(data, (gn_part)part, (gn_type)type, count, &at) == GN_OK ? at : NULL;
}

EXPORT(dataset_seal) int32_t dataset_seal(gn_dataset *data, double scale) {
  return (int32_t)gn_dataset_seal(data, scale);
}

/* The list's text stands in the room. */
EXPORT(dataset_augment) int32_t dataset_augment(gn_dataset *data, uint32_t length) {
  return (int32_t)gn_dataset_augment(data, gn_context_room(context, length), length);
}

EXPORT(dataset_augmented)
int32_t dataset_augmented(const gn_dataset *data, int32_t height, int32_t width, int32_t channels,
                          uint32_t sample, double seed, double epoch, float *out) {
  return (int32_t)gn_dataset_augmented(data, height, width, channels, sample, (uint64_t)seed, (uint64_t)epoch,
                                       out);
}

EXPORT(dataset_release) void dataset_release(gn_dataset *data) { gn_dataset_release(data); }

/* ---- Models ---- */

/* The spec's text stands in the room. */
EXPORT(model_create) gn_model *model_create(uint32_t length) {
  gn_model *model;
  return gn_model_create(context, gn_context_room(context, length), length, &model) == GN_OK ? model : NULL;
}

EXPORT(model_outline) gn_model *model_outline(uint32_t length) {
  gn_model *model;
  return gn_model_outline(context, gn_context_room(context, length), length, &model) == GN_OK ? model : NULL;
}

/* In bytes. */
EXPORT(model_workspace) double model_workspace(gn_model *model, uint32_t batch) {
  return (double)gn_model_workspace(model, batch);
}

EXPORT(model_release) void model_release(gn_model *model) { gn_model_release(model); }

EXPORT(model_reset) void model_reset(gn_model *model, double seed) { gn_model_reset(model, (uint64_t)seed); }

EXPORT(model_block) float *model_block(gn_model *model, int32_t block) {
  return gn_model_block(model, block);
}

EXPORT(model_tensor) const float *model_tensor(gn_model *model, int32_t layer, int32_t role) {
  return gn_model_tensor(model, layer, (gn_role)role);
}

/* 0 seed, 1 steps, 2 epochs */
EXPORT(model_counter) double model_counter(const gn_model *model, int32_t which) {
  gn_counters counters = gn_model_counters(model);
  return (double)(which == 0 ? counters.seed : which == 1 ? counters.steps : counters.epochs);
}

EXPORT(model_set_counters)
void model_set_counters(gn_model *model, double seed, double steps, double epochs) {
  gn_model_set_counters(model, (gn_counters){(uint64_t)seed, (uint64_t)steps, (uint64_t)epochs});
}

static gn_statistics statistics;

/* Five numbers; 0: there are none. */
EXPORT(layer_statistics) const double *layer_statistics(gn_model *model, int32_t layer, int32_t role) {
  return gn_model_layer_statistics(model, layer, (gn_role)role, &statistics) ? &statistics.mean : NULL;
}

EXPORT(block_statistics)
const double *block_statistics(gn_model *model, int32_t block, uint32_t from, uint32_t count) {
  return gn_model_block_statistics(model, block, from, count, &statistics) ? &statistics.mean : NULL;
}

EXPORT(model_check_weights) int32_t model_check_weights(gn_model *model) {
  return (int32_t)gn_model_check_weights(model);
}

EXPORT(model_learning_rate) double model_learning_rate(const gn_model *model) {
  return gn_model_learning_rate(model);
}

EXPORT(model_set_learning_rate) void model_set_learning_rate(gn_model *model, double rate) {
  gn_model_set_learning_rate(model, rate);
}

/* ---- Running ---- */

/* How many samples of the model's shape; 0 if they do not fit. */
EXPORT(model_count) uint32_t model_count(gn_model *model, const gn_dataset *data) {
  size_t count;
  return gn_model_count(model, data, &count) == GN_OK ? (uint32_t)count : 0;
}

EXPORT(model_run)
int32_t model_run(gn_model *model, const gn_dataset *data, uint32_t from, uint32_t count, int32_t phases) {
  return (int32_t)gn_model_run(model, data, from, count, phases, &answer.result);
}

EXPORT(model_update) int32_t model_update(gn_model *model) { return (int32_t)gn_model_update(model); }

EXPORT(model_predict)
int32_t model_predict(gn_model *model, const gn_dataset *data, uint32_t from, uint32_t count, float *out) {
  return (int32_t)gn_model_predict(model, data, from, count, out);
}

/* goes_on: the result is that of the last call's samples, too. */
EXPORT(model_evaluate)
int32_t model_evaluate(gn_model *model, const gn_dataset *data, uint32_t from, uint32_t count,
                       int32_t goes_on) {
  if (!goes_on) tally = (gn_tally){0};
  return (int32_t)gn_model_evaluate(model, data, from, count, &tally, &answer.result);
}

/* What the last run's targets asked. */
EXPORT(model_question) int32_t model_question(const gn_model *model) {
  return (int32_t)gn_model_question(model);
}

EXPORT(model_split) double model_split(const gn_model *model) { return gn_model_split(model); }

EXPORT(model_classes) uint32_t model_classes(const gn_model *model, const gn_dataset *data) {
  return (uint32_t)gn_model_classes(model, data);
}

EXPORT(model_numeric_gradients)
int32_t model_numeric_gradients(gn_model *model, const gn_dataset *data, uint32_t from, uint32_t count,
                                int32_t phases, double epsilon, double *numeric) {
  return (int32_t)gn_model_numeric_gradients(model, data, from, count, phases, epsilon, numeric);
}

EXPORT(epoch_begin)
int32_t epoch_begin(gn_model *model, const gn_dataset *data, uint32_t from, uint32_t count,
                    uint32_t batch_size, int32_t shuffle, const float *class_weight) {
  answer.learning_rate = gn_model_learning_rate(model);
  return (int32_t)gn_epoch_begin(model, data, from, count, batch_size, shuffle != 0, class_weight);
}

/* With its last batch the epoch ends. */
EXPORT(epoch_run) int32_t epoch_run(gn_model *model, const gn_dataset *data, uint32_t batches) {
  size_t left = 0;
  gn_status status = gn_epoch_run(model, data, batches, &left, &answer.result);
  answer.left = (double)left;
  if (status == GN_OK && left == 0) gn_epoch_end(model);
  return (int32_t)status;
}
