/* allocation.c: memory that ends at every single allocation, once or for good: of making a context, a model
 * and a data set, training, predicting, saving and opening. Each time the call that met it says GN_MEMORY,
 * all that was made can be released, nothing is left over, and the same calls made again give the same
 * weights.
 */
#include "faulty_malloc.h"

#include "check.h"
#include "glassnet.h"
#include "weights_hash.h"

#define ADAM "\"optimizer\":\"adam\",\"seed\":1}"
static const char *const specs[] = {
    "{\"input\":[16],\"loss\":\"categoricalCrossentropy\",\"layers\":["
    "{\"type\":\"dense\",\"units\":20,\"activation\":\"tanh\"},"
    "{\"type\":\"dense\",\"units\":3,\"activation\":\"softmax\"}]," ADAM,
    "{\"input\":[4,4,1],\"loss\":\"categoricalCrossentropy\",\"layers\":["
    "{\"type\":\"conv2d\",\"filters\":3,\"kernelSize\":3},{\"type\":\"batchNormalization\"},"
    "{\"type\":\"maxPooling2d\",\"poolSize\":2},{\"type\":\"dropout\",\"rate\":0.3},{\"type\":\"flatten\"},"
    "{\"type\":\"dense\",\"units\":3,\"activation\":\"softmax\"}]," ADAM,
    "{\"input\":[16],\"loss\":\"categoricalCrossentropy\",\"layers\":["
    "{\"type\":\"dense\",\"units\":6},{\"type\":\"dense\",\"units\":6,\"inputs\":[\"input\"]},"
    "{\"type\":\"add\",\"inputs\":[\"dense_1\",\"dense_2\"]},"
    "{\"type\":\"concatenate\",\"inputs\":[\"add_1\",\"input\"]},"
    "{\"type\":\"dense\",\"units\":3,\"activation\":\"softmax\"}]," ADAM,
};
enum { SPECS = sizeof specs / sizeof *specs, SAMPLES = 10, INPUTS = 16, CLASSES = 3 };

/* What a scenario has made so far. */
typedef struct things {
  gn_context *context;
  gn_model *model, *opened;
  gn_dataset *data;
  uint32_t hash; /* of the weights in the end */
} things;

#define TRY(call_)                                                                                           \
  do {                                                                                                       \
    const gn_status status__ = (call_);                                                                      \
    if (status__ != GN_OK) return status__;                                                                  \
  } while (0)

static gn_status fill(things *t) {
  void *x, *y;
  TRY(gn_dataset_create(t->context, &t->data));
  TRY(gn_dataset_part(t->data, GN_PART_X, GN_F32, SAMPLES * INPUTS, &x));
  for (int i = 0; i < SAMPLES * INPUTS; i++) ((float *)x)[i] = (float)(i * 7 % 11) * 0.1f;
  TRY(gn_dataset_part(t->data, GN_PART_Y, GN_U8, SAMPLES, &y));
  for (int i = 0; i < SAMPLES; i++) ((uint8_t *)y)[i] = (uint8_t)(i % CLASSES);
  return gn_dataset_seal(t->data, 1);
}

static gn_status train(things *t) {
  static const float weights[CLASSES] = {1, 2, 1};
  gn_result result;
  size_t left;
  TRY(gn_epoch_begin(t->model, t->data, 0, SAMPLES, 4, true, weights));
  do TRY(gn_epoch_run(t->model, t->data, 1, &left, &result));
  while (left > 0);
  gn_epoch_end(t->model);
  return gn_model_run(t->model, t->data, 0, SAMPLES, GN_EVALUATE, &result);
}

static gn_status predict(things *t) {
  float *out = gn_context_room(t->context, SAMPLES * CLASSES * sizeof(float));
  return out ? gn_model_predict(t->model, t->data, 0, SAMPLES, out) : GN_MEMORY;
}

/* As wasm/saved.js does it: the directory says where the numbers lie. */
static gn_status save_and_open(things *t, const char *spec) {
  const size_t length = gn_model_directory(t->model, NULL, 0);
  char *text = gn_context_room(t->context, length + 1);
  if (!text) return GN_MEMORY;
  gn_model_directory(t->model, text, length + 1);
  TRY(gn_model_create(t->context, spec, strlen(spec), &t->opened));
  const size_t bytes = t->model->floats * sizeof(float);
  memcpy(gn_model_block(t->opened, GN_BLOCK_WEIGHTS), gn_model_block(t->model, GN_BLOCK_WEIGHTS), bytes);
  CHECK(hash_weights(t->opened) == hash_weights(t->model));
  return gn_model_check_weights(t->opened);
}

static gn_status play(things *t, const char *spec) {
  if (!t->context) t->context = gn_context_create(1 << 24);
  if (!t->context) return GN_MEMORY;
  TRY(gn_model_create(t->context, spec, strlen(spec), &t->model));
  TRY(fill(t));
  TRY(train(t));
  TRY(predict(t));
  TRY(save_and_open(t, spec));
  t->hash = hash_weights(t->model);
  return GN_OK;
}

static void release_made(things *t) {
  gn_model_release(t->model);
  gn_model_release(t->opened);
  gn_dataset_release(t->data);
  t->model = t->opened = NULL, t->data = NULL;
  if (!t->context) return;
  const gn_usage usage = gn_context_usage(t->context);
  CHECK(usage.bytes == 0 && usage.models == 0 && usage.datasets == 0);
}

static bool is_told(const things *t) {
  return !t->context || (gn_context_failure(t->context)->status == GN_MEMORY &&
                         strlen(gn_context_failure(t->context)->message) > 10);
}

/* The scenario with the n-th allocation failing, and once more without; false: there is no n-th. */
static bool play_with_fault(const char *spec, uint32_t expected, long n, bool is_sticky) {
  things t = {0};
  fail_at(n, is_sticky);
  const gn_status status = play(&t, spec);
  const bool has_failed = faults.has_failed;
  fail_at(0, false);
  CHECK(has_failed ? status == GN_MEMORY && is_told(&t) : status == GN_OK);
  release_made(&t);
  CHECK(play(&t, spec) == GN_OK && t.hash == expected);
  release_made(&t);
  gn_context_release(t.context);
  CHECK(faults.live == 0);
  return has_failed;
}

int main(void) {
  long points = 0;
  for (int s = 0; s < SPECS; s++) {
    things t = {0};
    CHECK(play(&t, specs[s]) == GN_OK);
    const uint32_t expected = t.hash;
    release_made(&t);
    gn_context_release(t.context);
    for (int is_sticky = 0; is_sticky < 2; is_sticky++)
      for (long n = 1; play_with_fault(specs[s], expected, n, is_sticky); n++) points++;
  }
  CHECK(points > 2 * SPECS * 8);
  printf("allocation, native: %ld points of failure in %d networks, once and for good\n", points, SPECS);
  return report();
}
