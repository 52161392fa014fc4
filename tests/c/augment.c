/* Augmentation over small and narrow pictures, with the strongest settings, under the sanitizers: every read
 * lies within the picture and its border. What leads nowhere is refused. */
#include <math.h>
#include <string.h>

#include "check.h"
#include "glassnet.h"
#include "kernels/warp.h"

static const char *const strong =
    "[{\"type\": \"shift\", \"pixels\": 10000, \"fill\": \"%s\"}, {\"type\": \"rotate\", \"degrees\": 180},"
    " {\"type\": \"scale\", \"share\": 0.99}, {\"type\": \"shear\", \"degrees\": 80, \"axis\": \"both\"}, "
    "\"flip\","
    " {\"type\": \"elastic\", \"alpha\": 10000, \"sigma\": 32}, {\"type\": \"elastic\", \"sigma\": 0.3},"
    " {\"type\": \"cutout\", \"size\": 3}, {\"type\": \"noise\", \"standardDeviation\": 0.5}]";

enum { SAMPLES = 4, MOST = 200 };

static gn_dataset *make(gn_context *context, size_t size, gn_type type, const char *list) {
  gn_dataset *data;
  void *x;
  CHECK(gn_dataset_create(context, &data) == GN_OK);
  CHECK(gn_dataset_part(data, GN_PART_X, type, SAMPLES * size, &x) == GN_OK);
  for (size_t i = 0; i < SAMPLES * size; i++) {
    if (type == GN_U8)
      ((uint8_t *)x)[i] = (uint8_t)(i % 2 * 255);
    else
      ((float *)x)[i] = i % 2 ? 1 : -1;
  }
  CHECK(gn_dataset_augment(data, list, strlen(list)) == GN_OK);
  CHECK(gn_dataset_seal(data, type == GN_U8 ? 1.0 / 255 : 1) == GN_OK);
  return data;
}

static void see(gn_context *context, const int32_t shape[3], gn_type type, const char *fill) {
  char list[800];
  float out[MOST];
  size_t size = (size_t)(shape[0] * shape[1] * shape[2]);
  snprintf(list, sizeof list, strong, fill);
  gn_dataset *data = make(context, size, type, list);
  for (uint64_t epoch = 0; epoch < 40; epoch++)
    for (size_t i = 0; i < SAMPLES; i++) {
      CHECK(gn_dataset_augmented(data, shape[0], shape[1], shape[2], i, 5, epoch, out) == GN_OK);
      for (size_t k = 0; k < size; k++) CHECK(isfinite(out[k]) && fabsf(out[k]) < 10);
    }
  gn_dataset_release(data);
}

static void refuse(gn_context *context) {
  float out[MOST];
  gn_dataset *data = make(context, 30, GN_F32, "[\"shift\"]");
  CHECK(gn_dataset_augmented(data, 6, 5, 1, SAMPLES, 0, 0, out) == GN_ARGUMENT);
  CHECK(gn_dataset_augmented(data, 7, 5, 1, 0, 0, 0, out) == GN_SHAPE);
  CHECK(gn_dataset_augmented(data, -6, -5, 1, 0, 0, 0, out) == GN_SHAPE);
  CHECK(gn_dataset_augmented(data, INT32_MAX, INT32_MAX, 4, 0, 0, 0, out) == GN_SHAPE);
  CHECK(gn_dataset_augmented(data, INT32_MIN, INT32_MIN, INT32_MIN, 0, 0, 0, out) == GN_SHAPE);
  gn_usage before = gn_context_usage(context);
  CHECK(gn_dataset_augment(data, "[", 1) == GN_FORMAT);
  CHECK(gn_dataset_augment(data, "[\"turn\"]", 8) == GN_ARGUMENT);
  CHECK(gn_context_usage(context).bytes == before.bytes);
  CHECK(gn_dataset_augmented(data, 6, 5, 1, 0, 0, 0, out) == GN_OK); /* as it was */
  CHECK(gn_dataset_augment(data, "[]", 2) == GN_OK);
  CHECK(gn_dataset_augmented(data, 6, 5, 1, 0, 0, 0, out) == GN_SHAPE); /* it is not sealed */
  CHECK(gn_dataset_seal(data, 1) == GN_OK);
  CHECK(gn_dataset_augmented(data, 6, 5, 1, 0, 0, 0, out) == GN_OK);
  gn_dataset_release(data);
}

/* A Gaussian's shares sum up to 1: what is the same everywhere stays so, away from the edges. */
static void smoothing_keeps_what_is_even(void) {
  enum { SIDE = 30, PLACES = SIDE * SIDE };
  static float d[PLACES], noise[PLACES], spare[PLACES];
  gn_warp warp = {.height = SIDE, .width = SIDE, .d = {d, NULL}, .spare = {noise, spare}};
  for (int i = 0; i < PLACES; i++) noise[i] = 1;
  gn_warp_displace(&warp, 0, 3, 2);
  CHECK_NEAR(d[SIDE / 2 * SIDE + SIDE / 2], 3, 1e-5);
  CHECK(d[0] > 0 && d[0] < 1.5f);
}

int main(void) {
  static const int32_t shapes[][3] = {{1, 1, 1}, {1, 9, 2}, {9, 1, 1}, {5, 4, 3}, {14, 14, 1}};
  gn_context *context = gn_context_create(UINT64_C(1) << 24);
  for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
    for (int type = GN_F32; type <= GN_U8; type++) {
      see(context, shapes[s], (gn_type)type, "zero");
      see(context, shapes[s], (gn_type)type, "edge");
    }
  refuse(context);
  smoothing_keeps_what_is_even();
  CHECK(gn_context_usage(context).bytes == 0);
  gn_context_release(context);
  return report();
}
