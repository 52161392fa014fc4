/* dense: Y = X·W + b on the last axis. x [rows][in], kernel [in][units], bias [units], z [rows][units], where
 * a row is one sample or, with an input of higher rank, one time step or one pixel of one.
 */
#include "../kernels/gemm.h"
#include "../kernels/vec.h"
#include "weights.h"

typedef struct dense_options {
  gn_weights_options weights;
  int32_t units;
} dense_options;

typedef struct dense_sizes {
  size_t rows, in, units;
} dense_sizes;

static dense_sizes sizes_of(const gn_layer *layer, size_t batch) {
  const size_t in = gn_shape_width(&layer->input[0]);
  return (dense_sizes){.rows = batch * (gn_shape_count(&layer->input[0]) / in),
                       .in = in,
                       .units = gn_shape_width(&layer->output)};
}

static uint64_t scratch(const gn_layer *layer, size_t batch) {
  const dense_sizes s = sizes_of(layer, batch);
  return gn_gemm_training_scratch(s.rows, s.in, s.units);
}

static gn_status build(gn_layer *layer, gn_failure *failure) {
  const dense_options *o = layer->options;
  const int32_t in = (int32_t)gn_shape_width(&layer->input[0]);
  (void)failure;
  layer->output = layer->input[0];
  layer->output.size[layer->output.rank - 1] = o->units;
  gn_weights_build(layer, &(gn_shape){.rank = 2, .size = {in, o->units}}, in, o->units);
  layer->scratch = scratch;
  layer->multiply_adds = gn_shape_count(&layer->input[0]) * (uint64_t)o->units;
  return GN_OK;
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const dense_options *o = layer->options;
  const dense_sizes s = sizes_of(layer, pass->batch);
  gn_gemm_nn(s.rows, s.units, s.in, pass->x[0], s.in, pass->w[GN_KERNEL], s.units, pass->z, s.units, false,
             pass->scratch);
  if (o->weights.use_bias) gn_rows_add(s.rows, s.units, pass->w[GN_BIAS], pass->z);
}

/* dW = Xᵀ·dZ,  db = Σ_rows dZ,  dX = dZ·Wᵀ */
static void backward(const gn_layer *layer, gn_pass *pass) {
  const dense_options *o = layer->options;
  const dense_sizes s = sizes_of(layer, pass->batch);
  gn_gemm_tn(s.in, s.units, s.rows, pass->x[0], s.in, pass->dz, s.units, pass->dw[GN_KERNEL], s.units, false,
             pass->scratch);
  if (o->weights.use_bias) gn_rows_sum(s.rows, s.units, pass->dz, pass->dw[GN_BIAS]);
  if (pass->dx[0])
    gn_gemm_nt(s.rows, s.in, s.units, pass->dz, s.units, pass->w[GN_KERNEL], s.units, pass->dx[0], s.in,
               false, pass->scratch);
}

static const gn_field fields[] = {
    {.name = "units",
     .type = GN_INTEGER,
     .offset = offsetof(dense_options, units),
     .range = "from 1 to 1000000",
     .about = {"How many neurons the layer has, and so how many outputs.",
               "该层的神经元个数，也就是输出的个数。"}},
    {.more = gn_weights_fields},
};

const gn_layer_kind gn_layer_dense = {
    .kind = {.type = "dense",
             .about =
                 {"Fully connected: each neuron weighs all inputs, adds its bias and applies the activation.",
                  "全连接层：每个神经元对全部输入加权求和，加上偏置，再经激活函数。"},
             .formula = "a = f(x W + b)",
             .source = "trained by backpropagation: Rumelhart, Hinton, Williams: Learning representations by "
                       "back-propagating errors, 1986",
             .fields = fields,
             .options_size = sizeof(dense_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .is_affine = true,
    .activation = offsetof(dense_options, weights.activation),
    .build = build,
    .forward = forward,
    .backward = backward,
};
