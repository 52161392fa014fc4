/* window.h: fields that layers with a window share (conv2d, depthwiseConv2d, the poolings), and what follows
 * from them: how large the output is and where padding lies.
 *
 * A layer's options struct has a member `gn_window_options window`, which the macros fill in.
 */
#ifndef GN_LAYERS_WINDOW_H
#define GN_LAYERS_WINDOW_H

#include "../kernels/window.h"
#include "../kind.h"

typedef enum gn_padding { GN_PADDING_VALID, GN_PADDING_SAME } gn_padding;

/* One entry stands for both axes; rank 0 (the field is null, or the layer has none) for the usual: a stride
 * as large as the window, a dilation of 1. */
typedef struct gn_window_options {
  gn_shape size, strides, dilation_rate;
  int32_t padding;
} gn_window_options;

/* Where the window lies over the layer's input, an image [height, width, channels]; sets layer->window too.
 * With "same" there are ⌈in/stride⌉ positions, as in TensorFlow: padding of a total that is odd has its extra
 * row or column at the end. `size_name` is the field's name: kernelSize or poolSize. */
gn_status gn_window_fit(gn_layer *layer, const gn_window_options *options, const char *size_name,
                        gn_window *window, gn_failure *failure);

/* Fails when an image of so many channels, with a frame as wide as the window around it, is too large: for
 * layers that make such frames. */
gn_status gn_window_check_room(const gn_layer *layer, const gn_window *window, size_t channels,
                               gn_failure *failure);

/* Fails unless the layer's input is an image. */
gn_status gn_window_needs_image(const gn_layer *layer, gn_failure *failure);

extern const char *const gn_paddings[]; /* "valid", "same" */

#define GN_FIELD_WINDOW_SIZE(options_, name_, fallback_, en_, zh_)                                           \
  {                                                                                                          \
    .name = name_, .type = GN_SIZES, .offset = offsetof(options_, window.size), .fallback = fallback_,       \
    .range = "from 1 to 4096", .about = {                                                                    \
      en_,                                                                                                   \
      zh_                                                                                                    \
    }                                                                                                        \
  }

#define GN_FIELD_STRIDES(options_, fallback_)                                                                \
  {                                                                                                          \
    .name = "strides", .type = GN_SIZES, .offset = offsetof(options_, window.strides),                       \
    .fallback = fallback_, .range = "from 1 to 4096", .about = {                                             \
      "How far the window moves from one position to the next: one number, or [down, across].",              \
      "步幅：窗口每次移动的距离，一个数，或 [纵向, 横向]。"                           \
    }                                                                                                        \
  }

#define GN_FIELD_PADDING(options_)                                                                           \
  {                                                                                                          \
    .name = "padding", .type = GN_WORD, .offset = offsetof(options_, window.padding),                        \
    .fallback = "\"valid\"", .words = gn_paddings, .about = {                                                \
      "valid: the window stays inside the image; same: the image is framed so that, with strides of 1, it "  \
      "keeps its size.",                                                                                     \
      "填充：valid 不填充；same 在四周填充，步幅为 1 时大小不变。"                     \
    }                                                                                                        \
  }

#endif
