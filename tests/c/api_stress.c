/* api_stress.c: the C interface under random use: specs good and bad, calls in any order, memory that ends at
 * every point. What holds whatever happens: a refused call says why and changes no weight, trained weights
 * are finite, and what was released is counted as free. The sanitizers watch the rest.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "glassnet.h"
#include "random.h"
#include "writer.h"

enum { SPEC_SIZE = 4096, MODELS = 40, CALLS = 60, SAMPLES = 9 };

static gn_random chance;
static int made, trained; /* so that the test is known to meet more than refusals */

static uint32_t below(uint32_t n) { return gn_random_below(&chance, n); }

#define PICK(list_) list_[below(sizeof list_ / sizeof *list_)]

static const char *const activations[] = {"linear", "sigmoid", "tanh", "relu",    "leakyRelu",
                                          "elu",    "softmax", "sign", "nonsense"};
static const char *const layers[] = {
    "{\"type\":\"dense\",\"units\":%d,\"activation\":%q}",
    "{\"type\":\"dense\",\"units\":%d,\"activation\":%q,\"kernelRegularizer\":\"l2\",\"useBias\":false}",
    "{\"type\":\"reshape\",\"targetShape\":[%d,2]},{\"type\":\"activation\",\"activation\":%q}",
    "{\"type\":\"flatten\"},{\"type\":\"reshape\",\"targetShape\":[%d]},{\"type\":\"activation\","
    "\"activation\":%q}",
    "{\"type\":\"dropout\",\"rate\":0.%d},{\"type\":\"activation\",\"activation\":%q}",
    "{\"type\":\"flatten\",\"units\":%d,\"activation\":%q}",
};
static const char *const losses[] = {"\"meanSquaredError\"",
                                     "\"halfSquaredError\"",
                                     "\"binaryCrossentropy\"",
                                     "\"categoricalCrossentropy\"",
                                     "{\"type\":\"perceptron\",\"reduction\":\"sum\"}",
                                     "null"};
static const char *const optimizers[] = {
    "\"sgd\"",
    "{\"type\":\"sgd\",\"learningRate\":1000000,\"momentum\":1,\"weightDecay\":1000}",
    "{\"type\":\"adam\",\"epsilon\":0,\"learningRate\":1000000}",
    "{\"type\":\"adamw\",\"beta1\":0,\"beta2\":0,\"epsilon\":0,\"weightDecay\":1000}",
    "{\"type\":\"rmsprop\",\"epsilon\":0,\"momentum\":1}",
    "{\"type\":\"adagrad\",\"epsilon\":0}"};

static size_t write_spec(char *spec) {
  gn_writer w = {spec, SPEC_SIZE, 0};
  gn_write(&w, "{\"input\":[%d,2],\"seed\":%d,\"layers\":[", 1 + (int)below(3), (int)below(100));
  uint32_t count = 1 + below(5);
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) gn_write(&w, ",");
    gn_write(&w, PICK(layers), 1 + (int)below(6), PICK(activations));
  }
  gn_write(&w, "],\"loss\":%s,\"optimizer\":%s}", PICK(losses), PICK(optimizers));
  if (below(8) == 0) spec[below((uint32_t)w.length)] = "\"{}[],:0x\\\x01"[below(11)];
  return w.length;
}

static bool is_told(const gn_context *context, gn_status status) {
  const gn_failure *failure = gn_context_failure(context);
  return failure->status == status && strlen(failure->message) > 10;
}

/* A call that may be refused, but then says so. */
#define TRY(call_)                                                                                           \
  do {                                                                                                       \
    gn_status status__ = (call_);                                                                            \
    CHECK(status__ == GN_OK || is_told(context, status__));                                                  \
  } while (0)

/* What a model takes and gives, read from its directory. */
typedef struct sizes {
  size_t floats, inputs, outputs;
} sizes;

static size_t number_after(const char *text, const char *key) {
  return (size_t)strtoul(strstr(text, key) + strlen(key), NULL, 10);
}

static size_t product_after(const char *text, const char *key) {
  size_t product = 1;
  char *at = strstr(text, key) + strlen(key);
  do product *= (size_t)strtoul(at + 1, &at, 10);
  while (*at == ',');
  return product;
}

static sizes sizes_of(const gn_model *model) {
  static char text[1 << 16];
  CHECK(gn_model_directory(model, text, sizeof text) < sizeof text);
  return (sizes){number_after(text, "\"floats\":"), product_after(text, "\"inputShape\":"),
                 product_after(text, "\"outputShape\":")};
}

/* Mostly samples that fit the model. */
static void fill(gn_context *context, gn_dataset *data, sizes s) {
  void *at;
  size_t x = below(9) ? s.inputs * SAMPLES : below(100), y = below(9) ? s.outputs * SAMPLES : below(100);
  bool bytes = below(2), classes = below(2), odd = below(6) == 0;
  if (gn_dataset_part(data, GN_PART_X, bytes ? GN_U8 : GN_F32, x, &at) == GN_OK)
    for (size_t i = 0; i < x; i++) {
      if (bytes)
        ((uint8_t *)at)[i] = (uint8_t)below(256);
      else
        ((float *)at)[i] = odd ? 3e38f : gn_random_uniform(&chance);
    }
  if (classes && below(2)) y = SAMPLES;
  if (gn_dataset_part(data, GN_PART_Y, classes ? GN_I32 : GN_F32, y, &at) == GN_OK)
    for (size_t i = 0; i < y; i++) {
      if (classes)
        ((int32_t *)at)[i] = (int32_t)below(2) - odd;
      else
        ((float *)at)[i] = gn_random_uniform(&chance);
    }
  size_t weights = below(3) ? 0 : SAMPLES;
  if (gn_dataset_part(data, GN_PART_WEIGHT, GN_F32, weights, &at) == GN_OK)
    for (size_t i = 0; i < weights; i++) ((float *)at)[i] = (float)below(3);
  if (below(9) == 0) TRY(gn_dataset_part(data, (gn_part)below(9), (gn_type)below(5), 0, &at));
  if (below(8)) TRY(gn_dataset_seal(data, below(9) ? 0.01 : 1e300));
}

static uint64_t hash_of(gn_model *model, size_t floats) {
  uint64_t hash = 1469598103934665603u;
  const unsigned char *bytes = (const unsigned char *)gn_model_block(model, GN_BLOCK_WEIGHTS);
  for (size_t i = 0; i < floats * sizeof(float); i++) hash = (hash ^ bytes[i]) * 1099511628211u;
  return hash;
}

/* One call chosen by chance. A run may train; everything else must leave the weights. */
static void call(gn_context *context, gn_model *model, const gn_dataset *data, size_t floats) {
  static float out[1 << 14];
  static double numeric[1 << 14];
  static const float class_weight[1 << 14] = {0.5f, 2};
  gn_result result;
  size_t left, samples, from = below(3), count = below(SAMPLES);
  int phases = (int)below(128);
  uint64_t before = hash_of(model, floats);
  bool may_train = false;
  gn_status status = GN_OK;
  switch (below(8)) {
  case 0:
    status = gn_model_run(model, data, from, count, phases, &result);
    may_train = status == GN_OK;
    break;
  case 1: status = gn_model_predict(model, data, from, count, out); break;
  case 2: status = gn_model_evaluate(model, data, from, count, &(gn_tally){0}, &result); break;
  case 3:
    status = gn_epoch_begin(model, data, from, count, below(5), below(2), below(4) ? NULL : class_weight);
    break;
  case 4:
    status = gn_epoch_run(model, data, below(4), &left, &result);
    may_train = true;
    break;
  case 5: gn_epoch_end(model); break;
  case 6:
    status = gn_model_numeric_gradients(model, data, from, count, phases, 0.01 * below(3), numeric);
    break;
  case 7: status = gn_model_count(model, data, &samples); break;
  }
  CHECK(status == GN_OK || is_told(context, status));
  trained += may_train && hash_of(model, floats) != before;
  CHECK(may_train || hash_of(model, floats) == before);
  CHECK(gn_model_check_weights(model) == GN_OK);
}

static void use(gn_context *context, gn_model *model) {
  sizes s = sizes_of(model);
  gn_dataset *data[2] = {NULL, NULL};
  for (int d = 0; d < 2; d++)
    if (gn_dataset_create(context, &data[d]) == GN_OK) fill(context, data[d], s);
  for (int i = 0; i < CALLS; i++) {
    gn_dataset *chosen = data[below(2)];
    if (!chosen) continue;
    if (below(20) == 0) fill(context, chosen, s);
    if (below(20) == 0) gn_model_reset(model, below(9));
    call(context, model, chosen, s.floats);
  }
  for (int d = 0; d < 2; d++) gn_dataset_release(data[d]);
}

static void live(uint64_t memory_limit) {
  gn_context *context = gn_context_create(memory_limit);
  char spec[SPEC_SIZE];
  for (int i = 0; i < MODELS; i++) {
    gn_model *model = NULL;
    size_t length = write_spec(spec);
    gn_status status = gn_model_create(context, spec, length, &model);
    CHECK(status == GN_OK ? model != NULL : model == NULL && is_told(context, status));
    made += model != NULL;
    if (model) use(context, model);
    gn_model_release(model);
  }
  gn_usage usage = gn_context_usage(context);
  CHECK(usage.bytes == 0 && usage.models == 0 && usage.datasets == 0);
  gn_context_release(context);
}

int main(void) {
  chance = gn_random_stream(1, 0, 0, 0);
  for (int i = 0; i < 150; i++) live(1 << 24);
  for (uint64_t limit = 0; limit < 20000; limit += 97) live(limit); /* each allocation fails somewhere */
  CHECK(made > 1000 && trained > 1000);
  return report();
}
