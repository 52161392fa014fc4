#include <math.h>

#include "../kind.h"

typedef struct leaky_relu_options {
  double negative_slope;
} leaky_relu_options;

static void forward(const void *options, size_t rows, size_t width, const float *z, float *a) {
  const float slope = (float)((const leaky_relu_options *)options)->negative_slope;
  for (size_t i = 0, count = rows * width; i < count; i++) a[i] = z[i] > 0 ? z[i] : slope * z[i];
}

static void backward(const void *options, size_t rows, size_t width, const float *z, const float *a,
                     const float *da, float *dz) {
  const float slope = (float)((const leaky_relu_options *)options)->negative_slope;
  (void)a;
  for (size_t i = 0, count = rows * width; i < count; i++) dz[i] = z[i] > 0 ? da[i] : slope * da[i];
}

static const gn_field fields[] = {
    {.name = "negativeSlope",
     .type = GN_NUMBER,
     .offset = offsetof(leaky_relu_options, negative_slope),
     .fallback = "0.01",
     .range = "from 0 to 1000",
     .about = {"The slope where the net input is negative.", "净输入为负时的斜率。"}},
    {0},
};

const gn_activation gn_activation_leakyRelu = {
    .kind = {.type = "leakyRelu",
             .about = {"A ReLU that lets a little of what is negative through, so that no unit dies.",
                       "带泄漏的 ReLU：负的净输入也通过一小部分，单元因此不会“死亡”。"},
             .formula = "f(z) = \\begin{cases} z & z > 0 \\\\ s z & z \\le 0 \\end{cases}",
             .source =
                 "Maas, Hannun, Ng: Rectifier nonlinearities improve neural network acoustic models, 2013",
             .fields = fields,
             .options_size = sizeof(leaky_relu_options)},
    .low = -INFINITY,
    .high = INFINITY,
    .forward = forward,
    .backward = backward,
};
