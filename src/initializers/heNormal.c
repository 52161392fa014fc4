#include "../kind.h"
#include "distributions.h"

static void fill(const void *options, double fan_in, double fan_out, gn_random *random, size_t count,
                 float *w) {
  (void)options, (void)fan_out;
  gn_draw_normal_of_variance(2 / fan_in, random, count, w);
}

const gn_initializer gn_initializer_heNormal = {
    .kind = {.type = "heNormal",
             .about = {"He (MSRA), normal: twice LeCun's variance, since ReLU silences half of the units.",
                       "He（MSRA）初始化（正态分布）：方差为 LeCun 的两倍，以补偿 ReLU 使一半单元输出为 0。"},
             .formula = "w \\sim N(0, \\sigma^2), \\quad \\sigma = \\sqrt{\\frac{2}{n_\\mathrm{in}}}",
             .source = "He, Zhang, Ren, Sun: Delving deep into rectifiers, 2015, arXiv:1502.01852"},
    .fill = fill,
};
