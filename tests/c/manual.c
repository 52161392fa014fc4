/* manual.c: the example of glassnet.h, as it stands there, trains. */
#include <string.h>

#include "check.h"
#include "glassnet.h"

int main(void) {
  gn_context *context = gn_context_create(1 << 30);
  gn_model *model;
  const char *spec = "{\"input\": [2], \"layers\": [{\"type\": \"dense\", \"units\": 1}],"
                     " \"loss\": \"meanSquaredError\","
                     " \"optimizer\": {\"type\": \"sgd\", \"learningRate\": 0.1}}";
  if (gn_model_create(context, spec, strlen(spec), &model) != GN_OK)
    puts(gn_context_failure(context)->message);

  gn_dataset *data;
  void *x, *y;
  gn_dataset_create(context, &data);
  gn_dataset_part(data, GN_PART_X, GN_F32, 4 * 2, &x);
  memcpy(x, (float[]){0, 0, 0, 1, 1, 0, 1, 1}, 8 * sizeof(float));
  gn_dataset_part(data, GN_PART_Y, GN_F32, 4, &y);
  memcpy(y, (float[]){0, 0, 0, 1}, 4 * sizeof(float));
  gn_dataset_seal(data, 1.0);

  gn_result first, result;
  CHECK(gn_model_run(model, data, 0, 4, GN_TRAIN, &first) == GN_OK);
  for (int step = 0; step < 20; step++) gn_model_run(model, data, 0, 4, GN_TRAIN, &result);
  CHECK(result.loss < first.loss);

  gn_model_release(model);
  gn_dataset_release(data);
  gn_context_release(context);
  return report();
}
