/* Every registered kind is complete: a name of its own, sentences in both languages, options that fit,
 * defaults that its own table of fields accepts. */
#include <string.h>

#include "check.h"
#include "decode.h"

static void check_fields(const gn_field *fields, size_t options_size) {
  for (const gn_field *field = gn_field_at(fields); field; field = gn_field_at(field + 1)) {
    CHECK(field->about.en && field->about.en[0] && field->about.zh && field->about.zh[0]);
    CHECK(field->offset < options_size);
    CHECK(field->type != GN_WORD || field->words);
    CHECK(!gn_has_range(field) || field->range);
    for (const gn_field *other = fields; other != field; other = gn_field_at(other + 1))
      CHECK(strcmp(other->name, field->name) != 0);
  }
}

/* {} with each required field given its least value takes all defaults. */
static void check_defaults(gn_family family, const gn_kind *kind) {
  double options[128] = {0}, common[64] = {0};
  CHECK(kind->options_size <= sizeof options);
  for (const gn_field *field = gn_field_at(kind->fields); field; field = gn_field_at(field + 1))
    if (!field->fallback) return;
  gn_target targets[2] = {{kind->fields, options}, {gn_registry[family].common, common}};
  gn_failure failure = {0};
  CHECK(gn_decode_object(gn_json_of("{}"), kind->type, "type", targets, &failure) == GN_OK);
  if (failure.status != GN_OK) printf("%s\n", failure.message);
}

static void check_family(gn_family family) {
  const gn_family_table *table = &gn_registry[family];
  for (const gn_kind *const *at = table->kinds; *at; at++) {
    const gn_kind *kind = *at;
    CHECK(gn_registry_find(family, kind->type, strlen(kind->type)) == kind); /* the first of its name */
    CHECK(kind->about.en && kind->about.en[0] && kind->about.zh && kind->about.zh[0]);
    CHECK(family == GN_FAMILY_LAYERS || kind->options_size <= GN_OPTIONS_SIZE);
    check_fields(kind->fields, kind->options_size);
    check_defaults(family, kind);
  }
}

int main(void) {
  for (int family = 0; family < GN_FAMILIES; family++) check_family((gn_family)family);
  for (const gn_kind *const *at = gn_registry[GN_FAMILY_OPTIMIZERS].kinds; *at; at++) {
    CHECK(strcmp((*at)->fields[0].name, "learningRate") == 0); /* … and its options begin with it: */
    CHECK((*at)->fields[0].offset == 0);
  }
  for (const gn_kind *const *at = gn_registry[GN_FAMILY_LAYERS].kinds; *at; at++) {
    const gn_layer_kind *layer = (const gn_layer_kind *)*at;
    CHECK(layer->build && layer->min_inputs >= 1 && layer->max_inputs >= layer->min_inputs);
    CHECK(layer->is_view || (layer->forward && layer->backward));
  }
  return report();
}
