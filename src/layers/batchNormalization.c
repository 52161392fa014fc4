/* batchNormalization: each feature (channel) standardised over the batch and all pixels. x, z [rows][width].
 *
 *   training  μ, σ² of the batch (σ² = Σ(x − μ)²/rows);  moving ← moving·momentum + batch·(1 − momentum)
 *   else, and frozen  μ, σ² are the moving averages
 *   z = gamma·x̂ + beta,  x̂ = (x − μ)·s,  s = 1/√(σ² + ε)
 *
 * kept: μ, s, [2][width] a batch. scratch: four rows of [width].
 */
#include <math.h>

#include "normalization.h"

typedef struct batch_options {
  gn_norm_options norm;
  double momentum;
  gn_choice mean_initializer, variance_initializer;
} batch_options;

static uint64_t scratch(const gn_layer *layer, size_t batch) {
  (void)batch;
  return 4 * (uint64_t)gn_shape_width(&layer->input[0]);
}

static gn_status build(gn_layer *layer, gn_failure *failure) {
  const batch_options *o = layer->options;
  (void)failure;
  gn_norm_build(layer);
  gn_norm_add(layer, "movingMean", &o->mean_initializer, true);
  gn_norm_add(layer, "movingVariance", &o->variance_initializer, true);
  layer->parameters[layer->parameter_count - 1].is_square = true;
  layer->kept_per_batch = 2 * gn_shape_width(&layer->input[0]);
  layer->scratch = scratch;
  return GN_OK;
}

static bool learns(const gn_layer *layer, const gn_pass *pass) { return pass->training && layer->trainable; }

/* next = moving·momentum + batch·(1 − momentum) */
static void move(size_t width, double momentum, const float *moving, const float *batch, float *next) {
  gn_vec_scale(width, (float)momentum, moving, next);
  gn_vec_axpy(width, (float)(1 - momentum), batch, next);
}

static void forward(const gn_layer *layer, gn_pass *pass) {
  const batch_options *o = layer->options;
  const size_t width = gn_shape_width(&layer->input[0]), rows = gn_norm_rows(layer, pass);
  const int moving = gn_norm_others(&o->norm);
  float *mean = pass->kept, *inverse = mean + width;
  float *variance = pass->scratch, *factor = variance + width, *shift = factor + width;
  if (learns(layer, pass)) {
    gn_columns_moments(rows, width, pass->x[0], mean, variance, factor);
    move(width, o->momentum, pass->w[moving], mean, pass->dw[moving]);
    move(width, o->momentum, pass->w[moving + 1], variance, pass->dw[moving + 1]);
  } else {
    gn_vec_copy(width, pass->w[moving], mean);
    gn_vec_copy(width, pass->w[moving + 1], variance);
  }
  for (size_t i = 0; i < width; i++) {
    inverse[i] = (float)(1 / sqrt((double)variance[i] + o->norm.epsilon));
    factor[i] = o->norm.scale ? inverse[i] * pass->w[0][i] : inverse[i];
    shift[i] = o->norm.center ? pass->w[gn_norm_beta(&o->norm)][i] : 0;
  }
  gn_columns_scale(rows, width, pass->x[0], mean, factor, shift, pass->z);
}

/* dbeta = Σ dz,  dgamma = Σ dz·x̂;  dx = gamma·s·(dz − [Σ dz + x̂·Σ dz·x̂]/rows), the bracket, which comes from
 * μ and σ², only where those are the batch's. */
static void backward(const gn_layer *layer, gn_pass *pass) {
  const batch_options *o = layer->options;
  const size_t width = gn_shape_width(&layer->input[0]), rows = gn_norm_rows(layer, pass);
  const float share = learns(layer, pass) ? 1 / (float)rows : 0;
  const float *mean = pass->kept, *inverse = mean + width;
  float *sum = pass->scratch, *product = sum + width, *factor = product + width, *slope = factor + width;
  gn_columns_products(rows, width, pass->dz, pass->x[0], mean, sum, product, factor);
  if (o->norm.scale) gn_vec_product_of(width, product, inverse, pass->dw[0]);
  if (o->norm.center) gn_vec_copy(width, sum, pass->dw[gn_norm_beta(&o->norm)]);
  if (!pass->dx[0]) return;
  for (size_t i = 0; i < width; i++) {
    factor[i] = o->norm.scale ? inverse[i] * pass->w[0][i] : inverse[i];
    slope[i] = factor[i] * share * inverse[i] * inverse[i] * product[i];
    sum[i] *= factor[i] * share;
  }
  gn_columns_scale_back(rows, width, pass->dz, pass->x[0], mean, factor, slope, sum, pass->dx[0]);
}

static const gn_field fields[] = {
    {.name = "momentum",
     .type = GN_NUMBER,
     .offset = offsetof(batch_options, momentum),
     .fallback = "0.99",
     .range = "from 0 to 1",
     .about = {"How much of the moving averages stays at each step.", "滑动平均每一步保留的比例。"}},
    GN_FIELD_NORM_INITIALIZER(batch_options, "movingMeanInitializer", mean_initializer, "\"zeros\"",
                              "What the moving mean is before training.", "滑动均值的初始值。"),
    GN_FIELD_NORM_INITIALIZER(batch_options, "movingVarianceInitializer", variance_initializer, "\"ones\"",
                              "What the moving variance is before training.", "滑动方差的初始值。"),
    {.more = gn_norm_fields},
};

const gn_layer_kind gn_layer_batchNormalization = {
    .kind =
        {.type = "batchNormalization",
         .about = {"Standardises each feature or channel: by the batch while training, by moving averages "
                   "afterwards; then scales and shifts by learned gamma and beta.",
                   "批归一化：把每个特征或通道标准化，训练时用本批次的均值和方差，之后用滑动平均；再用"
                   "可学习的 gamma、beta 缩放和平移。"},
         .formula = "a = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta, \\quad \\mu, "
                    "\\sigma \\text{ over the batch (Ioffe, Szegedy 2015)}",
         .source = "Ioffe, Szegedy: Batch normalization, 2015, arXiv:1502.03167",
         .fields = fields,
         .options_size = sizeof(batch_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .activation = GN_NO_ACTIVATION,
    .build = build,
    .forward = forward,
    .backward = backward,
};
