/* branches.c: backpropagation where a tensor is read more than once, through views and activations: the
 * gradients of weights and of the input against differences, whether the input's are asked for or not. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "dataset.h"

/* Layers whose inputs follow, in quotes; NEXT takes the layer before. */
#define NEXT "\"inputs\":[]}"
#define FROM(...) "\"inputs\":[" #__VA_ARGS__ "]}"
#define DENSE "{\"type\":\"dense\",\"units\":4,\"activation\":\"tanh\","
#define VIEW "{\"type\":\"flatten\","
#define SIGMOID "{\"type\":\"activation\",\"activation\":\"sigmoid\","
#define ADD "{\"type\":\"add\","
#define MULTIPLY "{\"type\":\"multiply\","
#define CONCATENATE "{\"type\":\"concatenate\","

enum { SAMPLES = 3 };

static gn_model *make(gn_context *context, const char *layers) {
  char spec[1024] = "{\"input\":[4],\"seed\":3,\"loss\":\"halfSquaredError\",\"layers\":[";
  strcat(strcat(spec, layers), "]}");
  gn_model *model;
  const gn_status status = gn_model_create(context, spec, strlen(spec), &model);
  CHECK(status == GN_OK);
  if (status != GN_OK) fprintf(stderr, "  %s\n", context->failure.message), exit(1);
  return model;
}

static double loss_of(gn_model *model, const gn_dataset *data) {
  gn_result result;
  CHECK(gn_model_run(model, data, 0, SAMPLES, GN_EVALUATE, &result) == GN_OK);
  return result.loss;
}

static void check_input_gradient(gn_model *model, const gn_dataset *data) {
  float *x = data->parts[GN_PART_X].at, gradient[4 * SAMPLES];
  memcpy(gradient, gn_model_tensor(model, 0, GN_ROLE_OUTPUT_GRADIENT), sizeof gradient);
  for (int i = 0; i < 4 * SAMPLES; i++) {
    const float was = x[i];
    x[i] = was + 0.01f;
    const double above = loss_of(model, data);
    x[i] = was - 0.01f;
    CHECK_NEAR((double)gradient[i], (above - loss_of(model, data)) / 0.02, 1e-3);
    x[i] = was;
  }
}

static void check_gradients(gn_context *context, const gn_dataset *data, const char *layers) {
  static const int phases[] = {GN_PHASE_BACKWARD, GN_PHASE_BACKWARD | GN_PHASE_INPUT_GRADIENT};
  gn_model *model = make(context, layers);
  double numeric[256] = {0};
  gn_result result;
  CHECK(model->floats <= 256);
  CHECK(gn_model_numeric_gradients(model, data, 0, SAMPLES, 0, 0.01, numeric) == GN_OK);
  for (int p = 0; p < 2; p++) {
    CHECK(gn_model_run(model, data, 0, SAMPLES, phases[p], &result) == GN_OK);
    for (size_t i = 0; i < model->floats; i++)
      CHECK_NEAR((double)model->gradients[i], numeric[i], 2e-4 + 2e-3 * fabs(numeric[i]));
  }
  check_input_gradient(model, data);
  gn_model_release(model);
}

int main(void) {
  static const char *const cases[] = {
      /* one tensor twice into one sum, into one product */
      DENSE NEXT "," ADD FROM("dense_1", "dense_1") "," DENSE NEXT,
      DENSE NEXT "," MULTIPLY FROM("dense_1", "dense_1") "," DENSE NEXT,
      DENSE NEXT "," MULTIPLY FROM("dense_1", "dense_1", "dense_1") "," DENSE NEXT,
      DENSE NEXT "," CONCATENATE FROM("dense_1", "dense_1") "," DENSE NEXT,
      /* a short cut round a layer */
      DENSE NEXT "," DENSE NEXT "," ADD FROM("dense_1", "dense_2") "," DENSE NEXT,
      DENSE NEXT "," DENSE NEXT "," MULTIPLY FROM("dense_2", "dense_1") "," DENSE NEXT,
      /* two flattens of one tensor */
      DENSE NEXT "," VIEW NEXT "," VIEW FROM("dense_1") "," ADD FROM("flatten_2", "flatten_1") "," DENSE NEXT,
      DENSE NEXT "," VIEW NEXT "," VIEW FROM("dense_1") "," MULTIPLY FROM("flatten_2", "flatten_1"),
      /* two activations of one tensor, and the tensor itself */
      DENSE NEXT "," SIGMOID NEXT "," SIGMOID FROM("dense_1") "," ADD FROM(
          "activation_1", "activation_2") "," MULTIPLY FROM("dense_1", "add_1") "," DENSE NEXT,
      /* a view, and a view of the view */
      DENSE NEXT "," VIEW NEXT "," SIGMOID NEXT "," MULTIPLY FROM("flatten_1", "activation_1") "," DENSE NEXT,
      /* the input in two ways, and by itself */
      DENSE NEXT "," VIEW FROM("input") "," DENSE NEXT "," ADD FROM("dense_1", "dense_2"),
      DENSE NEXT "," MULTIPLY FROM("input", "dense_1") "," CONCATENATE FROM("input", "multiply_1",
                                                                            "input") "," DENSE NEXT,
      /* an output that an earlier merge took already: a dense block */
      DENSE NEXT "," CONCATENATE FROM("input", "dense_1") "," DENSE NEXT "," CONCATENATE FROM(
          "input", "dense_1", "dense_2") "," DENSE NEXT,
      /* a merge into which no weight leads but on one side */
      SIGMOID NEXT "," ADD FROM("input", "activation_1") "," DENSE NEXT "," ADD FROM("add_1", "dense_1"),
  };
  gn_context *context = gn_context_create(1 << 24);
  gn_dataset *data;
  void *x, *y;
  CHECK(gn_dataset_create(context, &data) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_X, GN_F32, 12, &x) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_Y, GN_F32, 12, &y) == GN_OK);
  for (int i = 0; i < 12; i++)
    ((float *)x)[i] = 0.1f * (float)(i % 5 - 2), ((float *)y)[i] = 0.3f * (float)(i % 3);
  CHECK(gn_dataset_seal(data, 1) == GN_OK);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_gradients(context, data, cases[i]);
  gn_dataset_release(data);
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
