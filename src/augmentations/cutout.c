#include <stddef.h>

#include "../kernels/vec.h"
#include "../kind.h"

typedef struct cutout_options {
  int32_t size;
} cutout_options;

/* Its middle is any pixel; what would lie outside is left out. */
static void paint(const void *options, gn_random *random, const gn_shape *shape, float *v) {
  const int32_t size = ((const cutout_options *)options)->size;
  const size_t channels = (size_t)shape->size[2], width = (size_t)shape->size[1];
  int32_t from[2], to[2];
  for (int k = 0; k < 2; k++) {
    const int32_t end = shape->size[k], first = (int32_t)gn_random_below(random, (uint32_t)end) - size / 2;
    from[k] = first > 0 ? first : 0;
    to[k] = first + size < end ? first + size : end;
  }
  for (int32_t y = from[0]; y < to[0]; y++)
    gn_vec_fill((size_t)(to[1] - from[1]) * channels, 0,
                v + ((size_t)y * width + (size_t)from[1]) * channels);
}

static const gn_field fields[] = {
    {.name = "size",
     .type = GN_INTEGER,
     .offset = offsetof(cutout_options, size),
     .fallback = "8",
     .range = "from 1 to 10000",
     .about = {"The side of the square, in pixels.", "方块的边长（像素）。"}},
    {0},
};

const gn_augmentation gn_augmentation_cutout = {
    .kind = {.type = "cutout",
             .about = {"Sets a square at a random place to 0.", "把随机位置的一个方块置为 0。"},
             .source = "DeVries, Taylor: Improved regularization of convolutional neural networks with "
                       "cutout, 2017, arXiv:1708.04552",
             .fields = fields,
             .options_size = sizeof(cutout_options)},
    .paint = paint,
};
