/* directory.c: a model's layers and tensors by name, as JSON. */
#include "model.h"
#include "writer.h"

static const char *said(bool value) { return value ? "true" : "false"; }

static void write_layer(gn_writer *w, const gn_model *model, const gn_node *node) {
  const gn_layer *layer = &node->layer;
  const gn_links *links = &node->links;
  size_t parameters = 0;
  for (int p = 0; p < layer->parameter_count; p++)
    if (!layer->parameters[p].moves) parameters += gn_shape_count(&layer->parameters[p].shape);
  gn_write(w,
           "{\"name\":%q,\"type\":%q,\"outputShape\":%h,\"parameters\":%z,\"trainable\":%s,"
           "\"multiplyAdds\":%l",
           layer->name, layer->kind->kind.type, &layer->output, parameters, said(layer->trainable),
           &layer->multiply_adds);
  if (layer->output.rank == 3 && model->options.input.rank == 3)
    gn_write(w, ",\"receptiveField\":[%l,%l]", &links->field[0], &links->field[1]);
  gn_write(w, "}");
}

static void write_parameter(gn_writer *w, int layer, const gn_parameter *p) {
  char name[2 * GN_NAME_SIZE];
  gn_writer n = {name, sizeof name, 0};
  gn_write(&n, "%s.%s", p->layer->name, p->name);
  gn_write(w, "{\"name\":%q,\"layer\":%d,\"shape\":%h,\"offset\":%z,\"learned\":%s,\"isSquare\":%s}", name,
           layer, &p->shape, p->offset, said(p->is_learned), said(p->is_square));
}

size_t gn_model_directory(const gn_model *model, char *buffer, size_t size) {
  gn_writer writer = {buffer, size, 0}, *w = &writer;
  const uint64_t bytes = gn_plan_weight_bytes(model);
  const gn_optimizer *optimizer = (const gn_optimizer *)model->options.optimizer.choice.kind;
  gn_write(w,
           "{\"inputShape\":%h,\"outputShape\":%h,\"parameterCount\":%z,\"floats\":%z,\"bytes\":%l,"
           "\"states\":[",
           &model->options.input, &gn_output_layer(model)->output, model->parameter_count, model->floats,
           &bytes);
  for (int k = 0; k < model->states; k++) gn_write(w, k ? ",%q" : "%q", optimizer->state_names[k]);
  gn_write(w, "],\"layers\":[");
  for (int i = 1; i < model->layer_count; i++) {
    if (i > 1) gn_write(w, ",");
    write_layer(w, model, &model->nodes[i]);
  }
  gn_write(w, "],\"parameters\":[");
  const char *between = "";
  for (int i = 1; i < model->layer_count; i++)
    for (int p = 0; p < model->nodes[i].layer.parameter_count; p++, between = ",") {
      gn_write(w, "%s", between);
      write_parameter(w, i, &model->nodes[i].layer.parameters[p]);
    }
  gn_write(w, "]}");
  return w->length;
}
