/* layer_options.c: the gradients of weights and of the input against differences of the loss, for the options
 * of layers that change the way they are computed. Wide, so that the sanitizers see a work area that is too
 * small. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "dataset.h"

enum { SAMPLES = 3, FLOATS = 1 << 14 };

static const struct option_case {
  const char *input;
  const char *layers;
} cases[] = {
    {"70", "{\"type\":\"layerNormalization\"}"},
    {"70", "{\"type\":\"layerNormalization\",\"center\":false}"},
    {"70", "{\"type\":\"layerNormalization\",\"scale\":false}"},
    {"70",
     "{\"type\":\"dense\",\"units\":40},{\"type\":\"layerNormalization\",\"center\":false,\"scale\":false}"},
    {"2,3,35", "{\"type\":\"layerNormalization\"},{\"type\":\"layerNormalization\",\"center\":false}"},
    {"70", "{\"type\":\"batchNormalization\"}"},
    {"70", "{\"type\":\"batchNormalization\",\"center\":false}"},
    {"70", "{\"type\":\"batchNormalization\",\"scale\":false}"},
    {"70",
     "{\"type\":\"dense\",\"units\":40},{\"type\":\"batchNormalization\",\"center\":false,\"scale\":false}"},
    {"2,3,35", "{\"type\":\"batchNormalization\"},{\"type\":\"batchNormalization\",\"scale\":false}"},
    {"6,7,3", "{\"type\":\"conv2d\",\"filters\":5,\"kernelSize\":[2,3],\"useBias\":false}"},
    {"6,7,3", "{\"type\":\"conv2d\",\"filters\":4,\"kernelSize\":3,\"strides\":[2,1],\"padding\":\"same\"}"},
    {"6,7,3", "{\"type\":\"conv2d\",\"filters\":3,\"kernelSize\":2,\"dilationRate\":2}"},
    {"6,7,3", "{\"type\":\"depthwiseConv2d\",\"kernelSize\":2,\"depthMultiplier\":2,\"useBias\":false}"},
    {"6,7,3",
     "{\"type\":\"zeroPadding2d\",\"padding\":[1,2]},{\"type\":\"depthwiseConv2d\",\"kernelSize\":3}"},
    {"6,7,3", "{\"type\":\"averagePooling2d\",\"poolSize\":3,\"strides\":2,\"padding\":\"same\"}"},
    {"6,7,3", "{\"type\":\"conv2d\",\"filters\":4,\"kernelSize\":1},{\"type\":\"globalAveragePooling2d\"}"},
    {"4,5", "{\"type\":\"dense\",\"units\":5,\"activation\":\"tanh\"},{\"type\":\"concatenate\",\"axis\":1,"
            "\"inputs\":[\"dense_1\",\"input\"]},{\"type\":\"dense\",\"units\":2}"},
    {"4,5", "{\"type\":\"dense\",\"units\":3,\"activation\":\"tanh\"},{\"type\":\"concatenate\",\"axis\":-1,"
            "\"inputs\":[\"input\",\"dense_1\"]},{\"type\":\"dense\",\"units\":2,\"useBias\":false}"},
};

static gn_model *make(gn_context *context, const struct option_case *c) {
  char spec[1024];
  gn_model *model;
  snprintf(spec, sizeof spec, "{\"input\":[%s],\"seed\":3,\"loss\":\"halfSquaredError\",\"layers\":[%s]}",
           c->input, c->layers);
  const gn_status status = gn_model_create(context, spec, strlen(spec), &model);
  if (status != GN_OK) fprintf(stderr, "  %s\n", context->failure.message), exit(1);
  return model;
}

static gn_dataset *samples_for(gn_context *context, size_t inputs, size_t outputs) {
  gn_dataset *data;
  void *x, *y;
  CHECK(gn_dataset_create(context, &data) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_X, GN_F32, SAMPLES * inputs, &x) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_Y, GN_F32, SAMPLES * outputs, &y) == GN_OK);
  for (size_t i = 0; i < SAMPLES * inputs; i++) ((float *)x)[i] = (float)(i * i * 7 % 23) / 23 - 0.5f;
  for (size_t i = 0; i < SAMPLES * outputs; i++) ((float *)y)[i] = (float)(i * 5 % 17) / 17;
  CHECK(gn_dataset_seal(data, 1) == GN_OK);
  return data;
}

static double loss_of(gn_model *model, const gn_dataset *data, int phases) {
  gn_result result;
  CHECK(gn_model_run(model, data, 0, SAMPLES, GN_EVALUATE | phases, &result) == GN_OK);
  return result.loss;
}

/* Of some of the inputs: each takes four runs. f′ ≈ (−f(x+2h) + 8f(x+h) − 8f(x−h) + f(x−2h)) / 12h */
static void check_inputs(gn_model *model, const gn_dataset *data, size_t inputs, int phases) {
  float *x = data->parts[GN_PART_X].at;
  const float h = 0.02f;
  static float gradient[FLOATS];
  CHECK(SAMPLES * inputs <= FLOATS);
  memcpy(gradient, gn_model_tensor(model, 0, GN_ROLE_OUTPUT_GRADIENT), SAMPLES * inputs * sizeof *gradient);
  for (size_t i = 0; i < SAMPLES * inputs; i += 1 + inputs / 20) {
    const float was = x[i];
    double loss[4];
    for (int k = 0; k < 4; k++) {
      x[i] = was + h * (float)(k < 2 ? k - 2 : k - 1);
      loss[k] = loss_of(model, data, phases);
    }
    const double numeric = (loss[0] - 8 * loss[1] + 8 * loss[2] - loss[3]) / (12 * (double)h);
    CHECK_NEAR((double)gradient[i], numeric, 2e-3 + 1e-2 * fabs(numeric));
    x[i] = was;
  }
}

static void check_gradients(gn_context *context, const struct option_case *c, int phases) {
  gn_model *model = make(context, c);
  const size_t inputs = gn_shape_count(&model->options.input);
  const size_t outputs = gn_shape_count(&model->nodes[model->layer_count - 1].layer.output);
  gn_dataset *data = samples_for(context, inputs, outputs);
  static double numeric[FLOATS];
  gn_result result;
  CHECK(model->floats <= FLOATS);
  memset(numeric, 0, sizeof numeric); /* what fills up the places between tensors has no gradient */
  CHECK(gn_model_numeric_gradients(model, data, 0, SAMPLES, phases, 0.02, numeric) == GN_OK);
  const int backward = GN_PHASE_BACKWARD | GN_PHASE_INPUT_GRADIENT | phases;
  CHECK(gn_model_run(model, data, 0, SAMPLES, backward, &result) == GN_OK);
  for (size_t i = 0; i < model->learned; i++)
    CHECK_NEAR((double)model->gradients[i], numeric[i], 2e-3 + 1e-2 * fabs(numeric[i]));
  check_inputs(model, data, inputs, phases);
  gn_dataset_release(data);
  gn_model_release(model);
}

/* Without beta, what has been normalised over a sample has the mean 0 there. */
static void without_a_centre_the_mean_is_0(gn_context *context) {
  enum { WIDTH = 70 };
  gn_model *model =
      make(context, &(struct option_case){"70", "{\"type\":\"layerNormalization\",\"center\":false}"});
  gn_dataset *data = samples_for(context, WIDTH, WIDTH);
  loss_of(model, data, 0);
  const float *output = gn_model_tensor(model, 1, GN_ROLE_OUTPUT);
  double sum = 0;
  for (int i = 0; i < WIDTH; i++) sum += (double)output[i];
  CHECK_NEAR(sum / WIDTH, 0, 1e-5);
  gn_dataset_release(data);
  gn_model_release(model);
}

int main(void) {
  gn_context *context = gn_context_create(1 << 24);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int training = 0; training < 2; training++) {
      const int before = failures;
      check_gradients(context, &cases[i], training ? GN_PHASE_TRAINING : 0);
      if (failures > before) fprintf(stderr, "  in %s\n", cases[i].layers);
    }
  without_a_centre_the_mean_is_0(context);
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
