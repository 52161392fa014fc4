/* layerNormalization: each row of the last axis standardised by itself, in training as in use:
 *
 *   x̂ = (x − mean)/√(variance + ε),  z = gamma·x̂ + beta        x, z [rows][width]; gamma, beta [width]
 *
 * kept: mean and 1/√(variance + ε) of each row. scratch: ones, zeros, what a missing parameter's gradient is
 * written to, and the kernel's own [2][width].
 */
#include "normalization.h"

static uint64_t scratch(const gn_layer *layer, size_t batch) {
  (void)batch;
  return 5 * (uint64_t)gn_shape_width(&layer->input[0]);
}

static gn_status build(gn_layer *layer, gn_failure *failure) {
  (void)failure;
  gn_norm_build(layer);
  layer->kept_per_sample = 2 * (gn_shape_count(&layer->input[0]) / gn_shape_width(&layer->input[0]));
  layer->scratch = scratch;
  return GN_OK;
}

static const float *gamma_of(const gn_norm_options *o, const gn_pass *pass, size_t width) {
  if (o->scale) return pass->w[0];
  gn_vec_fill(width, 1, pass->scratch);
  return pass->scratch;
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const gn_norm_options *o = layer->options;
  const size_t width = gn_shape_width(&layer->input[0]);
  float *zeros = pass->scratch + width;
  if (!o->center) gn_vec_fill(width, 0, zeros);
  gn_rows_standardize(gn_norm_rows(layer, pass), width, o->epsilon, pass->x[0], gamma_of(o, pass, width),
                      o->center ? pass->w[gn_norm_beta(o)] : zeros, pass->kept, pass->z);
}

static void backward(const gn_layer *layer, gn_pass *pass) {
  const gn_norm_options *o = layer->options;
  const size_t width = gn_shape_width(&layer->input[0]);
  float *dgamma = o->scale ? pass->dw[0] : pass->scratch + width;
  float *dbeta = o->center ? pass->dw[gn_norm_beta(o)] : pass->scratch + 2 * width;
  gn_rows_standardize_back(gn_norm_rows(layer, pass), width, pass->dz, pass->x[0], gamma_of(o, pass, width),
                           pass->kept, pass->dx[0], dgamma, dbeta, pass->scratch + 3 * width);
}

const gn_layer_kind gn_layer_layerNormalization = {
    .kind = {.type = "layerNormalization",
             .about = {"Standardises each sample's features (each pixel's channels), then scales and shifts "
                       "them by learned gamma and beta.",
                       "层归一化：把每个样本的各特征（每个像素的各通道）标准化，再用可学习的 gamma、beta "
                       "缩放和平移。"},
             .formula = "a = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta, \\quad \\mu, "
                        "\\sigma \\text{ over the features (Ba et al. 2016)}",
             .source = "Ba, Kiros, Hinton: Layer normalization, 2016, arXiv:1607.06450",
             .fields = gn_norm_fields,
             .options_size = sizeof(gn_norm_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = GN_NO_ACTIVATION,
    .build = build,
    .forward = forward,
    .backward = backward,
};
