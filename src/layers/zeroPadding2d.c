/* zeroPadding2d: a frame of zeros round an image. x [height][width][channels],
 * z [top + height + bottom][left + width + right][channels].
 */
#include "../kernels/vec.h"
#include "window.h"

typedef struct padding_options {
  gn_shape padding;
} padding_options;

typedef struct frame {
  size_t top, bottom, left, right;
} frame;

/* n | [h, w] | [top, bottom, left, right] */
static frame frame_of(const gn_layer *layer) {
  const gn_shape *p = &((const padding_options *)layer->options)->padding;
  const size_t first = (size_t)p->size[0], second = p->rank == 1 ? first : (size_t)p->size[1];
  if (p->rank < 4) return (frame){first, first, second, second};
  return (frame){first, second, (size_t)p->size[2], (size_t)p->size[3]};
}

static gn_status build(gn_layer *layer, gn_failure *failure) {
  const gn_shape *given = &((const padding_options *)layer->options)->padding;
  gn_status status = gn_window_needs_image(layer, failure);
  if (status != GN_OK) return status;
  if (given->rank == 3 || given->rank > 4)
    return gn_fail(failure, GN_ARGUMENT,
                   "padding of layer %q is %h: it must be one number for all sides, [height, width], or "
                   "[top, bottom, left, right]",
                   layer->name, given);
  const frame f = frame_of(layer);
  layer->output = layer->input[0];
  layer->output.size[0] += (int32_t)(f.top + f.bottom);
  layer->output.size[1] += (int32_t)(f.left + f.right);
  return GN_OK;
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const frame f = frame_of(layer);
  const size_t height = (size_t)layer->input[0].size[0], channels = gn_shape_width(&layer->output);
  const size_t width = (size_t)layer->input[0].size[1] * channels;
  const size_t left = f.left * channels, right = f.right * channels, wide = left + width + right;
  const float *x = pass->x[0];
  float *z = pass->z;
  for (size_t n = 0; n < pass->batch; n++) {
    gn_vec_fill(f.top * wide, 0, z);
    z += f.top * wide;
    for (size_t y = 0; y < height; y++, x += width, z += wide) {
      gn_vec_fill(left, 0, z);
      gn_vec_copy(width, x, z + left);
      gn_vec_fill(right, 0, z + left + width);
    }
    gn_vec_fill(f.bottom * wide, 0, z);
    z += f.bottom * wide;
  }
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  const frame f = frame_of(layer);
  const size_t channels = gn_shape_width(&layer->output), wide = (size_t)layer->output.size[1] * channels;
  const size_t height = (size_t)layer->input[0].size[0], width = (size_t)layer->input[0].size[1] * channels;
  for (size_t n = 0; n < pass->batch; n++)
    gn_rows_copy(height, width,
                 pass->dz + n * gn_shape_count(&layer->output) + f.top * wide + f.left * channels, wide,
                 pass->dx[0] + n * height * width, width);
}

static const gn_field fields[] = {
    {.name = "padding",
     .type = GN_SIZES,
     .offset = offsetof(padding_options, padding),
     .fallback = "1",
     .range = "from 0 to 4096",
     .about = {"How many rows and columns of zeros: one number for all sides, [height, width], or [top, "
               "bottom, left, right].",
               "补多少行、列的零：一个数表示四边相同，或 [纵向, 横向]，或 [上, 下, 左, 右]。"}},
    {0},
};

const gn_layer_kind gn_layer_zeroPadding2d = {
    .kind = {.type = "zeroPadding2d",
             .about = {"Puts a frame of zeros round each image.", "零填充：在图像四周补零。"},
             .fields = fields,
             .options_size = sizeof(padding_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = GN_NO_ACTIVATION,
    .build = build,
    .forward = forward,
    .backward = backward,
};
