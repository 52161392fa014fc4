/* The runs of tests/golden/training*.json, natively: their weights must have the hashes that they have in
 * WebAssembly. */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "decode.h"
#include "weights_hash.h"

#ifndef MORE_RUNS
#define MORE_RUNS
#endif

static char text[8192];

static gn_json read_golden(const char *path) {
  FILE *file = fopen(path, "rb");
  gn_json root = {text, text};
  size_t offset, length = file ? fread(text, 1, sizeof text, file) : 0;
  if (file) fclose(file);
  CHECK(gn_json_check(text, length, &root, &offset));
  return root;
}

static gn_json member(gn_json object, const char *key) {
  gn_json value = {text, text};
  CHECK(gn_decode_find(object, key, &value));
  return value;
}

/* The numbers of tests/js/support/numbers.js: a linear congruential generator, between −1 and 1. */
static void fill_numbers(size_t count, uint32_t seed, float *to) {
  for (size_t i = 0; i < count; i++) {
    seed = seed * 1664525u + 1013904223u;
    to[i] = (float)(-1 + 2 * (double)(seed >> 8) / 16777216);
  }
}

/* The class of a sample says where the largest of its first three inputs stands. */
static void fill_classes(size_t count, size_t width, const float *x, uint8_t *y) {
  for (size_t r = 0; r < count; r++) {
    const float *row = x + width * r;
    y[r] = row[1] > row[0];
    if (row[2] > row[y[r]]) y[r] = 2;
  }
}

static void train(gn_model *model, gn_dataset *data, size_t samples, size_t epochs, size_t batch_size) {
  gn_result result;
  for (size_t e = 0; e < epochs; e++) {
    size_t left;
    CHECK(gn_epoch_begin(model, data, 0, samples, batch_size, true, NULL) == GN_OK);
    do CHECK(gn_epoch_run(model, data, 5, &left, &result) == GN_OK);
    while (left > 0);
    gn_epoch_end(model);
  }
}

static gn_dataset *make_data(gn_context *context, size_t samples, size_t width, gn_json augment) {
  gn_dataset *data;
  void *x, *y;
  CHECK(gn_dataset_create(context, &data) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_X, GN_F32, samples * width, &x) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_Y, GN_U8, samples, &y) == GN_OK);
  fill_numbers(samples * width, 1, x);
  fill_classes(samples, width, x, y);
  CHECK(gn_dataset_augment(data, augment.at, gn_json_length(augment)) == GN_OK);
  CHECK(gn_dataset_seal(data, 1) == GN_OK);
  return data;
}

static void run(const char *path) {
  gn_json golden = read_golden(path), spec = member(golden, "spec"), augment = gn_json_of("[]");
  size_t samples = (size_t)gn_json_number(member(golden, "samples"));
  gn_decode_find(golden, "augment", &augment);
  gn_context *context = gn_context_create(UINT64_C(1) << 28);
  gn_model *model;
  CHECK(gn_model_create(context, spec.at, gn_json_length(spec), &model) == GN_OK);
  gn_dataset *data = make_data(context, samples, gn_shape_count(&model->options.input), augment);
  train(model, data, samples, (size_t)gn_json_number(member(golden, "epochs")),
        (size_t)gn_json_number(member(golden, "batchSize")));
  char hash[16];
  snprintf(hash, sizeof hash, "%08x", (unsigned)hash_weights(model));
  CHECK(gn_json_is(member(golden, "hash"), hash));
  printf("%s: hash of the weights: %s\n", path, hash);
  gn_model_release(model);
  gn_dataset_release(data);
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
}

/* The runs named, or those that take no time. */
int main(int count, char **arguments) {
  static const char *const quick[] = {"tests/golden/training.json", "tests/golden/training-augmented.json",
                                      "tests/golden/training-convolutional.json" MORE_RUNS};
  for (int i = 1; i < count; i++) run(arguments[i]);
  for (size_t i = 0; count == 1 && i < sizeof quick / sizeof *quick; i++) run(quick[i]);
  return report();
}
