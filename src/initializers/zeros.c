#include "../kernels/vec.h"
#include "../kind.h"

static void fill(const void *options, double fan_in, double fan_out, gn_random *random, size_t count,
                 float *w) {
  (void)options, (void)fan_in, (void)fan_out, (void)random;
  gn_vec_fill(count, 0, w);
}

const gn_initializer gn_initializer_zeros = {
    .kind = {.type = "zeros",
             .about = {"All 0: right for biases; with it as kernel, all units of a layer stay alike and "
                       "nothing is learned.",
                       "全为 0：适用于偏置；若用于权重，同层各单元始终相同，学不到东西。"},
             .formula = "w = 0"},
    .fill = fill,
};
