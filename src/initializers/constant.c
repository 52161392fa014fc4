#include "../kernels/vec.h"
#include "../kind.h"

typedef struct constant_options {
  double value;
} constant_options;

static void fill(const void *options, double fan_in, double fan_out, gn_random *random, size_t count,
                 float *w) {
  (void)fan_in, (void)fan_out, (void)random;
  gn_vec_fill(count, (float)((const constant_options *)options)->value, w);
}

static const gn_field fields[] = {
    {.name = "value",
     .type = GN_NUMBER,
     .offset = offsetof(constant_options, value),
     .fallback = "0",
     .range = "from -1000000 to 1000000",
     .about = {"The value.", "所取的值。"}},
    {0},
};

const gn_initializer gn_initializer_constant = {
    .kind = {.type = "constant",
             .about = {"All the same value.", "全为同一个值。"},
             .formula = "w = c",
             .fields = fields,
             .options_size = sizeof(constant_options)},
    .fill = fill,
};
