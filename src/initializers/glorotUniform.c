#include "../kind.h"
#include "distributions.h"

static void fill(const void *options, double fan_in, double fan_out, gn_random *random, size_t count,
                 float *w) {
  (void)options;
  gn_draw_uniform_of_variance(2 / (fan_in + fan_out), random, count, w);
}

const gn_initializer gn_initializer_glorotUniform = {
    .kind =
        {.type = "glorotUniform",
         .about =
             {"Glorot (Xavier), uniform: a compromise that keeps signals forward and gradients backward "
              "of even size; for tanh and sigmoid.",
              "Glorot（Xavier）初始化（均匀分布）：兼顾前向信号与反向梯度的大小，适合 tanh 与 sigmoid。"},
         .formula =
             "w \\sim U(-l, l), \\quad l = \\sqrt{3}\\,\\sqrt{\\frac{2}{n_\\mathrm{in} + n_\\mathrm{out}}}",
         .source = "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural "
                   "networks, 2010"},
    .fill = fill,
};
