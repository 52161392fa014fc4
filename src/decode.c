#include "decode.h"

#include <math.h>
#include <string.h>

#include "writer.h"

/* Where a value stands and how to refuse it. */
typedef struct place {
  const char *path; /* "layers[2].units" */
  gn_failure *failure;
} place;

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

static gn_status refuse(place p, gn_json value, const char *must) {
  return gn_fail(p.failure, GN_ARGUMENT, "%s is %t: it must be %s", p.path, value.at, shown(value), must);
}

static bool is_whole(double n) {
  return n >= -9007199254740991.0 && n <= 9007199254740991.0 && (double)(int64_t)n == n;
}

/* The next number of a text, which moves behind it. */
static gn_json number_of(const char **text) {
  while (**text != '-' && (**text < '0' || **text > '9')) ++*text;
  gn_json number = {*text, *text};
  while (*number.end && *number.end != ' ') number.end++;
  *text = number.end;
  return number;
}

/* "above 0 to 1", "from 0 to below 1", "at least 1" */
gn_range gn_range_of(const char *text) {
  gn_range range = {.above = text[1] == 'b'};
  range.low = number_of(&text);
  if (!*text) return range;
  range.below = text[sizeof " to"] == 'b';
  range.high = number_of(&text);
  return range;
}

static gn_status decode_number(place p, gn_json value, const gn_field *field, bool whole, double *number) {
  const char *sort = whole ? "a whole number" : "a number";
  if (gn_json_type_of(value) != GN_JSON_NUMBER) return refuse(p, value, sort);
  const gn_range range = gn_range_of(field->range);
  const double n = gn_json_number(value), low = gn_json_number(range.low);
  const double limit = whole ? 2147483647.0 : 1.7976931348623157e308;
  const double high = range.high.at ? gn_json_number(range.high) : limit;
  if ((whole && !is_whole(n)) || !(range.above ? n > low : n >= low) || !(range.below ? n < high : n <= high))
    return gn_fail(p.failure, GN_ARGUMENT, "%s is %t: it must be %s %s", p.path, value.at, shown(value), sort,
                   field->range);
  *number = n;
  return GN_OK;
}

/* null, for a field whose default it is: what that means is the kind's. */
static bool is_left_open(gn_json value, const gn_field *field) {
  return gn_json_type_of(value) == GN_JSON_NULL && field->fallback && strcmp(field->fallback, "null") == 0;
}

static gn_status decode_sizes(place p, gn_json value, const gn_field *field, gn_shape *shape) {
  if (is_left_open(value, field)) {
    *shape = (gn_shape){0};
    return GN_OK;
  }
  if (gn_json_type_of(value) == GN_JSON_NUMBER) {
    double n;
    gn_status status = decode_number(p, value, field, true, &n);
    if (status == GN_OK) *shape = (gn_shape){.rank = 1, .size = {(int32_t)n}};
    return status;
  }
  if (gn_json_type_of(value) != GN_JSON_ARRAY) return refuse(p, value, "a list of whole numbers");
  gn_shape sizes = {0};
  double product = 1;
  gn_json_walk walk = gn_json_open(value);
  gn_json item;
  while (gn_json_next(&walk, NULL, &item)) {
    double n;
    if (sizes.rank == GN_RANK_MAX) return refuse(p, value, "a list of at most 5 sizes");
    gn_status status = decode_number(p, item, field, true, &n);
    if (status != GN_OK) return status;
    sizes.size[sizes.rank++] = (int32_t)n;
    product *= n;
  }
  if (sizes.rank == 0) return refuse(p, value, "a list of at least one size");
  if (product > most_floats)
    return gn_fail(p.failure, GN_LIMIT, "%s is %t: more than 268435456 numbers in one tensor", p.path,
                   value.at, shown(value));
  *shape = sizes;
  return GN_OK;
}

static gn_status decode_word(place p, gn_json value, const gn_field *field, int32_t *word) {
  for (int32_t i = 0; field->words[i]; i++) {
    if (!gn_json_is(value, field->words[i])) continue;
    *word = i;
    return GN_OK;
  }
  char must[96];
  gn_writer w = {must, sizeof must, 0};
  for (int32_t i = 0; field->words[i]; i++) gn_write(&w, i ? " or %q" : "%q", field->words[i]);
  return refuse(p, value, must);
}

static gn_status decode_name(place p, gn_json value, char *name) {
  if (gn_json_type_of(value) != GN_JSON_STRING) return refuse(p, value, "a text in quotes");
  char text[GN_NAME_SIZE];
  size_t length = gn_json_string(value, text, sizeof text);
  if (length == sizeof text) return refuse(p, value, "a name of at most 63 bytes");
  if (strlen(text) < length) return refuse(p, value, "a name without the character \\u0000");
  memcpy(name, text, sizeof text);
  return GN_OK;
}

static gn_status decode_names(place p, gn_json value, gn_json *names) {
  const bool is_list = gn_json_type_of(value) == GN_JSON_ARRAY;
  bool good = is_list || gn_json_type_of(value) == GN_JSON_STRING;
  gn_json_walk walk = gn_json_open(value);
  gn_json item;
  while (is_list && gn_json_next(&walk, NULL, &item)) good &= gn_json_type_of(item) == GN_JSON_STRING;
  if (!good) return refuse(p, value, "a list of names");
  *names = value;
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
static gn_status decode_choice(place p, gn_json value, const gn_field *field, gn_choice *choice) {
  *choice = (gn_choice){0};
  if (is_left_open(value, field)) return GN_OK;
  gn_family family = gn_family_of(field->type);
  gn_status status = gn_decode_kind(value, family, p.path, &choice->kind, p.failure);
  if (status != GN_OK) return status;
  gn_json object = gn_json_type_of(value) == GN_JSON_OBJECT ? value : gn_json_of("{}");
  gn_target targets[2] = {{choice->kind->fields, choice->options.bytes},
                          {gn_registry[family].common, choice}};
  return gn_decode_object(object, p.path, "type", targets, p.failure);
}

static gn_status decode_field(place p, gn_json value, const gn_field *field, void *base) {
  void *at = (char *)base + field->offset;
  double number;
  gn_status status;
  switch (field->type) {
  case GN_INTEGER:
    status = decode_number(p, value, field, true, &number);
    if (status == GN_OK) *(int32_t *)at = (int32_t)number;
    return status;
  case GN_NUMBER:
    if (!is_left_open(value, field)) return decode_number(p, value, field, false, at);
    *(double *)at = (double)INFINITY;
    return GN_OK;
  case GN_SEED:
    number = gn_json_type_of(value) == GN_JSON_NUMBER ? gn_json_number(value) : -1;
    if (!(number >= 0 && is_whole(number)))
      return refuse(p, value, "a whole number from 0 to 9007199254740991");
    *(uint64_t *)at = (uint64_t)number;
    return GN_OK;
  case GN_BOOLEAN:
    if (gn_json_type_of(value) != GN_JSON_BOOLEAN) return refuse(p, value, "true or false");
    *(bool *)at = *value.at == 't';
    return GN_OK;
  case GN_SIZES: return decode_sizes(p, value, field, at);
  case GN_WORD: return decode_word(p, value, field, at);
  case GN_NAME: return decode_name(p, value, at);
  case GN_NAMES: return decode_names(p, value, at);
  default: return decode_choice(p, value, field, at);
  }
}

bool gn_decode_find(gn_json object, const char *key, gn_json *value) {
  gn_json_walk walk = gn_json_open(object);
  gn_json name, item;
  while (gn_json_next(&walk, &name, &item)) {
    if (!gn_json_is(name, key)) continue;
    *value = item;
    return true;
  }
  return false;
}

static const gn_field *find_field(gn_json key, const gn_target targets[2], void **base) {
  for (int t = 0; t < 2; t++)
    for (const gn_field *field = gn_field_at(targets[t].fields); field; field = gn_field_at(field + 1))
      if (gn_json_is(key, field->name)) {
        *base = targets[t].base;
        return field;
      }
  return NULL;
}

/* Every key is known and stands once. */
static gn_status check_keys(gn_json object, const char *path, const char *other_key,
                            const gn_target targets[2], gn_failure *failure) {
  gn_json_walk walk = gn_json_open(object);
  gn_json key, value, again;
  while (gn_json_next(&walk, &key, &value)) {
    for (gn_json_walk rest = walk; gn_json_next(&rest, &again, &value);)
      if (gn_json_length(again) == gn_json_length(key) && memcmp(again.at, key.at, gn_json_length(key)) == 0)
        return gn_fail(failure, GN_ARGUMENT, "%s has %t twice: leave one out", *path ? path : "the spec",
                       key.at, shown(key));
    void *base;
    if (gn_json_is(key, other_key) || find_field(key, targets, &base)) continue;
    char names[320];
    gn_writer w = {names, sizeof names, 0};
    gn_write(&w, "%s", other_key);
    for (int t = 0; t < 2; t++)
      for (const gn_field *field = gn_field_at(targets[t].fields); field; field = gn_field_at(field + 1))
        gn_write(&w, ", %s", field->name);
    return gn_fail(failure, GN_ARGUMENT, "%s has no field %t; its fields are %s", *path ? path : "the spec",
                   key.at, shown(key), names);
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
      gn_json value;
      /* What begins with n counts as null, which no field without a default allows: so the message reads
       * well. */
      if (!gn_decode_find(object, field->name, &value))
        value = gn_json_of(field->fallback ? field->fallback : "not given");
      status = decode_field((place){name, failure}, value, field, targets[t].base);
    }
  }
  return status;
}
