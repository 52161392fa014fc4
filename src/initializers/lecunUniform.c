#include "../kind.h"
#include "distributions.h"

static void fill(const void *options, double fan_in, double fan_out, gn_random *random, size_t count,
                 float *w) {
  (void)options, (void)fan_out;
  gn_draw_uniform_of_variance(1 / fan_in, random, count, w);
}

const gn_initializer gn_initializer_lecunUniform = {
    .kind = {.type = "lecunUniform",
             .about = {"LeCun, uniform: keeps the size of signals on their way forward.",
                       "LeCun 初始化（均匀分布）：使信号在前向传播中保持大小。"},
             .formula = "w \\sim U(-l, l), \\quad l = \\sqrt{3}\\,\\sqrt{\\frac{1}{n_\\mathrm{in}}}",
             .source = "LeCun, Bottou, Orr, Müller: Efficient backprop, 1998"},
    .fill = fill,
};
