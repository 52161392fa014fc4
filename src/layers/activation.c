/* activation: nothing but an activation function. The model applies it to z, which here is the input itself.
 */
#include "weights.h"

typedef struct activation_options {
  gn_choice activation;
} activation_options;

static gn_status build(gn_layer *layer, gn_failure *failure) {
  (void)failure;
  layer->output = layer->input[0];
  return GN_OK;
}

static const gn_field fields[] = {
    GN_FIELD_ACTIVATION(activation_options, NULL),
    {0},
};

const gn_layer_kind gn_layer_activation = {
    .kind = {.type = "activation",
             .about = {"An activation function as a layer of its own.", "激活层：单独成层的激活函数。"},
             .formula = "a = f(x)",
             .fields = fields,
             .options_size = sizeof(activation_options)},
    .min_inputs = 1,
    .max_inputs = 1,
    .is_view = true,
    .activation = offsetof(activation_options, activation),
    .build = build,
};
