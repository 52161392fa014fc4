#include "decode.h"

#include <math.h>
#include <string.h>

#include "writer.h"

/* A value, the field that it is to fill in and where it stands. */
typedef struct reading {
  const char *path; /* "layers[2].units" */
  gn_json value;
  const gn_field *field;
  gn_failure *failure;
} reading;

/* Sizes whose product no tensor may exceed: 2^28 floats are 1 GiB. */
static const double most_floats = 268435456.0;

/* The piece of a value that a message quotes: it does not end in the middle of a character. */
static size_t shown(gn_json value) {
  size_t length = gn_json_length(value);
  if (length <= 48) return length;
  for (length = 48; ((unsigned char)value.at[length] & 0xc0) == 0x80; length--)
    ;
  return length;
}

static gn_status refuse(const reading *r, const char *must) {
  return gn_fail(r->failure, GN_ARGUMENT, "%s is %t: it must be %s", r->path, r->value.at, shown(r->value),
                 must);
}

static bool is_whole(double n) {
  return n >= -9007199254740991.0 && n <= 9007199254740991.0 && (double)(int64_t)n == n;
}

/* The first number of a text. */
static void find_number(const char *text, gn_json *number) {
  while (*text != '-' && (*text < '0' || *text > '9')) text++;
  number->at = text;
  while (*text && *text != ' ') text++;
  number->end = text;
}

/* "above 0 to 1", "from 0 to below 1", "at least 1" */
void gn_range_of(const char *text, gn_range *range) {
  *range = (gn_range){.above = text[1] == 'b'};
  find_number(text, &range->low);
  const char *rest = range->low.end;
  if (!*rest) return;
  range->below = rest[sizeof " to"] == 'b';
  find_number(rest, &range->high);
}

static gn_status decode_number(const reading *r, bool whole, double *number) {
  const char *sort = whole ? "a whole number" : "a number";
  if (gn_json_type_of(r->value) != GN_JSON_NUMBER) return refuse(r, sort);
  gn_range range;
  gn_range_of(r->field->range, &range);
  const double n = gn_json_number(r->value), low = gn_json_number(range.low);
  const double limit = whole ? 2147483647.0 : 1.7976931348623157e308;
  const double high = range.high.at ? gn_json_number(range.high) : limit;
  if ((whole && !is_whole(n)) || !(range.above ? n > low : n >= low) || !(range.below ? n < high : n <= high))
    return gn_fail(r->failure, GN_ARGUMENT, "%s is %t: it must be %s %s", r->path, r->value.at,
                   shown(r->value), sort, r->field->range);
  *number = n;
  return GN_OK;
}

/* null, for a field whose default it is: what that means is the kind's. */
static bool is_left_open(const reading *r) {
  return gn_json_type_of(r->value) == GN_JSON_NULL && r->field->fallback &&
         strcmp(r->field->fallback, "null") == 0;
}

static gn_status decode_size(const reading *r, gn_shape *shape, double *product) {
  double n;
  gn_status status = decode_number(r, true, &n);
  if (status != GN_OK) return status;
  shape->size[shape->rank++] = (int32_t)n;
  *product *= n;
  return GN_OK;
}

static gn_status decode_sizes(const reading *r, gn_shape *shape) {
  double product = 1;
  *shape = (gn_shape){0};
  if (is_left_open(r)) return GN_OK;
  if (gn_json_type_of(r->value) == GN_JSON_NUMBER) return decode_size(r, shape, &product);
  if (gn_json_type_of(r->value) != GN_JSON_ARRAY) return refuse(r, "a list of whole numbers");
  gn_json_walk at;
  for (gn_json_open(&at, r->value); gn_json_next(&at);) {
    reading size = *r;
    size.value = at.value;
    if (shape->rank == GN_RANK_MAX) return refuse(r, "a list of at most 5 sizes");
    gn_status status = decode_size(&size, shape, &product);
    if (status != GN_OK) return status;
  }
  if (shape->rank == 0) return refuse(r, "a list of at least one size");
  if (product > most_floats)
    return gn_fail(r->failure, GN_LIMIT, "%s is %t: more than 268435456 numbers in one tensor", r->path,
                   r->value.at, shown(r->value));
  return GN_OK;
}

static gn_status decode_word(const reading *r, int32_t *word) {
  const char *const *words = r->field->words;
  for (*word = 0; words[*word]; ++*word)
    if (gn_json_is(r->value, words[*word])) return GN_OK;
  char must[96];
  gn_writer w = {must, sizeof must, 0};
  for (int32_t i = 0; words[i]; i++) gn_write(&w, i ? " or %q" : "%q", words[i]);
  return refuse(r, must);
}

static gn_status decode_name(const reading *r, char *name) {
  if (gn_json_type_of(r->value) != GN_JSON_STRING) return refuse(r, "a text in quotes");
  char text[GN_NAME_SIZE];
  size_t length = gn_json_string(r->value, text, sizeof text);
  if (length == sizeof text) return refuse(r, "a name of at most 63 bytes");
  if (strlen(text) < length) return refuse(r, "a name without the character \\u0000");
  memcpy(name, text, sizeof text);
  return GN_OK;
}

static gn_status decode_names(const reading *r, gn_json *names) {
  const gn_json_type type = gn_json_type_of(r->value);
  bool good = type == GN_JSON_ARRAY || type == GN_JSON_STRING;
  gn_json_walk at;
  for (gn_json_open(&at, r->value); gn_json_next(&at);) good &= gn_json_type_of(at.value) == GN_JSON_STRING;
  if (!good) return refuse(r, "a list of names");
  *names = r->value;
  return GN_OK;
}

gn_status gn_decode_kind(gn_json value, gn_family family, const char *path, const gn_kind **kind,
                         gn_failure *failure) {
  const gn_family_table *table = &gn_registry[family];
  gn_json type = value;
  if (gn_json_type_of(value) == GN_JSON_OBJECT && !gn_decode_find(value, "type", &type)) {
    if (!table->standard)
      return gn_fail(failure, GN_ARGUMENT, "%s has no `type`: say which %s it is", path, table->singular);
    *kind = table->standard;
    return GN_OK;
  }
  if (gn_json_type_of(type) != GN_JSON_STRING)
    return gn_fail(failure, GN_ARGUMENT,
                   "%s is %t: it must be the name of one of the %s, or an object with a `type`", path,
                   type.at, shown(type), table->plural);
  *kind = gn_registry_find(family, type.at + 1, gn_json_length(type) - 2);
  if (*kind) return GN_OK;
  char known[320];
  gn_writer w = {known, sizeof known, 0};
  for (const gn_kind *const *k = table->kinds; *k; k++)
    gn_write(&w, k > table->kinds ? ", %s" : "%s", (*k)->type);
  return gn_fail(failure, GN_ARGUMENT, "%s: there is no %s %t; there are %s", path, table->singular, type.at,
                 shown(type), known);
}

/* Also of the values that begin with a gn_choice and go on with their family's common fields. */
static gn_status decode_choice(const reading *r, gn_choice *choice) {
  *choice = (gn_choice){0};
  if (is_left_open(r)) return GN_OK;
  gn_family family = gn_family_of(r->field->type);
  gn_status status = gn_decode_kind(r->value, family, r->path, &choice->kind, r->failure);
  if (status != GN_OK) return status;
  gn_target targets[2] = {{choice->kind->fields, choice->options.bytes},
                          {gn_registry[family].common, choice}};
  return gn_decode_object(r->value, r->path, "type", targets, r->failure);
}

static gn_status decode_field(const reading *r, void *at) {
  double number;
  gn_status status;
  switch (r->field->type) {
  case GN_INTEGER:
    status = decode_number(r, true, &number);
    if (status == GN_OK) *(int32_t *)at = (int32_t)number;
    return status;
  case GN_NUMBER:
    if (!is_left_open(r)) return decode_number(r, false, at);
    *(double *)at = (double)INFINITY;
    return GN_OK;
  case GN_SEED:
    number = gn_json_type_of(r->value) == GN_JSON_NUMBER ? gn_json_number(r->value) : -1;
    if (!(number >= 0 && is_whole(number))) return refuse(r, "a whole number from 0 to 9007199254740991");
    *(uint64_t *)at = (uint64_t)number;
    return GN_OK;
  case GN_BOOLEAN:
    if (gn_json_type_of(r->value) != GN_JSON_BOOLEAN) return refuse(r, "true or false");
    *(bool *)at = *r->value.at == 't';
    return GN_OK;
  case GN_SIZES: return decode_sizes(r, at);
  case GN_WORD: return decode_word(r, at);
  case GN_NAME: return decode_name(r, at);
  case GN_NAMES: return decode_names(r, at);
  default: return decode_choice(r, at);
  }
}

bool gn_decode_find(gn_json object, const char *key, gn_json *value) {
  gn_json_walk at;
  for (gn_json_open(&at, object); gn_json_next(&at);) {
    if (!gn_json_is(at.key, key)) continue;
    *value = at.value;
    return true;
  }
  return false;
}

static bool is_field(gn_json key, const gn_target targets[2]) {
  for (int t = 0; t < 2; t++)
    for (const gn_field *field = gn_field_at(targets[t].fields); field; field = gn_field_at(field + 1))
      if (gn_json_is(key, field->name)) return true;
  return false;
}

/* Every key is known and stands once. */
static gn_status check_keys(gn_json object, const char *path, const char *other_key,
                            const gn_target targets[2], gn_failure *failure) {
  const char *const where = *path ? path : "the spec";
  gn_json_walk at;
  for (gn_json_open(&at, object); gn_json_next(&at);) {
    const gn_json key = at.key;
    for (gn_json_walk later = at; gn_json_next(&later);)
      if (gn_json_length(later.key) == gn_json_length(key) &&
          memcmp(later.key.at, key.at, gn_json_length(key)) == 0)
        return gn_fail(failure, GN_ARGUMENT, "%s has %t twice: leave one out", where, key.at, shown(key));
    if (gn_json_is(key, other_key) || is_field(key, targets)) continue;
    char names[320];
    gn_writer w = {names, sizeof names, 0};
    gn_write(&w, "%s", other_key);
    for (int t = 0; t < 2; t++)
      for (const gn_field *field = gn_field_at(targets[t].fields); field; field = gn_field_at(field + 1))
        gn_write(&w, ", %s", field->name);
    return gn_fail(failure, GN_ARGUMENT, "%s has no field %t; its fields are %s", where, key.at, shown(key),
                   names);
  }
  return GN_OK;
}

gn_status gn_decode_object(gn_json object, const char *path, const char *other_key,
                           const gn_target targets[2], gn_failure *failure) {
  gn_status status = check_keys(object, path, other_key, targets, failure);
  for (int t = 0; t < 2; t++) {
    for (const gn_field *field = gn_field_at(targets[t].fields); status == GN_OK && field;
         field = gn_field_at(field + 1)) {
      char name[GN_PATH_SIZE];
      gn_writer w = {name, sizeof name, 0};
      gn_write(&w, *path ? "%s.%s" : "%s%s", path, field->name);
      /* What begins with n counts as null, which no field without a default allows: so the message reads
       * well. */
      reading r = {name, gn_json_of(field->fallback ? field->fallback : "not given"), field, failure};
      gn_decode_find(object, field->name, &r.value);
      status = decode_field(&r, (char *)targets[t].base + field->offset);
    }
  }
  return status;
}
