/* XOR in C: the core by itself, without JavaScript. glassnet.h is its manual. */
#include <glassnet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char spec[] = "{\"input\": [2], \"layers\": ["
                           "   {\"type\": \"dense\", \"units\": 4, \"activation\": \"tanh\"},"
                           "   {\"type\": \"dense\", \"units\": 1, \"activation\": \"sigmoid\"}],"
                           " \"loss\": \"binaryCrossentropy\","
                           " \"optimizer\": {\"type\": \"adam\", \"learningRate\": 0.05}, \"seed\": 1}";

static const float corners[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
static const float answers[4] = {0, 1, 1, 0};

static gn_context *context;

/* Says what went wrong and ends the program. */
static void check(gn_status status) {
  if (status == GN_OK) return;
  fprintf(stderr, "%s\n", gn_context_failure(context)->message);
  exit(1);
}

/* Room in a data set, filled. */
static void fill(gn_dataset *data, gn_part part, const float *numbers, size_t count) {
  void *room;
  check(gn_dataset_part(data, part, GN_F32, count, &room));
  memcpy(room, numbers, count * sizeof *numbers);
}

int main(void) {
  gn_model *model;
  gn_dataset *data;
  gn_result result;
  float p[4];
  context = gn_context_create(1 << 24);
  check(gn_model_create(context, spec, strlen(spec), &model));
  check(gn_dataset_create(context, &data));
  fill(data, GN_PART_X, &corners[0][0], 8);
  fill(data, GN_PART_Y, answers, 4);
  check(gn_dataset_seal(data, 1.0));

  for (int step = 0; step < 500; step++) check(gn_model_run(model, data, 0, 4, GN_TRAIN, &result));
  check(gn_model_predict(model, data, 0, 4, p));
  for (int i = 0; i < 4; i++) printf("%.0f xor %.0f = %d\n", corners[i][0], corners[i][1], p[i] > 0.5F);
  printf("loss %.6f\n", result.loss);

  gn_model_release(model);
  gn_dataset_release(data);
  gn_context_release(context);
}

/* Output:
0 xor 0 = 0
0 xor 1 = 1
1 xor 0 = 1
1 xor 1 = 0
loss 0.001761
*/
