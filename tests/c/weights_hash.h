/* weights_hash.h: one number for all weights of a model, the one that tests/js/support/numbers.js computes.
 */
#ifndef GN_WEIGHTS_HASH_H
#define GN_WEIGHTS_HASH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

typedef struct named_tensor {
  char name[2 * GN_NAME_SIZE];
  const float *values;
  size_t count;
} named_tensor;

static int by_name(const void *a, const void *b) {
  return strcmp(((const named_tensor *)a)->name, ((const named_tensor *)b)->name);
}

/* 32-bit FNV-1a of the bytes of all weights, tensors in the order of their names. */
static uint32_t hash_weights(const gn_model *model) {
  named_tensor tensors[64];
  size_t count = 0;
  for (int i = 1; i < model->layer_count; i++) {
    const gn_layer *layer = &model->nodes[i].layer;
    for (int p = 0; p < layer->parameter_count && count < 64; p++) {
      const gn_parameter *parameter = &layer->parameters[p];
      named_tensor *tensor = &tensors[count++];
      snprintf(tensor->name, sizeof tensor->name, "%s.%s", layer->name, parameter->name);
      tensor->values = model->weights + parameter->offset;
      tensor->count = gn_shape_count(&parameter->shape);
    }
  }
  qsort(tensors, count, sizeof tensors[0], by_name);
  uint32_t hash = 0x811c9dc5u;
  for (size_t t = 0; t < count; t++) {
    const unsigned char *bytes = (const unsigned char *)tensors[t].values;
    for (size_t b = 0; b < tensors[t].count * sizeof(float); b++) hash = (hash ^ bytes[b]) * 0x01000193u;
  }
  return hash;
}

#endif
