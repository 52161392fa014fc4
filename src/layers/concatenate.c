/* concatenate: tensors laid one behind the other along an axis. Seen from that axis, each input is a matrix
 * whose rows, [the axis and all behind it], are put side by side: outputs[r] = x_1[r] x_2[r] …
 */
#include "../kernels/vec.h"
#include "merge.h"

typedef struct concatenate_options {
  int32_t axis; /* counted with the batch, which is 0; negative from the end */
} concatenate_options;

/* The axis without the batch. */
static int32_t axis_of(const gn_layer *layer) {
  const int32_t axis = ((const concatenate_options *)layer->options)->axis;
  return axis < 0 ? layer->input[0].rank + axis : axis - 1;
}

static gn_status build(gn_layer *layer, gn_failure *failure) {
  const int32_t given = ((const concatenate_options *)layer->options)->axis, rank = layer->input[0].rank;
  const int32_t axis = axis_of(layer);
  if (axis < 0 || axis >= rank)
    return gn_fail(failure, GN_ARGUMENT,
                   "axis of layer %q is %d: for inputs of the shape %h it must be from 1 to %d (0 is the "
                   "batch), or from -%d to -1, counted from the end",
                   layer->name, (int)given, &layer->input[0], (int)rank, (int)rank);
  const gn_status status = gn_merge_check(layer, axis, failure);
  if (status != GN_OK) return status;
  size_t sum = 0; /* of at most 8 sizes up to 2²⁸ */
  for (int i = 0; i < layer->input_count; i++) sum += (size_t)layer->input[i].size[axis];
  if (sum > INT32_MAX)
    return gn_fail(failure, GN_LIMIT, "the output of %q has more than 268435456 numbers a sample",
                   layer->name);
  layer->output = layer->input[0];
  layer->output.size[axis] = (int32_t)sum;
  return GN_OK;
}

/* How many rows a sample has, and how long those of a shape are. */
static size_t rows_of(const gn_layer *layer) {
  size_t rows = 1;
  for (int32_t k = 0; k < axis_of(layer); k++) rows *= (size_t)layer->output.size[k];
  return rows;
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const size_t rows = rows_of(layer), width = gn_shape_count(&layer->output) / rows;
  float *z = pass->z;
  for (int i = 0; i < layer->input_count; i++) {
    const size_t part = gn_shape_count(&layer->input[i]) / rows;
    gn_rows_copy(pass->batch * rows, part, pass->x[i], part, z, width);
    z += part;
  }
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  const size_t rows = rows_of(layer), width = gn_shape_count(&layer->output) / rows;
  const float *dz = pass->dz;
  for (int i = 0; i < layer->input_count; i++) {
    const size_t part = gn_shape_count(&layer->input[i]) / rows;
    if (pass->dx[i]) gn_rows_copy(pass->batch * rows, part, dz, width, pass->dx[i], part);
    dz += part;
  }
}

static const gn_field fields[] = {
    {.name = "axis",
     .type = GN_INTEGER,
     .offset = offsetof(concatenate_options, axis),
     .fallback = "-1",
     .range = "from -5 to 5",
     .about = {"The axis along which they are joined, the batch counted as 0; -1, the last, joins channels.",
               "沿哪个轴拼接，批次为第 0 轴；-1 为最后一个轴，即拼接通道。"}},
    {0},
};

const gn_layer_kind gn_layer_concatenate = {
    .kind = {.type = "concatenate",
             .about = {"Lays its inputs one behind the other along an axis, usually the channels.",
                       "拼接：把各输入沿某个轴（通常是通道）首尾相接。"},
             .source = "between convolutions: Huang, Liu, van der Maaten, Weinberger: Densely connected "
                       "convolutional networks, 2016, arXiv:1608.06993",
             .fields = fields,
             .options_size = sizeof(concatenate_options)},
    .min_inputs = 2,
    .max_inputs = GN_INPUTS_MAX,
    .activation = GN_NO_ACTIVATION,
    .build = build,
    .forward = forward,
    .backward = backward,
};
