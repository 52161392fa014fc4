/* calls.c: bytes as a sequence of calls, two for each, on two models and two data sets: whatever their order,
 * a refused call changes no weight, and weights stay finite. */
#include "fuzz.h"

#define LAYERS(...) "\"layers\":[" __VA_ARGS__ "],\"seed\":1"
static const char *const specs[] = {
    "{\"input\":[4],\"loss\":\"meanSquaredError\",\"optimizer\":\"adam\"," LAYERS(
        "{\"type\":\"dense\",\"units\":3,\"activation\":\"tanh\"},{\"type\":\"dropout\",\"rate\":0.5},"
        "{\"type\":\"dense\",\"units\":2}") "}",
    "{\"input\":[4,4,1],\"loss\":\"categoricalCrossentropy\",\"optimizer\":\"rmsprop\"," LAYERS(
        "{\"type\":\"conv2d\",\"filters\":2,\"kernelSize\":2},{\"type\":\"batchNormalization\"},"
        "{\"type\":\"maxPooling2d\",\"poolSize\":2},{\"type\":\"flatten\"},"
        "{\"type\":\"dense\",\"units\":2,\"activation\":\"softmax\"}") "}",
    "{\"input\":[4],\"loss\":\"binaryCrossentropy\",\"optimizer\":{\"type\":\"sgd\",\"learningRate\":100}"
    "," LAYERS("{\"type\":\"dense\",\"units\":2},{\"type\":\"add\",\"inputs\":[\"dense_1\",\"dense_1\"]},"
               "{\"type\":\"dense\",\"units\":1,\"activation\":\"sigmoid\"}") "}",
};
enum { SAMPLES = 6, OUTPUTS = 3 * SAMPLES, WEIGHTS = 256, SPECS = sizeof specs / sizeof *specs };

typedef struct world {
  gn_context *context;
  gn_model *models[2];
  size_t floats[2]; /* of each model's weights */
  gn_dataset *data[2];
} world;

static uint64_t hash_of(gn_model *model, size_t count) {
  uint64_t hash = 1469598103934665603u;
  const unsigned char *bytes = (const unsigned char *)gn_model_block(model, GN_BLOCK_WEIGHTS);
  for (size_t i = 0; i < count * sizeof(float); i++) hash = (hash ^ bytes[i]) * 1099511628211u;
  return hash;
}

/* A call on a model and a data set, which may not be for each other. Whether it may train. */
static bool call(world *w, int what, unsigned how, gn_model *model, gn_dataset *data) {
  static float out[OUTPUTS];
  static double numeric[WEIGHTS];
  static const float class_weight[4] = {1, 2, 0, 1};
  gn_result result;
  gn_tally tally = {0};
  size_t left, samples;
  const size_t from = how & 3, count = how >> 2 & 7;
  switch (what) {
  case 0: return is_ok(w->context, gn_model_run(model, data, from, count, (int)(how & 127), &result));
  case 1: return is_ok(w->context, gn_model_predict(model, data, from, count, out)), false;
  case 2: return is_ok(w->context, gn_model_evaluate(model, data, from, count, &tally, &result)), false;
  case 3:
    is_ok(w->context,
          gn_epoch_begin(model, data, from, count, how >> 5, how & 1, how & 2 ? class_weight : NULL));
    return false;
  case 4: return is_ok(w->context, gn_epoch_run(model, data, how & 3, &left, &result)), true;
  case 5: return gn_epoch_end(model), false;
  case 6: return is_ok(w->context, gn_model_count(model, data, &samples)), false;
  case 7:
    is_ok(w->context, gn_model_numeric_gradients(model, data, from, count, 0, 0.01, numeric));
    return false;
  case 8: return is_ok(w->context, gn_model_update(model)), true;
  case 9: return gn_model_reset(model, how), true;
  default:
    return gn_model_classes(model, data), gn_model_question(model),
           gn_model_tensor(model, (int)how - 2, how & 7), false;
  }
}

/* Makes or releases something in place of a call. */
static void change(world *w, int what, unsigned how) {
  gn_model **model = &w->models[how & 1];
  gn_dataset **data = &w->data[how & 1];
  if (what == 11) {
    gn_model_release(*model);
    *model = NULL;
    const char *spec = specs[(how >> 1) % SPECS];
    if (is_ok(w->context, gn_model_create(w->context, spec, strlen(spec), model)))
      w->floats[how & 1] = product_after(*model, "\"floats\":");
  } else if (what == 12 && w->models[how >> 1 & 1]) {
    gn_dataset_release(*data);
    *data = data_for(w->context, w->models[how >> 1 & 1], SAMPLES);
  } else if (what == 13 && *data) {
    void *at;
    is_ok(w->context,
          gn_dataset_part(*data, (gn_part)(how >> 1 & 7), (gn_type)(how >> 4 & 3), how >> 5, &at));
  } else if (*data) {
    is_ok(w->context, gn_dataset_seal(*data, how >> 1));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  world w = {.context = gn_context_create(1 << 20)};
  change(&w, 11, 0);
  change(&w, 12, 0);
  for (size_t i = 0; i + 1 < size && i < 128; i += 2) {
    const int what = bytes[i] % 15, which = bytes[i] >> 7;
    gn_model *model = w.models[which];
    gn_dataset *data = w.data[bytes[i] >> 6 & 1];
    if (what > 10) change(&w, what, bytes[i + 1]);
    if (what > 10 || !model || !data) continue;
    const uint64_t before = hash_of(model, w.floats[which]);
    require(call(&w, what, bytes[i + 1], model, data) || hash_of(model, w.floats[which]) == before);
    require(gn_model_check_weights(model) == GN_OK);
  }
  for (int i = 0; i < 2; i++) gn_model_release(w.models[i]), gn_dataset_release(w.data[i]);
  require_empty(w.context);
  return 0;
}
