/* batch.c: from samples of a data set to a batch in a model's workspace. */
#include <string.h>

#include "augment.h"
#include "kernels/columns.h"
#include "kernels/vec.h"
#include "tiny.h"

/* Class indices: fewer targets than outputs, one a row. */
bool gn_batch_has_classes(const gn_model *model, const gn_dataset *data) {
  const gn_array *y = &data->parts[GN_PART_Y];
  if (y->type == GN_F32) return false;
  size_t samples = data->parts[GN_PART_X].count / gn_shape_count(&model->options.input);
  return y->count != samples * gn_shape_count(&gn_output_layer(model)->output);
}

static int32_t class_at(const gn_array *y, size_t i) {
  return y->type == GN_U8 ? ((const uint8_t *)y->at)[i] : ((const int32_t *)y->at)[i];
}

static gn_status check_classes(gn_model *model, const gn_array *y) {
  const int32_t width = (int32_t)gn_shape_width(&gn_output_layer(model)->output);
  for (size_t i = 0; i < y->count; i++) {
    const int32_t label = class_at(y, i);
    if (label < 0 || label >= width)
      return gn_fail(&model->context->failure, GN_ARGUMENT,
                     "y[%z] is class %d, but the output has the classes 0 to %d", i, label, width - 1);
  }
  return GN_OK;
}

static gn_status check_targets(gn_model *model, const gn_dataset *data, size_t samples) {
  gn_failure *failure = &model->context->failure;
  const gn_array *y = &data->parts[GN_PART_Y], *weight = &data->parts[GN_PART_WEIGHT];
  size_t outputs = gn_shape_count(&gn_output_layer(model)->output), rows = gn_row_count(model, samples);
  if (!model->loss)
    return gn_fail(failure, GN_ARGUMENT,
                   "this model has no loss: give its spec one, for instance \"loss\": \"meanSquaredError\"");
  if (weight->count != 0 && weight->count != samples)
    return gn_fail(failure, GN_SHAPE, "sampleWeight has %z numbers for %z samples: give one for each sample",
                   weight->count, samples);
  if (y->count == samples * outputs) return GN_OK;
  if (y->type == GN_F32 || y->count != rows)
    return gn_fail(failure, GN_SHAPE, "y has %z numbers for %z samples: give %z (%z for each sample)%s",
                   y->count, samples, samples * outputs, outputs,
                   outputs > 1 ? ", or one class index for each, as integers" : "");
  return check_classes(model, y);
}

/* mean and std repeat through a sample without a rest. */
static gn_status check_standard(gn_model *model, const gn_dataset *data, gn_part part, const char *name) {
  size_t inputs = gn_shape_count(&model->options.input), count = data->parts[part].count;
  if (count == 0 || inputs % count == 0) return GN_OK;
  return gn_fail(&model->context->failure, GN_SHAPE,
                 "%s has %z numbers, which do not repeat evenly over the %z of a sample", name, count,
                 inputs);
}

gn_status gn_batch_bind(gn_model *model, const gn_dataset *data, bool targets, size_t *count) {
  size_t inputs = gn_shape_count(&model->options.input), given = data->parts[GN_PART_X].count;
  gn_failure *failure = &model->context->failure;
  if (!model->weights)
    return gn_fail(failure, GN_ARGUMENT, "this model is an outline: make one with weights to run it");
  if (data->seal == 0)
    return gn_fail(failure, GN_ARGUMENT,
                   "the data set has been filled, but not sealed: call gn_dataset_seal");
  if (given == 0 || given % inputs != 0)
    return gn_fail(failure, GN_SHAPE,
                   "x has %z numbers; each sample takes %z, so it must have a multiple of that", given,
                   inputs);
  gn_status status = check_standard(model, data, GN_PART_MEAN, "mean");
  if (status == GN_OK) status = check_standard(model, data, GN_PART_STD, "std");
  if (status == GN_OK && targets) status = check_targets(model, data, given / inputs);
  if (status == GN_OK) *count = given / inputs;
  return status;
}

gn_status gn_batch_prepare(gn_model *model, const gn_dataset *data, bool targets, size_t from, size_t count,
                           size_t batch) {
  size_t samples = 0;
  gn_status status = gn_batch_bind(model, data, targets, &samples);
  if (status != GN_OK) return status;
  if (count == 0 || from > samples || count > samples - from)
    return gn_fail(&model->context->failure, GN_ARGUMENT,
                   "samples %z to %z of a data set of %z: there is no such range", from, from + count,
                   samples);
  status = gn_plan_workspace(model, batch);
  return status == GN_OK ? gn_denormals_prepare(model) : status;
}

/* Floats as they are, rows of `width`: by `order` if there is one, else from `first` on. */
static void fill_floats(const float *x, const uint32_t *order, size_t first, size_t rows, size_t width,
                        float *to) {
  if (order)
    gn_rows_gather(rows, width, x, order + first, to);
  else
    gn_vec_copy(rows * width, x + first * width, to);
}

/* `count` numbers of x from the first one on. A sample begins with the first of mean and std, which repeat
 * through it without a rest: it does not matter how many samples these are. */
static void fill_inputs(const gn_dataset *data, size_t first, size_t count, float *to) {
  if (data->has_byte_values) {
    gn_vec_look_up(count, (const uint8_t *)data->parts[GN_PART_X].at + first, data->byte_values, to);
    return;
  }
  gn_dataset_raw(data, first, count, to);
  if (!data->plain) gn_dataset_values(data, count, to);
}

/* What stands for "no": −1 where targets are signed. */
static float other_class(const gn_model *model) {
  return ((const gn_loss *)model->options.loss.choice.kind)->signed_targets ? -1.0f : 0.0f;
}

/* Class k becomes a row of "no" with a 1 at k. */
static void fill_classes(const gn_model *model, const gn_array *y, size_t first, size_t rows, float *to) {
  size_t width = gn_output_links(model)->width;
  gn_vec_fill(rows * width, other_class(model), to);
  for (size_t r = 0; r < rows; r++) to[r * width + (size_t)class_at(y, first + r)] = 1;
}

/* A whole number 0 for an output is a "no", too: truth tables may be written with 0 and 1. */
static void fill_values(const gn_model *model, const gn_array *y, size_t first, size_t count, float *to) {
  for (size_t i = 0; i < count; i++) {
    const int32_t value = class_at(y, first + i);
    to[i] = value == 0 ? other_class(model) : (float)value;
  }
}

static void fill_targets(gn_model *model, const gn_array *y, const uint32_t *order, size_t from,
                         size_t batch) {
  const gn_links *links = gn_output_links(model);
  const size_t rows = links->rows, outputs = rows * links->width;
  if (y->type == GN_F32 && outputs == 1) {
    gn_columns_from_rows(batch, 1, (const float *)y->at, order, from, model->target);
    return;
  }
  if (y->type == GN_F32) {
    fill_floats((const float *)y->at, order, from, batch, outputs, model->target);
    return;
  }
  for (size_t b = 0; b < batch; b++) {
    const size_t sample = order ? order[from + b] : from + b;
    float *to = model->target + b * outputs;
    if (model->target_is_class)
      fill_classes(model, y, sample * rows, rows, to);
    else
      fill_values(model, y, sample * outputs, outputs, to);
  }
}

/* Every row of a sample has the sample's weight, its gradient's share of which `reduction` says; behind them,
 * up to a whole vector, are zeros. */
static void fill_weights(gn_model *model, const gn_array *weight, const uint32_t *order, size_t from,
                         size_t batch, bool by_class) {
  const size_t rows = gn_row_count(model, 1), count = batch * rows, stride = gn_columns_stride(count);
  const bool all_one = weight->count == 0 && !by_class;
  if (all_one && model->ones == count) return;
  model->ones = all_one ? count : 0;
  gn_vec_fill(count, 1, model->row_weight);
  gn_vec_fill(stride - count, 0, model->row_weight + count);
  for (size_t b = 0; weight->count > 0 && b < batch; b++)
    gn_vec_fill(rows, ((const float *)weight->at)[order ? order[from + b] : from + b],
                model->row_weight + b * rows);
  if (by_class) gn_weigh_classes(model, batch);
  const float share = model->options.loss.reduction == GN_REDUCTION_MEAN ? 1.0f / (float)count : 1.0f;
  gn_vec_scale(stride, share, model->row_weight, model->row_scale);
}

static void fill_augmented(const gn_model *model, const gn_dataset *data, const gn_shape *picture,
                           size_t sample, size_t count, float *to) {
  for (size_t i = 0; i < count; i++)
    gn_augment_sample(data, picture, sample + i, model->counters.seed, model->counters.epochs,
                      to + i * gn_shape_count(picture));
}

/* picture: the shape of the samples if they are to be augmented, or NULL */
static void fill_samples(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from,
                         size_t batch, const gn_shape *picture) {
  const size_t inputs = gn_shape_count(&model->options.input);
  const size_t together = order ? 1 : batch; /* samples that lie one after another in the data set */
  float *to = model->nodes[0].tensors.a;
  if (data->plain && !picture) {
    fill_floats((const float *)data->parts[GN_PART_X].at, order, from, batch, inputs, to);
    if (data->has_denormals) gn_vec_flush(batch * inputs, to, to);
    return;
  }
  for (size_t b = 0; b < batch; b += together, to += together * inputs) {
    const size_t sample = order ? order[from + b] : from + b;
    if (picture)
      fill_augmented(model, data, picture, sample, together, to);
    else
      fill_inputs(data, sample * inputs, together * inputs, to);
  }
}

/* Inputs by columns, as tiny.c takes them. */
static void fill_inputs_by_columns(gn_model *model, const gn_dataset *data, const uint32_t *order,
                                   size_t from, size_t batch, const gn_shape *picture) {
  const size_t inputs = model->nodes[0].links.width;
  if (data->plain && !data->has_denormals && !picture) {
    gn_columns_from_rows(batch, inputs, (const float *)data->parts[GN_PART_X].at, order, from,
                         model->transposed);
    return;
  }
  fill_samples(model, data, order, from, batch, picture);
  gn_columns_from_rows(batch, inputs, model->nodes[0].tensors.a, NULL, 0, model->transposed);
}

void gn_batch_fill_inputs(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from,
                          size_t batch, bool by_columns) {
  gn_shape picture; /* its room has been there since the epoch began */
  const bool augmented = data->augment && gn_augment_prepare(data, &model->options.input, &picture) == GN_OK;
  const gn_shape *const to_augment = augmented ? &picture : NULL;
  if (by_columns)
    fill_inputs_by_columns(model, data, order, from, batch, to_augment);
  else
    fill_samples(model, data, order, from, batch, to_augment);
}

void gn_batch_fill_targets(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from,
                           size_t batch, bool by_class) {
  model->target_is_class = gn_batch_has_classes(model, data);
  fill_targets(model, &data->parts[GN_PART_Y], order, from, batch);
  fill_weights(model, &data->parts[GN_PART_WEIGHT], order, from, batch, by_class);
}

void gn_batch_fill(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from, size_t batch,
                   bool targets) {
  model->target_is_class = false;
  fill_samples(model, data, order, from, batch, NULL);
  if (targets) gn_batch_fill_targets(model, data, order, from, batch, false);
}

gn_status gn_dataset_augmented(const gn_dataset *data, int32_t height, int32_t width, int32_t channels,
                               size_t sample, uint64_t seed, uint64_t epoch, float *out) {
  gn_failure *failure = &data->context->failure;
  gn_shape picture = {3, {height, width, channels}};
  size_t given = data->parts[GN_PART_X].count;
  uint64_t field = (uint64_t)height * (uint64_t)width;
  uint64_t size = field <= given ? field * (uint64_t)channels : UINT64_MAX;
  if (data->seal == 0 || height < 1 || width < 1 || channels < 1 || size > given || given % size != 0)
    return gn_fail(failure, GN_SHAPE, "x has %z numbers, which are no samples of the shape %h", given,
                   &picture);
  if (sample >= given / size)
    return gn_fail(failure, GN_ARGUMENT, "there is no sample %z: the data set has %z", sample,
                   (size_t)(given / size));
  gn_status status = data->augment ? gn_augment_prepare(data, &picture, &picture) : GN_OK;
  if (status != GN_OK) return status;
  if (data->augment)
    gn_augment_sample(data, &picture, sample, seed, epoch, out);
  else
    fill_inputs(data, sample * (size_t)size, (size_t)size, out);
  return GN_OK;
}
