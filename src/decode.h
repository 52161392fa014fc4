/* decode.h: JSON objects into options structs, by their tables of fields, every value checked. */
#ifndef GN_DECODE_H
#define GN_DECODE_H

#include "registry.h"

enum { GN_PATH_SIZE = 128 };

/* A table of fields and the struct that its offsets count from. */
typedef struct gn_target {
  const gn_field *fields; /* may be NULL: no fields */
  void *base;
} gn_target;

/* Fills in both targets from `object`, a name being one without fields; what is missing takes its default. A
 * key that is neither a field nor `other_key`, which the caller reads, a key given twice, a value of the
 * wrong type or out of range is GN_ARGUMENT, its message beginning with `path`, for instance "layers[2]". */
gn_status gn_decode_object(gn_json object, const char *path, const char *other_key,
                           const gn_target targets[2], gn_failure *failure);

/* The numbers of a field's range, as JSON text: high.at is NULL where there is no upper bound. */
typedef struct gn_range {
  gn_json low, high;
  bool above, below; /* the bound itself is not allowed */
} gn_range;
void gn_range_of(const char *text, gn_range *range);
static inline bool gn_has_range(const gn_field *field) {
  return field->type == GN_INTEGER || field->type == GN_NUMBER || field->type == GN_SIZES;
}

/* The kind that `value` names: a string, or an object with `type` (which may be missing if the family has a
 * standard kind). */
gn_status gn_decode_kind(gn_json value, gn_family family, const char *path, const gn_kind **kind,
                         gn_failure *failure);

/* The value of `key` in an object; false, and *value as it was, if it has none. */
bool gn_decode_find(gn_json object, const char *key, gn_json *value);

#endif
