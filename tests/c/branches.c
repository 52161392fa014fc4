/* branches.c: backpropagation where a tensor is read more than once, through views and activations. No layer
 * of the registry joins branches yet, so the test brings one of its own: a weighted sum.
 */
#include <string.h>

#include "check.h"
#include "dataset.h"

static gn_status build_sum(gn_layer *layer, gn_failure *failure) {
  (void)failure;
  layer->output = layer->input[0];
  return GN_OK;
}

/* z = x0 + 2·x1 */
static void add(const gn_layer *layer, gn_pass *pass) {
  for (size_t i = 0; i < pass->batch * gn_shape_count(&layer->output); i++)
    pass->z[i] = pass->x[0][i] + 2 * pass->x[1][i];
}

static void share(const gn_layer *layer, gn_pass *pass) {
  for (size_t i = 0; i < pass->batch * gn_shape_count(&layer->output); i++) {
    if (pass->dx[0]) pass->dx[0][i] = pass->dz[i];
    if (pass->dx[1]) pass->dx[1][i] = 2 * pass->dz[i];
  }
}

static const gn_layer_kind sum = {.kind = {.type = "sum"},
                                  .min_inputs = 2,
                                  .max_inputs = 2,
                                  .activation = GN_NO_ACTIVATION,
                                  .build = build_sum,
                                  .forward = add,
                                  .backward = share};

#define DENSE "{\"type\":\"dense\",\"units\":4,\"activation\":\"tanh\"}"
#define VIEW "{\"type\":\"flatten\"}"
#define SIGMOID "{\"type\":\"activation\",\"activation\":\"sigmoid\"}"

typedef struct branches {
  const char *layers;
  int inputs[8][2]; /* of layer i + 1; a layer with two becomes a sum */
} branches;

enum { NONE = -1, SAMPLES = 3 };

/* The model of a chain, its layers then read elsewhere. */
static gn_model *make(gn_context *context, const branches *b) {
  char spec[1024] = "{\"input\":[4],\"seed\":3,\"loss\":\"halfSquaredError\",\"layers\":[";
  strcat(strcat(spec, b->layers), "]}");
  gn_model *model;
  CHECK(gn_spec_read(context, spec, strlen(spec), &model) == GN_OK);
  for (int i = 0; i < model->layer_count; i++) model->links[i].consumers = 0;
  for (int i = 1; i < model->layer_count; i++) {
    gn_layer *layer = &model->layers[i];
    const int *inputs = b->inputs[i - 1];
    layer->input_count = inputs[1] == NONE ? 1 : 2;
    if (layer->input_count == 2) layer->kind = &sum;
    for (int k = 0; k < layer->input_count; k++) {
      layer->inputs[k] = inputs[k];
      model->links[inputs[k]].consumers++;
      model->links[inputs[k]].last = i;
    }
  }
  CHECK(gn_plan_layers(model) == GN_OK && gn_plan_weights(model) == GN_OK);
  context->models++;
  gn_model_reset(model, 3);
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

static void check_gradients(gn_context *context, const gn_dataset *data, const branches *b) {
  static const int phases[] = {GN_PHASE_BACKWARD, GN_PHASE_BACKWARD | GN_PHASE_INPUT_GRADIENT};
  gn_model *model = make(context, b);
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
  static const branches cases[] = {
      /* one tensor twice into one sum */
      {DENSE "," VIEW "," DENSE, {{0, NONE}, {1, 1}, {2, NONE}}},
      /* a short cut round a layer */
      {DENSE "," DENSE "," VIEW "," DENSE, {{0, NONE}, {1, NONE}, {1, 2}, {3, NONE}}},
      /* two flattens of one tensor */
      {DENSE "," VIEW "," VIEW "," VIEW "," DENSE, {{0, NONE}, {1, NONE}, {1, NONE}, {3, 2}, {4, NONE}}},
      /* two activations of one tensor, and the tensor itself */
      {DENSE "," SIGMOID "," SIGMOID "," VIEW "," VIEW, {{0, NONE}, {1, NONE}, {1, NONE}, {2, 3}, {1, 4}}},
      /* a view, and a view of the view */
      {DENSE "," VIEW "," SIGMOID "," VIEW "," DENSE, {{0, NONE}, {1, NONE}, {2, NONE}, {2, 3}, {4, NONE}}},
      /* the input in two ways */
      {DENSE "," VIEW "," DENSE "," VIEW, {{0, NONE}, {0, NONE}, {2, NONE}, {1, 3}}},
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
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_gradients(context, data, &cases[i]);
  gn_dataset_release(data);
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
