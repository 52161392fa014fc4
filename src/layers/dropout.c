/* dropout, inverted: while training, each number survives with probability 1 − rate and is then divided by
 * it, so that its expectation is unchanged and nothing needs doing afterwards.
 */
#include "../kernels/vec.h"
#include "../kind.h"

typedef struct dropout_options {
  double rate;
} dropout_options;

static gn_status build(gn_layer *layer, gn_failure *failure) {
  (void)failure;
  layer->output = layer->input[0];
  layer->kept_per_sample = gn_shape_count(&layer->input[0]);
  return GN_OK;
}

/* What is kept is the factor of each number, 0 or 1/(1 − rate); 1 outside training. */
static void forward(const gn_layer *layer, gn_pass *pass) {
  const double rate = ((const dropout_options *)layer->options)->rate;
  const size_t count = pass->batch * gn_shape_count(&layer->input[0]);
  if (pass->training) {
    const float survivor = (float)(1 / (1 - rate));
    for (size_t i = 0; i < count; i++)
      pass->kept[i] = (double)gn_random_uniform(&pass->random) < rate ? 0 : survivor;
  } else {
    gn_vec_fill(count, 1, pass->kept);
  }
  gn_vec_product_of(count, pass->kept, pass->x[0], pass->z);
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  const size_t count = pass->batch * gn_shape_count(&layer->input[0]);
  gn_vec_product_of(count, pass->kept, pass->dz, pass->dx[0]);
}

static const gn_field fields[] = {
    {.name = "rate",
     .type = GN_NUMBER,
     .offset = offsetof(dropout_options, rate),
     .range = "from 0 to below 1",
     .about = {"The probability with which each number is dropped.", "每个数值被丢弃的概率。"}},
    {0},
};

const gn_layer_kind gn_layer_dropout = {
    .kind =
        {.type = "dropout",
         .about =
             {"Sets a random part of its input to 0 at each training step, against overfitting; otherwise it "
              "does nothing.",
              "随机失活（Dropout）：训练时每一步随机把一部分输入置 0，以防过拟合；其余时候不起作用。"},
         .formula = "a_i = \\frac{r_i x_i}{1 - p}, \\quad P(r_i = 0) = p",
         .source = "Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: Dropout, 2014",
         .fields = fields,
         .options_size = sizeof(dropout_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .draws = true,
    .activation = GN_NO_ACTIVATION,
    .build = build,
    .forward = forward,
    .backward = backward,
};
