/* dataset.c: what a data set takes and refuses, and what its values become: (scale·v − mean) / std in double
 * precision, rounded once. */
#include "dataset.h"

#include <float.h>
#include <string.h>

#include "check.h"

static void *part(gn_dataset *data, gn_part part, gn_type type, size_t count) {
  void *at = NULL;
  CHECK(gn_dataset_part(data, part, type, count, &at) == GN_OK);
  return at;
}

static void fill(gn_dataset *data, gn_part which, size_t count, const float *values) {
  memcpy(part(data, which, GN_F32, count), values, count * sizeof(float));
}

static void refuses(gn_dataset *data, double scale, gn_status status, const char *says) {
  CHECK(gn_dataset_seal(data, scale) == status);
  const bool is_said = strstr(gn_context_failure(data->context)->message, says) != NULL;
  CHECK(is_said && data->seal == 0);
  if (!is_said) fprintf(stderr, "  %s\n", gn_context_failure(data->context)->message);
}

static void parts_have_their_types(gn_dataset *data) {
  static const bool takes[GN_PARTS][3] = {
      [GN_PART_X] = {true, true, false},       [GN_PART_Y] = {true, true, true},
      [GN_PART_WEIGHT] = {true, false, false}, [GN_PART_MEAN] = {true, false, false},
      [GN_PART_STD] = {true, false, false},
  };
  void *at;
  for (int p = -1; p <= GN_PARTS; p++)
    for (int type = -1; type <= GN_I32 + 1; type++) {
      const bool taken = p >= 0 && p < GN_PARTS && type >= 0 && type <= GN_I32 && takes[p][type];
      CHECK(gn_dataset_part(data, (gn_part)p, (gn_type)type, 0, &at) == (taken ? GN_OK : GN_ARGUMENT));
    }
}

static void room_is_used_again(gn_dataset *data) {
  const uint64_t empty = gn_context_usage(data->context).bytes;
  void *at = part(data, GN_PART_X, GN_F32, 8);
  CHECK(part(data, GN_PART_X, GN_U8, 32) == at && data->parts[GN_PART_X].count == 32);
  CHECK(gn_context_usage(data->context).bytes == empty + 32);
  part(data, GN_PART_X, GN_F32, 9);
  CHECK(gn_context_usage(data->context).bytes == empty + 36);
  CHECK(gn_dataset_part(data, GN_PART_X, GN_F32, SIZE_MAX / 8, &at) == GN_LIMIT);
  CHECK(data->parts[GN_PART_X].count == 9);
}

static void refuses_numbers(gn_dataset *data) {
  fill(data, GN_PART_X, 4, (float[]){1, 2, NAN, 4});
  refuses(data, 1, GN_NUMERIC, "x[2] must be a finite number");
  fill(data, GN_PART_X, 2, (float[]){1, -INFINITY});
  refuses(data, 1, GN_NUMERIC, "x[1] must be a finite number");
  fill(data, GN_PART_X, 2, (float[]){1, -2});
  refuses(data, (double)INFINITY, GN_ARGUMENT, "scale must be a finite number");
  fill(data, GN_PART_WEIGHT, 3, (float[]){0, 1, -1e-30f});
  refuses(data, 1, GN_ARGUMENT, "sampleWeight[2] must be finite and at least 0");
  fill(data, GN_PART_WEIGHT, 2, (float[]){INFINITY, 1});
  refuses(data, 1, GN_NUMERIC, "sampleWeight[0] must be finite and at least 0");
  fill(data, GN_PART_WEIGHT, 2, (float[]){0, 1});
  fill(data, GN_PART_STD, 2, (float[]){1, 0});
  refuses(data, 1, GN_ARGUMENT, "std[1] must be finite and above 0");
  fill(data, GN_PART_STD, 1, (float[]){NAN});
  refuses(data, 1, GN_NUMERIC, "std[0] must be finite and above 0");
  part(data, GN_PART_STD, GN_F32, 0);
  CHECK(gn_dataset_seal(data, 1) == GN_OK && data->seal > 0 && data->plain);
}

/* Finite each, but not in a float32 when put together; which is told only of those that really are not. */
static void refuses_what_overflows(gn_dataset *data) {
  fill(data, GN_PART_X, 3, (float[]){1, -3e38f, 2});
  refuses(data, 2, GN_NUMERIC, "x[1] is no finite float32");
  fill(data, GN_PART_MEAN, 3, (float[]){0, 3e38f, 0});
  refuses(data, 1, GN_NUMERIC, "x[1] is no finite float32");
  fill(data, GN_PART_MEAN, 3, (float[]){0, -3e38f, 0});
  fill(data, GN_PART_STD, 3, (float[]){1e-3f, 1, 1e-3f});
  CHECK(gn_dataset_seal(data, 1) == GN_OK); /* the bound on all says no, each value yes */
  memcpy(part(data, GN_PART_X, GN_U8, 3), (uint8_t[]){0, 0, 255}, 3);
  part(data, GN_PART_MEAN, GN_F32, 0);
  fill(data, GN_PART_STD, 1, (float[]){FLT_MIN});
  refuses(data, 4, GN_NUMERIC, "x[2] is no finite float32");
  CHECK(gn_dataset_seal(data, 1) == GN_NUMERIC);
  CHECK(gn_dataset_seal(data, 0.5 / 255) == GN_OK);
  part(data, GN_PART_STD, GN_F32, 0);
}

/* Of bytes and floats, by one mean and std or one a feature, through a batch of a model that shows its input.
 */
static void values_are_rounded_once(gn_context *context, gn_dataset *data, gn_type type, size_t standards) {
  enum { WIDTH = 3, SAMPLES = 2, COUNT = WIDTH * SAMPLES };
  static const float mean[WIDTH] = {0.1f, -7, 3e-3f}, std[WIDTH] = {0.3f, 1.7f, 99};
  const double scale = 1.0 / 3;
  gn_model *model;
  float out[COUNT], in_place[COUNT];
  const char spec[] = "{\"input\":[3],\"layers\":[{\"type\":\"flatten\"}]}";
  void *x = part(data, GN_PART_X, type, COUNT);
  for (int i = 0; i < COUNT; i++)
    if (type == GN_U8)
      ((uint8_t *)x)[i] = (uint8_t)(51 * i);
    else
      ((float *)x)[i] = (float)(51 * i);
  fill(data, GN_PART_MEAN, standards, mean);
  fill(data, GN_PART_STD, standards, std);
  CHECK(gn_dataset_seal(data, scale) == GN_OK);
  CHECK(gn_model_create(context, spec, strlen(spec), &model) == GN_OK);
  CHECK(gn_model_predict(model, data, 0, SAMPLES, out) == GN_OK);
  for (int i = 0; i < COUNT; i++) in_place[i] = (float)(51 * i);
  gn_dataset_values(data, COUNT, in_place);
  for (int i = 0; i < COUNT; i++) {
    const size_t k = standards ? (size_t)i % standards : 0;
    const double m = standards ? (double)mean[k] : 0, s = standards ? (double)std[k] : 1;
    CHECK(out[i] == (float)((scale * (51 * i) - m) / s));
    CHECK(in_place[i] == out[i] && gn_dataset_value(data, 51 * i, (size_t)i) == out[i]);
  }
  gn_model_release(model);
}

int main(void) {
  gn_context *context = gn_context_create(1 << 20);
  gn_dataset *data;
  CHECK(gn_dataset_create(context, &data) == GN_OK);
  parts_have_their_types(data);
  room_is_used_again(data);
  refuses_numbers(data);
  refuses_what_overflows(data);
  static const size_t standards[] = {0, 1, 3};
  for (size_t s = 0; s < 3; s++)
    for (int type = GN_F32; type <= GN_U8; type++)
      values_are_rounded_once(context, data, (gn_type)type, standards[s]);
  gn_dataset_release(data);
  gn_dataset_release(NULL);
  CHECK(gn_context_usage(context).bytes == 0 && gn_context_usage(context).datasets == 0);
  gn_context_release(context);
  return report();
}
