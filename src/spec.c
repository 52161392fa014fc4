/* spec.c: from JSON text to a model whose layers are named, connected and have their options. */
#include <string.h>

#include "decode.h"
#include "model.h"
#include "writer.h"

enum { GN_LAYERS_MAX = 1024 };

static size_t align16(size_t bytes) { return (bytes + 15) & ~(size_t)15; }

static void write_path(char *path, int layer) {
  gn_writer w = {path, GN_PATH_SIZE, 0};
  gn_write(&w, "layers[%d]", layer - 1);
}

/* The text as a whole, and its list of layers. */
static gn_status open_text(const char *text, size_t length, gn_json *root, gn_json *layers,
                           gn_failure *failure) {
  size_t offset;
  if (!gn_json_check(text, length, root, &offset))
    return gn_fail(failure, GN_FORMAT, "the spec is not JSON: there is a mistake at byte %z", offset);
  if (gn_json_type_of(*root) != GN_JSON_OBJECT)
    return gn_fail(failure, GN_ARGUMENT, "the spec must be an object with input and layers");
  if (!gn_decode_find(*root, "layers", layers))
    return gn_fail(failure, GN_ARGUMENT,
                   "layers is missing. It lists the layers, for instance "
                   "[{\"type\": \"dense\", \"units\": 10, \"activation\": \"softmax\"}]");
  const size_t count = gn_json_type_of(*layers) == GN_JSON_ARRAY ? gn_json_count(*layers) : 0;
  if (count == 0) return gn_fail(failure, GN_ARGUMENT, "layers must be a list of at least one layer");
  if (count > GN_LAYERS_MAX)
    return gn_fail(failure, GN_LIMIT, "layers has %z entries; at most 1024 are possible", count);
  return GN_OK;
}

/* All layers' kinds are known: how much room their options take. */
static gn_status measure_options(gn_json layers, size_t *bytes, gn_failure *failure) {
  gn_json_walk at;
  gn_json_open(&at, layers);
  *bytes = 0;
  for (int i = 1; gn_json_next(&at); i++) {
    char path[GN_PATH_SIZE];
    write_path(path, i);
    if (gn_json_type_of(at.value) != GN_JSON_OBJECT)
      return gn_fail(failure, GN_ARGUMENT, "%s must be an object with a type", path);
    const gn_kind *kind;
    gn_status status = gn_decode_kind(at.value, GN_FAMILY_LAYERS, path, &kind, failure);
    if (status != GN_OK) return status;
    *bytes += align16(kind->options_size);
  }
  return GN_OK;
}

/* The block: model, nodes, options. */
static gn_model *allocate(gn_context *context, size_t layers, size_t options) {
  const size_t nodes = align16(sizeof(gn_model));
  gn_model *model = gn_allocate(&context->memory, nodes + align16(layers * sizeof(gn_node)) + options,
                                "the description of the model", &context->failure);
  if (!model) return NULL;
  model->context = context;
  model->layer_count = (int)layers;
  model->nodes = (gn_node *)((char *)model + nodes);
  model->output = model->nodes + layers - 1;
  return model;
}

/* <type>_<k>, k counting that type from 1; the layers behind it have no kind yet. */
static void name_by_type(const gn_model *model, gn_layer *layer) {
  int k = 0;
  for (const gn_node *node = model->nodes; node <= model->output; node++)
    k += node->layer.kind == layer->kind;
  gn_writer w = {layer->name, sizeof layer->name, 0};
  gn_write(&w, "%s_%d", layer->kind->kind.type, k);
}

static gn_node *find_layer(const gn_model *model, const char *name, const gn_node *before) {
  for (gn_node *node = model->nodes; node < before; node++)
    if (strcmp(node->layer.name, name) == 0) return node;
  return NULL;
}

static gn_status add_input(const gn_model *model, gn_node *node, gn_json name, const char *path,
                           gn_failure *failure) {
  gn_layer *layer = &node->layer;
  char text[GN_NAME_SIZE];
  if (layer->input_count == GN_INPUTS_MAX)
    return gn_fail(failure, GN_ARGUMENT, "%s.inputs has more than 8 names", path);
  gn_node *from =
      gn_json_string(name, text, sizeof text) < sizeof text ? find_layer(model, text, node) : NULL;
  if (!from)
    return gn_fail(failure, GN_ARGUMENT,
                   "%s.inputs: there is no layer %t before this one; name an earlier layer or \"input\"",
                   path, name.at, gn_json_length(name));
  node->inputs[layer->input_count++] = from;
  return GN_OK;
}

static gn_status connect(const gn_model *model, gn_node *node, gn_json inputs, const char *path,
                         gn_failure *failure) {
  gn_layer *layer = &node->layer;
  gn_status status = GN_OK;
  if (gn_json_type_of(inputs) == GN_JSON_STRING) {
    status = add_input(model, node, inputs, path, failure);
  } else {
    gn_json_walk at;
    for (gn_json_open(&at, inputs); status == GN_OK && gn_json_next(&at);)
      status = add_input(model, node, at.value, path, failure);
  }
  if (status != GN_OK) return status;
  if (layer->input_count == 0) node->inputs[layer->input_count++] = node - 1;
  if (layer->input_count < layer->kind->min_inputs || layer->input_count > layer->kind->max_inputs)
    return gn_fail(failure, GN_ARGUMENT, "%s (%s) has %d inputs; it takes %d to %d", path,
                   layer->kind->kind.type, layer->input_count, layer->kind->min_inputs,
                   layer->kind->max_inputs);
  for (int i = 0; i < layer->input_count; i++) {
    gn_links *from = &node->inputs[i]->links;
    from->consumers++;
    from->last = node;
  }
  return GN_OK;
}

static gn_status read_layer(const gn_model *model, gn_node *node, gn_json text, char **pool,
                            gn_failure *failure) {
  gn_layer *layer = &node->layer;
  char path[GN_PATH_SIZE];
  write_path(path, (int)(node - model->nodes));
  const gn_kind *kind = NULL;
  gn_decode_kind(text, GN_FAMILY_LAYERS, path, &kind, failure); /* it is known: measure_options has asked */
  layer->kind = (const gn_layer_kind *)kind;
  layer->options = *pool;
  *pool += align16(kind->options_size);
  name_by_type(model, layer);
  gn_layer_common common = {0};
  /* The common fields first, so that a mistake in the others is reported under the layer's name. */
  gn_target targets[2] = {{gn_registry[GN_FAMILY_LAYERS].common, &common}, {kind->fields, layer->options}};
  gn_status status = gn_decode_object(text, path, "type", targets, failure);
  if (common.name[0]) memcpy(layer->name, common.name, sizeof layer->name);
  layer->trainable = common.trainable;
  if (status == GN_OK && find_layer(model, layer->name, node))
    status = gn_fail(failure, GN_ARGUMENT, "%s: another layer is called %q already; give each its own name",
                     path, layer->name);
  if (status == GN_OK) status = connect(model, node, common.inputs, path, failure);
  return status == GN_OK ? GN_OK : gn_fail_in(layer, failure, status);
}

static gn_status read_model(gn_model *model, gn_json root, gn_json layers, gn_failure *failure) {
  char *pool = (char *)model->nodes + align16((size_t)model->layer_count * sizeof(gn_node));
  gn_target targets[2] = {{gn_model_fields, &model->options}, {NULL, NULL}};
  gn_status status = gn_decode_object(root, "", "layers", targets, failure);
  gn_writer w = {model->nodes[0].layer.name, GN_NAME_SIZE, 0};
  gn_write(&w, "input");
  model->nodes[0].layer.output = model->options.input;
  gn_json_walk at;
  gn_json_open(&at, layers);
  for (gn_node *node = model->nodes + 1; status == GN_OK && gn_json_next(&at); node++)
    status = read_layer(model, node, at.value, &pool, failure);
  for (const gn_node *node = model->nodes; status == GN_OK && node < model->output; node++)
    if (node->links.consumers == 0)
      status =
          gn_fail_in(&node->layer, failure,
                     gn_fail(failure, GN_ARGUMENT,
                             "no layer takes the output of %q: the last layer must depend on every other",
                             node->layer.name));
  return status;
}

gn_model *gn_spec_read(gn_context *context, const char *text, size_t length) {
  gn_failure *failure = &context->failure;
  gn_json root, layers;
  size_t options;
  if (open_text(text, length, &root, &layers, failure) != GN_OK) return NULL;
  if (measure_options(layers, &options, failure) != GN_OK) return NULL;
  gn_model *model = allocate(context, gn_json_count(layers) + 1, options);
  if (!model || read_model(model, root, layers, failure) == GN_OK) return model;
  gn_release(&context->memory, model);
  return NULL;
}
