/* augment.c: any bytes as a list of augmentations: refused with a reason, or pictures that are finite. */
#include <math.h>

#include "fuzz.h"

enum { SIDE = 6, SAMPLES = 2, PIXELS = SIDE * SIDE };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  gn_context *context = gn_context_create(1 << 21);
  gn_dataset *data;
  void *x;
  float out[PIXELS];
  require(gn_dataset_create(context, &data) == GN_OK);
  require(gn_dataset_part(data, GN_PART_X, GN_U8, SAMPLES * PIXELS, &x) == GN_OK);
  for (int i = 0; i < SAMPLES * PIXELS; i++) ((uint8_t *)x)[i] = (uint8_t)(i * 37);
  if (is_ok(context, gn_dataset_augment(data, (const char *)bytes, size)) &&
      is_ok(context, gn_dataset_seal(data, 1.0 / 255)))
    for (size_t sample = 0; sample < SAMPLES; sample++)
      if (is_ok(context, gn_dataset_augmented(data, SIDE, SIDE, 1, sample, size, sample, out)))
        for (int i = 0; i < PIXELS; i++) require(isfinite(out[i]));
  gn_dataset_release(data);
  require_empty(context);
  return 0;
}
