/* schema.c: the registry as JSON. scripts/build.js has the native build print it and puts it into the
 * package; from this text come the JavaScript validation, the TypeScript types, the page's controls and the
 * reference docs:
 *
 *   { "statuses": ["ok", …], "enums": { "phases": { "forward": 1, … }, … }, "model": [field, …],
 *     "layers": { "common": [field, …], "standard": null | type, "kinds": [kind, …] }, "activations": …, … }
 *   kind  { type, about: {en, zh}, formula?, source?, fields: [field, …], inputs?: [min, max] of a layer,
 *           range?: [low, high] of a bounded activation }
 *   field { name, type, default?, min?, max?, aboveMin?, belowMax?, words?, about }
 */
#include <math.h>

#include "decode.h"
#include "enums.h"
#include "glassnet.h"
#include "writer.h"

static const char *const field_types[GN_FIELD_TYPES] = {
    [GN_INTEGER] = "integer",
    [GN_NUMBER] = "number",
    [GN_BOOLEAN] = "boolean",
    [GN_SIZES] = "sizes",
    [GN_ACTIVATION] = "activation",
    [GN_INITIALIZER] = "initializer",
    [GN_REGULARIZER] = "regularizer",
    [GN_CONSTRAINT] = "constraint",
    [GN_LOSS] = "loss",
    [GN_OPTIMIZER] = "optimizer",
    [GN_SCHEDULE] = "schedule",
    [GN_WORD] = "word",
    [GN_SEED] = "seed",
    [GN_NAME] = "name",
    [GN_NAMES] = "names",
};

static void write_about(gn_writer *w, gn_text about) {
  gn_write(w, "\"about\":{\"en\":%q,\"zh\":%q}", about.en, about.zh);
}

static void write_range(gn_writer *w, const char *text) {
  gn_range range;
  gn_range_of(text, &range);
  gn_write(w, ",\"min\":%t", range.low.at, gn_json_length(range.low));
  if (range.high.at) gn_write(w, ",\"max\":%t", range.high.at, gn_json_length(range.high));
  if (range.above) gn_write(w, ",\"aboveMin\":true");
  if (range.below) gn_write(w, ",\"belowMax\":true");
}

static void write_field(gn_writer *w, const gn_field *field) {
  gn_write(w, "{\"name\":%q,\"type\":%q", field->name, field_types[field->type]);
  if (field->fallback) gn_write(w, ",\"default\":%s", field->fallback);
  if (gn_has_range(field)) write_range(w, field->range);
  if (field->type == GN_WORD) {
    gn_write(w, ",\"words\":[");
    for (const char *const *word = field->words; *word; word++)
      gn_write(w, word == field->words ? "%q" : ",%q", *word);
    gn_write(w, "]");
  }
  gn_write(w, ",");
  write_about(w, field->about);
  gn_write(w, "}");
}

static void write_fields(gn_writer *w, const gn_field *fields) {
  gn_write(w, "[");
  for (const gn_field *field = gn_field_at(fields); field; field = gn_field_at(field + 1)) {
    if (field != fields) gn_write(w, ",");
    write_field(w, field);
  }
  gn_write(w, "]");
}

static void write_kind(gn_writer *w, gn_family family, const gn_kind *kind) {
  gn_write(w, "{\"type\":%q,", kind->type);
  write_about(w, kind->about);
  if (kind->formula) gn_write(w, ",\"formula\":%q", kind->formula);
  if (kind->source) gn_write(w, ",\"source\":%q", kind->source);
  if (family == GN_FAMILY_LAYERS) {
    const gn_layer_kind *layer = (const gn_layer_kind *)kind;
    gn_write(w, ",\"inputs\":[%d,%d]", layer->min_inputs, layer->max_inputs);
  }
  if (family == GN_FAMILY_ACTIVATIONS) {
    const gn_activation *activation = (const gn_activation *)kind;
    if (isfinite(activation->low) && isfinite(activation->high))
      gn_write(w, ",\"range\":[%d,%d]", (int)activation->low, (int)activation->high);
  }
  gn_write(w, ",\"fields\":");
  write_fields(w, kind->fields);
  gn_write(w, "}");
}

static void write_enums(gn_writer *w) {
  gn_write(w, "\"enums\":{");
  for (const gn_enum *e = gn_enums; e->name; e++) {
    gn_write(w, e == gn_enums ? "%q:{" : ",%q:{", e->name);
    for (const gn_enumerator *m = e->members; m->name; m++)
      gn_write(w, m == e->members ? "%q:%d" : ",%q:%d", m->name, m->value);
    gn_write(w, "}");
  }
  gn_write(w, "}");
}

size_t gn_schema(char *buffer, size_t size) {
  gn_writer writer = {buffer, size, 0}, *w = &writer;
  gn_write(w, "{\"statuses\":[");
  for (int i = 0; i < GN_STATUSES; i++) gn_write(w, i ? ",%q" : "%q", gn_status_names[i]);
  gn_write(w, "],");
  write_enums(w);
  gn_write(w, ",\"model\":");
  write_fields(w, gn_model_fields);
  for (int f = 0; f < GN_FAMILIES; f++) {
    const gn_family_table *family = &gn_registry[f];
    gn_write(w, ",%q:{\"common\":", family->plural);
    write_fields(w, family->common);
    if (family->standard) gn_write(w, ",\"standard\":%q", family->standard->type);
    gn_write(w, ",\"kinds\":[");
    for (const gn_kind *const *kind = family->kinds; *kind; kind++) {
      if (kind > family->kinds) gn_write(w, ",");
      write_kind(w, (gn_family)f, *kind);
    }
    gn_write(w, "]}");
  }
  gn_write(w, "}");
  return w->length;
}
