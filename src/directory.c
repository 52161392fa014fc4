/* directory.c: a model's tensors by name, as JSON. */
#include "model.h"
#include "writer.h"

static void write_shape(gn_writer *w, const gn_shape *shape) {
  gn_write(w, "[");
  for (int32_t i = 0; i < shape->rank; i++) gn_write(w, i ? ",%d" : "%d", (int)shape->size[i]);
  gn_write(w, "]");
}

static void write_layer(gn_writer *w, const gn_layer *layer) {
  size_t parameters = 0;
  for (int p = 0; p < layer->parameter_count; p++) parameters += gn_shape_count(&layer->parameters[p].shape);
  gn_write(w, "{\"name\":%q,\"type\":%q,\"outputShape\":", layer->name, layer->kind->kind.type);
  write_shape(w, &layer->output);
  gn_write(w, ",\"parameters\":%z}", parameters);
}

static void write_parameter(gn_writer *w, const gn_model *model, int index, const gn_parameter *parameter) {
  char name[2 * GN_NAME_SIZE];
  gn_writer n = {name, sizeof name, 0};
  gn_write(&n, "%s.%s", model->layers[index].name, parameter->name);
  gn_write(w, "{\"name\":%q,\"layer\":%d,\"shape\":", name, index);
  write_shape(w, &parameter->shape);
  gn_write(w, ",\"offset\":%z}", parameter->offset);
}

size_t gn_model_directory(const gn_model *model, char *buffer, size_t size) {
  gn_writer writer = {buffer, size, 0}, *w = &writer;
  const gn_optimizer *optimizer = (const gn_optimizer *)model->options.optimizer.kind;
  gn_write(w, "{\"inputShape\":");
  write_shape(w, &model->options.input);
  gn_write(w, ",\"outputShape\":");
  write_shape(w, &gn_output_layer(model)->output);
  gn_write(w, ",\"parameterCount\":%z,\"floats\":%z,\"states\":[", model->parameter_count, model->floats);
  for (int k = 0; k < model->states; k++) gn_write(w, k ? ",%q" : "%q", optimizer->state_names[k]);
  gn_write(w, "],\"layers\":[");
  for (int i = 1; i < model->layer_count; i++) {
    if (i > 1) gn_write(w, ",");
    write_layer(w, &model->layers[i]);
  }
  gn_write(w, "],\"parameters\":[");
  const char *between = "";
  for (int i = 1; i < model->layer_count; i++)
    for (int p = 0; p < model->layers[i].parameter_count; p++, between = ",") {
      gn_write(w, "%s", between);
      write_parameter(w, model, i, &model->layers[i].parameters[p]);
    }
  gn_write(w, "]}");
  return w->length;
}
