/* bench_mnist SPEC TRAIN_X TRAIN_Y TEST_X TEST_Y EPOCHS: the native part of mnist.js. The files hold bytes,
 * pixels and labels, without a header; prints one line of JSON. */
#define _POSIX_C_SOURCE 199309L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../c/weights_hash.h"

typedef struct bytes {
  unsigned char *at;
  size_t count;
} bytes;

static bytes read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  bytes b = {NULL, (size_t)ftell(file)};
  rewind(file);
  b.at = malloc(b.count);
  if (!b.at || fread(b.at, 1, b.count, file) != b.count) exit(2);
  fclose(file);
  return b;
}

static void must(gn_context *context, gn_status status) {
  if (status == GN_OK) return;
  fprintf(stderr, "%s\n", gn_context_failure(context)->message);
  exit(1);
}

static gn_dataset *make_dataset(gn_context *context, const char *x_path, const char *y_path) {
  gn_dataset *data;
  must(context, gn_dataset_create(context, &data));
  bytes parts[2] = {read_file(x_path), read_file(y_path)};
  for (int p = 0; p < 2; p++) {
    void *at;
    must(context, gn_dataset_part(data, p == 0 ? GN_PART_X : GN_PART_Y, GN_U8, parts[p].count, &at));
    memcpy(at, parts[p].at, parts[p].count);
    free(parts[p].at);
  }
  must(context, gn_dataset_seal(data, 1.0 / 255));
  return data;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
  gn_context *context = gn_context_create(UINT64_C(1) << 30);
  bytes spec = read_file(argv[1]);
  gn_model *model;
  must(context, gn_model_create(context, (const char *)spec.at, spec.count, &model));
  gn_dataset *train = make_dataset(context, argv[2], argv[3]),
             *test = make_dataset(context, argv[4], argv[5]);
  size_t samples, held, left;
  must(context, gn_model_count(model, train, &samples));
  must(context, gn_model_count(model, test, &held));
  gn_result result;
  int epochs = atoi(argv[6]);
  double start = seconds();
  for (int e = 0; e < epochs; e++) {
    must(context, gn_epoch_begin(model, train, 0, samples, 32, true, NULL));
    must(context, gn_epoch_run(model, train, samples, &left, &result));
    gn_epoch_end(model);
  }
  double taken = seconds() - start;
  must(context, gn_model_evaluate(model, test, 0, held, &(gn_tally){0}, &result));
  printf("{\"accuracy\": %.17g, \"samplesPerSecond\": %.17g, \"hash\": \"%08x\"}\n", result.accuracy,
         epochs * (double)samples / taken, (unsigned)hash_weights(model));
  gn_model_release(model);
  gn_dataset_release(train);
  gn_dataset_release(test);
  gn_context_release(context);
  free(spec.at);
  return 0;
}
