/* registry.h: the .def lists made into tables: every kind there is, by family. */
#ifndef GN_REGISTRY_H
#define GN_REGISTRY_H

#include "json.h"
#include "kind.h"

typedef enum gn_family {
  GN_FAMILY_LAYERS,
  GN_FAMILY_ACTIVATIONS,
  GN_FAMILY_LOSSES,
  GN_FAMILY_OPTIMIZERS,
  GN_FAMILY_SCHEDULES,
  GN_FAMILY_INITIALIZERS,
  GN_FAMILY_REGULARIZERS,
  GN_FAMILY_AUGMENTATIONS,
  GN_FAMILY_CONSTRAINTS,
  GN_FAMILIES
} gn_family;

typedef struct gn_family_table {
  const char *plural, *singular; /* "layers", "layer" */
  const gn_kind *const *kinds;   /* ends with NULL */
  const gn_field *common;        /* fields of every kind of the family, in the structs below; or NULL */
  const gn_kind *standard;       /* meant when an object leaves `type` out; or NULL */
} gn_family_table;

extern const gn_family_table gn_registry[GN_FAMILIES];

/* NULL when there is none of that name. */
const gn_kind *gn_registry_find(gn_family family, const char *type, size_t length);

/* The family that a field's value is chosen from; GN_FAMILIES for a plain value. */
gn_family gn_family_of(gn_field_type type);

/* The fields common to all layers. */
typedef struct gn_layer_common {
  char name[GN_NAME_SIZE];
  gn_json inputs;
  bool trainable;
} gn_layer_common;

/* The values of fields whose family has common fields: the choice first, then those. */

typedef enum gn_reduction { GN_REDUCTION_MEAN, GN_REDUCTION_SUM } gn_reduction;
typedef struct gn_loss_choice {
  gn_choice choice;
  int32_t reduction;
  double label_smoothing;
} gn_loss_choice;

typedef enum gn_by { GN_BY_EPOCH, GN_BY_STEP } gn_by;
typedef struct gn_schedule_choice {
  gn_choice choice;
  int32_t by;
} gn_schedule_choice;

typedef struct gn_optimizer_choice {
  gn_choice choice;
  gn_schedule_choice schedule;
  double clip_value, clip_norm; /* ∞: none */
} gn_optimizer_choice;

typedef struct gn_model_options {
  gn_shape input;
  gn_loss_choice loss;
  gn_optimizer_choice optimizer;
  uint64_t seed;
} gn_model_options;

extern const gn_field gn_model_fields[]; /* but `layers`, which is not one value */

#endif
