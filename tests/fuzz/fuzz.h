/* fuzz.h: what the targets share. What must hold is checked by abort(), which libFuzzer reports with the
 * bytes that led there. */
#ifndef GN_FUZZ_H
#define GN_FUZZ_H

#include <stdlib.h>
#include <string.h>

#include "glassnet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static inline void require(bool condition) {
  if (!condition) abort();
}

/* A refused call says why. */
static inline bool is_ok(const gn_context *context, gn_status status) {
  const gn_failure *failure = gn_context_failure(context);
  require(status == GN_OK || (failure->status == status && strlen(failure->message) > 10));
  return status == GN_OK;
}

/* The product of the numbers behind a key of the model's directory: "outputShape":[3,4] → 12. */
static inline size_t product_after(const gn_model *model, const char *key) {
  static char text[1 << 16];
  if (gn_model_directory(model, text, sizeof text) >= sizeof text) return 0;
  size_t product = 1;
  char *at = strstr(text, key) + strlen(key);
  do product *= (size_t)strtoul(at + 1, &at, 10);
  while (*at == ',');
  return product;
}

/* Samples that fit the model. */
static inline gn_dataset *data_for(gn_context *context, const gn_model *model, size_t samples) {
  const size_t inputs = product_after(model, "\"inputShape\":"),
               outputs = product_after(model, "\"outputShape\":");
  gn_dataset *data;
  void *x, *y;
  if (inputs * outputs == 0 || !is_ok(context, gn_dataset_create(context, &data))) return NULL;
  if (is_ok(context, gn_dataset_part(data, GN_PART_X, GN_F32, samples * inputs, &x)) &&
      is_ok(context, gn_dataset_part(data, GN_PART_Y, GN_F32, samples * outputs, &y))) {
    for (size_t i = 0; i < samples * inputs; i++) ((float *)x)[i] = (float)(i % 7) * 0.25f - 0.5f;
    for (size_t i = 0; i < samples * outputs; i++) ((float *)y)[i] = i % outputs == 0;
    if (is_ok(context, gn_dataset_seal(data, 1))) return data;
  }
  gn_dataset_release(data);
  return NULL;
}

static inline void require_empty(gn_context *context) {
  const gn_usage usage = gn_context_usage(context);
  require(usage.bytes == 0 && usage.models == 0 && usage.datasets == 0);
  gn_context_release(context);
}

#endif
