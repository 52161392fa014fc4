#include "../kernels/vec.h"
#include "../kind.h"

static void fill(const void *options, double fan_in, double fan_out, gn_random *random, size_t count,
                 float *w) {
  (void)options, (void)fan_in, (void)fan_out, (void)random;
  gn_vec_fill(count, 1, w);
}

const gn_initializer gn_initializer_ones = {
    .kind = {.type = "ones", .about = {"All 1.", "全为 1。"}, .formula = "w = 1"},
    .fill = fill,
};
