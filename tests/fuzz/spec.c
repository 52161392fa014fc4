/* spec.c: any bytes as the spec of a model: refused with a reason, or a model that can be outlined, trained
 * and run. */
#include "fuzz.h"

static const uint64_t memory = 1 << 21;

static void use(gn_context *context, gn_model *model) {
  gn_dataset *data = data_for(context, model, 2);
  gn_result result;
  static float out[1 << 16];
  if (!data) return;
  is_ok(context, gn_model_run(model, data, 0, 2, GN_TRAIN, &result));
  require(gn_model_check_weights(model) == GN_OK);
  if (product_after(model, "\"outputShape\":") <= (1 << 15))
    is_ok(context, gn_model_predict(model, data, 0, 2, out));
  gn_dataset_release(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  gn_context *context = gn_context_create(memory);
  gn_model *model = NULL;
  if (is_ok(context, gn_model_outline(context, (const char *)bytes, size, &model)))
    gn_model_workspace(model, 3);
  gn_model_release(model);
  model = NULL;
  if (is_ok(context, gn_model_create(context, (const char *)bytes, size, &model))) use(context, model);
  gn_model_release(model);
  require_empty(context);
  return 0;
}
