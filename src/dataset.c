#include "dataset.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "augment.h"
#include "kernels/vec.h"

static const struct {
  const char *name;
  unsigned types; /* which are possible, a bit each */
} parts[GN_PARTS] = {
    [GN_PART_X] = {"x", 1u << GN_F32 | 1u << GN_U8},
    [GN_PART_Y] = {"y", 1u << GN_F32 | 1u << GN_U8 | 1u << GN_I32},
    [GN_PART_WEIGHT] = {"sampleWeight", 1u << GN_F32},
    [GN_PART_MEAN] = {"mean", 1u << GN_F32},
    [GN_PART_STD] = {"std", 1u << GN_F32},
};

gn_status gn_dataset_create_in(gn_context *context, gn_memory *memory, gn_dataset **data) {
  gn_dataset *made = gn_allocate(memory, sizeof(gn_dataset), "a data set", &context->failure);
  if (!made) return context->failure.status;
  made->context = context;
  made->memory = memory;
  made->scale = 1;
  *data = made;
  return GN_OK;
}

gn_status gn_dataset_create(gn_context *context, gn_dataset **data) {
  gn_status status = gn_dataset_create_in(context, &context->memory, data);
  if (status == GN_OK) context->datasets++;
  return status;
}

void gn_dataset_release(gn_dataset *data) {
  if (!data) return;
  gn_memory *memory = data->memory;
  if (memory == &data->context->memory) data->context->datasets--;
  for (int p = 0; p < GN_PARTS; p++) gn_release(memory, data->parts[p].at);
  gn_augment_release(data);
  gn_release(memory, data);
}

gn_status gn_dataset_part(gn_dataset *data, gn_part part, gn_type type, size_t count, void **at) {
  gn_context *context = data->context;
  if ((unsigned)part >= GN_PARTS || (unsigned)type > GN_I32 || !(parts[part].types >> type & 1))
    return gn_fail(&context->failure, GN_ARGUMENT, "a data set has no such part, or not of this type");
  gn_array *array = &data->parts[part];
  data->seal = 0;
  uint64_t bytes = (uint64_t)count * (type == GN_U8 ? 1 : 4);
  gn_status status = gn_make_room(data->memory, bytes, parts[part].name, &array->at, &context->failure);
  if (status != GN_OK) return status;
  array->type = type;
  array->count = count;
  *at = array->at;
  return GN_OK;
}

/* The first element that is not finite or below `least`. */
static size_t first_wrong(const gn_array *array, float least) {
  const float *v = array->at;
  size_t i = 0;
  while (i < array->count && v[i] >= least && v[i] <= FLT_MAX) i++;
  return i;
}

static gn_status check_part(gn_dataset *data, gn_part part) {
  const gn_array *array = &data->parts[part];
  if (array->type != GN_F32 || array->count == 0) return GN_OK;
  bool bounded = part == GN_PART_WEIGHT || part == GN_PART_STD;
  if (!bounded && gn_vec_is_finite(array->count, array->at)) return GN_OK;
  size_t i = first_wrong(array, part == GN_PART_STD ? FLT_TRUE_MIN : bounded ? 0 : -FLT_MAX);
  if (i == array->count) return GN_OK;
  bool finite = gn_vec_is_finite(1, (const float *)array->at + i);
  const char *must = part == GN_PART_STD ? "finite and above 0"
                     : bounded           ? "finite and at least 0"
                                         : "a finite number";
  return gn_fail(&data->context->failure, finite ? GN_ARGUMENT : GN_NUMERIC, "%s[%z] must be %s",
                 parts[part].name, i, must);
}

static double part_value(const gn_array *array, size_t i, double otherwise) {
  return array->count == 0 ? otherwise : (double)((const float *)array->at)[i % array->count];
}

static float rounded(double v) { return fabs(v) < (double)FLT_MIN ? 0 : (float)v; }

float gn_dataset_value(const gn_dataset *data, double v, size_t i) {
  double mean = part_value(&data->parts[GN_PART_MEAN], i, 0),
         std = part_value(&data->parts[GN_PART_STD], i, 1);
  return rounded((data->scale * v - mean) / std);
}

void gn_dataset_raw(const gn_dataset *data, size_t first, size_t count, float *to) {
  const gn_array *x = &data->parts[GN_PART_X];
  if (x->type == GN_F32)
    gn_vec_copy(count, (const float *)x->at + first, to);
  else
    for (size_t i = 0; i < count; i++) to[i] = ((const uint8_t *)x->at)[first + i];
}

void gn_dataset_values(const gn_dataset *data, size_t count, float *v) {
  const gn_array *mean = &data->parts[GN_PART_MEAN], *std = &data->parts[GN_PART_STD];
  const double scale = data->scale, one_mean = part_value(mean, 0, 0), one_std = part_value(std, 0, 1);
  bool single = mean->count <= 1 && std->count <= 1;
  for (size_t i = 0; i < count; i++)
    v[i] = single ? rounded((scale * (double)v[i] - one_mean) / one_std)
                  : gn_dataset_value(data, (double)v[i], i);
}

/* Scaled and standardised, x must still be finite. A bound on all of it mostly saves looking at each. */
static gn_status check_values(const gn_dataset *data) {
  const gn_array *x = &data->parts[GN_PART_X], *mean = &data->parts[GN_PART_MEAN],
                 *std = &data->parts[GN_PART_STD];
  double largest = x->type == GN_U8 ? 255 : (double)gn_vec_max_abs(x->count, x->at);
  double least_std = std->count ? HUGE_VAL : 1;
  for (size_t i = 0; i < std->count; i++)
    if (part_value(std, i, 1) < least_std) least_std = part_value(std, i, 1);
  double most_mean = mean->count ? (double)gn_vec_max_abs(mean->count, mean->at) : 0;
  if ((fabs(data->scale) * largest + most_mean) / least_std < FLT_MAX) return GN_OK;
  for (size_t i = 0; i < x->count; i++) {
    float v;
    gn_dataset_raw(data, i, 1, &v);
    if (!gn_is_finite((double)gn_dataset_value(data, (double)v, i)))
      return gn_fail(&data->context->failure, GN_NUMERIC,
                     "x[%z] is no finite float32 after scale, mean and std: choose them so that values come "
                     "near 1",
                     i);
  }
  return GN_OK;
}

gn_status gn_dataset_seal(gn_dataset *data, double scale) {
  for (int p = 0; p < GN_PARTS; p++) {
    gn_status status = check_part(data, (gn_part)p);
    if (status != GN_OK) return status;
  }
  if (!gn_is_finite(scale))
    return gn_fail(&data->context->failure, GN_ARGUMENT, "scale must be a finite number");
  data->scale = scale;
  gn_status status = check_values(data);
  if (status != GN_OK) return status;
  size_t means = data->parts[GN_PART_MEAN].count, stds = data->parts[GN_PART_STD].count;
  const gn_array *x = &data->parts[GN_PART_X];
  data->plain = x->type == GN_F32 && scale == 1 && means == 0 && stds == 0;
  data->has_denormals = data->plain && gn_vec_flush(x->count, x->at, NULL);
  data->has_byte_values = x->type == GN_U8 && means <= 1 && stds <= 1;
  for (int v = 0; data->has_byte_values && v < 256; v++) data->byte_values[v] = gn_dataset_value(data, v, 0);
  data->seal = ++data->context->seals;
  return GN_OK;
}
