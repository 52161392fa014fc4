/* Small networks go their own way through an epoch (src/tiny.c), with the bits of the general way: the same
 * model is trained by an epoch and, batch by batch, by runs whose tensors may be looked at. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "dataset.h"
#include "tiny.h"

enum { SAMPLES = 96, EPOCHS = 3 };

static gn_model *make(gn_context *context, const char *spec) {
  gn_model *model = NULL;
  CHECK(gn_model_create(context, spec, strlen(spec), &model) == GN_OK);
  return model;
}

static gn_dataset *make_data(gn_context *context, size_t inputs, size_t outputs, bool weighted) {
  gn_dataset *data;
  void *x, *y, *weight;
  uint32_t seed = 5;
  CHECK(gn_dataset_create(context, &data) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_X, GN_F32, SAMPLES * inputs, &x) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_Y, GN_F32, SAMPLES * outputs, &y) == GN_OK);
  for (size_t i = 0; i < SAMPLES * (inputs + outputs); i++) {
    seed = seed * 1664525u + 1013904223u;
    const float value = (float)(seed >> 8) / 16777216;
    if (i < SAMPLES * inputs)
      ((float *)x)[i] = 2 * value - 1;
    else
      ((float *)y)[i - SAMPLES * inputs] = value > 0.5f;
  }
  if (weighted) {
    CHECK(gn_dataset_part(data, GN_PART_WEIGHT, GN_F32, SAMPLES, &weight) == GN_OK);
    for (size_t i = 0; i < SAMPLES; i++) ((float *)weight)[i] = (float)(i % 5) / 3;
  }
  CHECK(gn_dataset_seal(data, 1) == GN_OK);
  return data;
}

static gn_result by_epochs(gn_model *model, gn_dataset *data, size_t batch) {
  gn_result result = {0};
  for (int e = 0; e < EPOCHS; e++) {
    size_t left;
    CHECK(gn_epoch_begin(model, data, 0, SAMPLES, batch, false, NULL) == GN_OK);
    CHECK(gn_epoch_run(model, data, SAMPLES, &left, &result) == GN_OK && left == 0);
    gn_epoch_end(model);
  }
  return result;
}

static void by_runs(gn_model *model, gn_dataset *data, size_t batch) {
  gn_result result;
  for (int e = 0; e < EPOCHS; e++)
    for (size_t from = 0; from < SAMPLES; from += batch)
      CHECK(gn_model_run(model, data, from, from + batch > SAMPLES ? SAMPLES - from : batch, GN_TRAIN,
                         &result) == GN_OK);
}

static bool are_equal(const gn_model *a, const gn_model *b) {
  bool equal = memcmp(a->weights, b->weights, a->floats * sizeof(float)) == 0 &&
               memcmp(a->gradients, b->gradients, a->learned * sizeof(float)) == 0;
  for (int k = 0; k < a->states; k++)
    equal = equal && memcmp(a->state[k], b->state[k], a->learned * sizeof(float)) == 0;
  return equal;
}

/* The last batch's, whose order is another: mean and norm of every tensor. */
static bool have_equal_statistics(gn_model *a, gn_model *b) {
  bool equal = true;
  for (int i = 1; i < a->layer_count; i++)
    for (int role = GN_ROLE_PREACTIVATION; role <= GN_ROLE_DELTA; role++) {
      gn_statistics x, y;
      const bool has = gn_model_layer_statistics(a, i, role, &x);
      equal = equal && gn_model_layer_statistics(b, i, role, &y) == has;
      if (has) equal = equal && fabs(x.mean - y.mean) <= 1e-9 && fabs(x.norm - y.norm) <= 1e-9;
    }
  return equal;
}

static void compare(gn_context *context, const char *spec, size_t batch, bool tiny) {
  gn_model *one = make(context, spec), *other = make(context, spec);
  const size_t inputs = gn_shape_count(&one->options.input),
               outputs = gn_shape_count(&gn_output_layer(one)->output);
  gn_dataset *data = make_data(context, inputs, outputs, false),
             *weighted = make_data(context, inputs, outputs, true), *const all[] = {data, weighted, data};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
    by_epochs(one, all[k], batch);
    by_runs(other, all[k], batch);
  }
  CHECK(gn_tiny_takes(one, batch) == tiny);
  if (gn_tiny_takes(one, batch) != tiny || !are_equal(one, other))
    fprintf(stderr, "batch %d: %s\n", (int)batch, spec);
  CHECK(are_equal(one, other));
  CHECK(have_equal_statistics(one, other));
  gn_dataset_release(data);
  gn_dataset_release(weighted);
  gn_model_release(one);
  gn_model_release(other);
}

static bool are_same(float a, float b) { return memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b); }

/* forward_with_slope against forward and backward, on numbers of every size and what is no number. */
static void compare_slopes(const gn_activation *f) {
  enum { COUNT = 4096 };
  static float z[COUNT], a[COUNT], da[COUNT], dz[COUNT], with[COUNT], slope[COUNT];
  const float special[] = {0, -0.0f, INFINITY, -INFINITY, NAN, 1e-40f, -1e-40f, 88, -88, 104, -104};
  uint32_t seed = 7;
  for (size_t i = 0; i < COUNT; i++) {
    seed = seed * 1664525u + 1013904223u;
    const uint32_t bits =
        i < COUNT / 2 ? seed : 0x3d000000u + (seed >> 6 & 0x03ffffffu) + (seed & 1u) * 0x80000000u;
    memcpy(z + i, &bits, sizeof bits);
    if (i < sizeof special / sizeof *special) z[i] = special[i];
    da[i] = (float)(seed >> 8) / 8388608 - 1;
  }
  f->forward(NULL, 1, COUNT, z, a);
  f->backward(NULL, 1, COUNT, z, a, da, dz);
  f->forward_with_slope(COUNT, z, with, slope);
  for (size_t i = 0; i < COUNT; i++) CHECK(are_same(a[i], with[i]) && are_same(dz[i], da[i] * slope[i]));
}

#define HIDDEN(units_, activation_)                                                                          \
  "{\"type\":\"dense\",\"units\":" units_ ",\"activation\":\"" activation_ "\"}"
#define SPEC(input_, layers_, loss_, optimizer_)                                                             \
  "{\"input\":[" input_ "],\"layers\":[" layers_ "],\"loss\":\"" loss_ "\",\"optimizer\":" optimizer_        \
  ",\"seed\":2}"
#define SGD "{\"type\":\"sgd\",\"learningRate\":0.5}"

static void fill(gn_model *model, int layer, int parameter, float value) {
  const gn_parameter *p = &model->nodes[layer].layer.parameters[parameter];
  float *block = gn_model_block(model, GN_BLOCK_WEIGHTS);
  for (size_t i = 0; i < gn_shape_count(&p->shape); i++) block[p->offset + i] = value;
}

/* One step over the first samples: of an epoch, or a run. */
static gn_status step(gn_model *model, gn_dataset *data, size_t batch, bool by_epoch) {
  gn_result result;
  size_t left;
  if (!by_epoch) return gn_model_run(model, data, 0, batch, GN_TRAIN, &result);
  CHECK(gn_epoch_begin(model, data, 0, batch, batch, false, NULL) == GN_OK);
  return gn_epoch_run(model, data, 1, &left, &result);
}

/* The output of one unit overflows, the last of four in the first layer: that layer is named. */
static void name_where_it_began(gn_context *context, size_t batch, bool by_epoch) {
  const char *spec = SPEC("2", HIDDEN("4", "relu") "," HIDDEN("3", "relu") "," HIDDEN("1", "linear"),
                          "halfSquaredError", SGD);
  gn_model *model = make(context, spec);
  gn_dataset *data = make_data(context, 2, 1, false);
  float *x = data->parts[GN_PART_X].at; /* as large as they come, in the last sample of the batch */
  for (size_t i = 0; i < 2 * batch; i++) x[i] = i < 2 * (batch - 1) ? 0 : 1;
  float *kernel = gn_model_block(model, GN_BLOCK_WEIGHTS) + model->nodes[1].layer.parameters[0].offset;
  kernel[3] = kernel[7] = 3e38f;
  fill(model, 2, 0, 1);
  CHECK(step(model, data, batch, by_epoch) == GN_NUMERIC);
  CHECK(strcmp(context->failure.layer, "dense_1") == 0);
  gn_dataset_release(data);
  gn_model_release(model);
}

/* Errors of a layer so far from its activation's slope that they would be denormal are 0. */
static void pass_no_denormals(gn_context *context, const char *spec, size_t batch, bool by_epoch) {
  gn_model *model = make(context, spec);
  gn_dataset *data = make_data(context, 2, 1, false);
  fill(model, 1, 1, -60); /* its slope: e⁻⁶⁰ */
  fill(model, 2, 0, 1e-13f);
  fill(model, 2, 1, -1); /* of no target */
  CHECK(step(model, data, batch, by_epoch) == GN_OK);
  const gn_tensors *t = &model->nodes[1].tensors;
  gn_tiny_end(model);
  for (size_t i = 0; i < batch * model->nodes[1].links.width; i++) CHECK(t->da[i] != 0 && t->dz[i] == 0);
  gn_dataset_release(data);
  gn_model_release(model);
}

int main(void) {
  int with_slope = 0;
  for (const gn_kind *const *kind = gn_registry[GN_FAMILY_ACTIVATIONS].kinds; *kind; kind++)
    if (((const gn_activation *)*kind)->forward_with_slope) {
      compare_slopes((const gn_activation *)*kind);
      with_slope++;
    }
  CHECK(with_slope >= 2);
  gn_context *context = gn_context_create(UINT64_C(1) << 26);
  const char *const taken[] = {
      SPEC("2", HIDDEN("4", "sigmoid") "," HIDDEN("1", "sigmoid"), "meanSquaredError", SGD),
      SPEC("2", HIDDEN("1", "linear"), "halfSquaredError", SGD),
      SPEC("4", HIDDEN("3", "tanh") "," HIDDEN("6", "tanh") "," HIDDEN("2", "tanh"), "halfSquaredError", SGD),
      SPEC("1", HIDDEN("16", "tanh") "," HIDDEN("16", "relu") "," HIDDEN("3", "softmax"),
           "categoricalCrossentropy", "\"adam\""),
      SPEC("3", HIDDEN("5", "gelu") "," HIDDEN("3", "sigmoid"), "binaryCrossentropy", "\"rmsprop\""),
      SPEC("16", HIDDEN("7", "softplus") "," HIDDEN("2", "tanh"), "meanSquaredError",
           "{\"type\":\"sgd\",\"learningRate\":0.1,\"momentum\":0.9,\"nesterov\":true}"),
      SPEC("2",
           "{\"type\":\"dense\",\"units\":3,\"useBias\":false,\"activation\":\"tanh\","
           "\"kernelRegularizer\":\"l2\"}," HIDDEN("2", "softmax"),
           "meanSquaredError", "\"adagrad\""),
      SPEC("2",
           "{\"type\":\"dense\",\"units\":4,\"activation\":\"tanh\",\"trainable\":false}," HIDDEN("3",
                                                                                                  "linear"),
           "meanSquaredError", "\"adamw\""),
      SPEC("5", "{\"type\":\"dense\",\"units\":1,\"useBias\":false,\"activation\":\"sigmoid\"}",
           "meanSquaredError", SGD),
      SPEC("3", HIDDEN("2", "tanh") "," HIDDEN("1", "relu") "," HIDDEN("1", "sigmoid"), "binaryCrossentropy",
           "{\"type\":\"sgd\",\"learningRate\":0.1,\"momentum\":0.9}"),
      SPEC("2", HIDDEN("4", "tanh") "," HIDDEN("2", "tanh") "," HIDDEN("1", "tanh"), "halfSquaredError", SGD),
  };
  for (size_t k = 0; k < sizeof taken / sizeof *taken; k++) {
    for (size_t batch = 1; batch <= 32; batch++) compare(context, taken[k], batch, true);
    compare(context, taken[k], 33, false);
  }
  compare(context, SPEC("2", HIDDEN("17", "tanh") "," HIDDEN("1", "tanh"), "meanSquaredError", SGD), 4,
          false);
  compare(context, SPEC("2", HIDDEN("3", "softmax") "," HIDDEN("1", "tanh"), "meanSquaredError", SGD), 4,
          false);
  for (size_t batch = 1; batch <= 33; batch++)
    for (int by_epoch = 0; by_epoch < 2; by_epoch++) {
      name_where_it_began(context, batch, by_epoch);
      pass_no_denormals(context,
                        SPEC("2", HIDDEN("3", "sigmoid") "," HIDDEN("1", "linear"), "halfSquaredError", SGD),
                        batch, by_epoch);
      pass_no_denormals(context,
                        SPEC("2", HIDDEN("3", "softplus") "," HIDDEN("1", "linear"), "halfSquaredError", SGD),
                        batch, by_epoch);
    }
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
