/* json.h: a reader of JSON text that copies nothing and allocates nothing.
 *
 * gn_json_check reads the whole text once and finds any mistake; after it the other functions can trust
 * the text and just walk through it. A value is the piece of text it stands in.
 */
#ifndef GN_JSON_H
#define GN_JSON_H

#include <stdbool.h>
#include <stddef.h>

typedef struct gn_json {
  const char *at, *end;
} gn_json;

typedef enum gn_json_type {
  GN_JSON_NULL,
  GN_JSON_BOOLEAN,
  GN_JSON_NUMBER,
  GN_JSON_STRING,
  GN_JSON_ARRAY,
  GN_JSON_OBJECT
} gn_json_type;

enum { GN_JSON_DEPTH = 32 }; /* arrays and objects within each other */

/* Well-formed (RFC 8259), nested at most GN_JSON_DEPTH deep? If so *value is the text without the blanks
 * around it; if not, *offset is the byte where the mistake is. */
bool gn_json_check(const char *text, size_t length, gn_json *value, size_t *offset);

gn_json gn_json_of(const char *text);           /* of a well-formed constant */
gn_json_type gn_json_type_at(const char *text); /* of the value that begins there */
static inline gn_json_type gn_json_type_of(gn_json value) { return gn_json_type_at(value.at); }
static inline size_t gn_json_length(gn_json value) { return (size_t)(value.end - value.at); }

double gn_json_number(gn_json value);             /* of a number; ±∞ when out of double's range */
bool gn_json_is(gn_json value, const char *text); /* a string equal to text (which needs no escapes)? */

/* Decodes a string to UTF-8 with an end mark. Returns its length, or size when it does not fit. */
size_t gn_json_string(gn_json value, char *buffer, size_t size);

/* Through an array or an object; any other value has nothing in it.
 *   gn_json_walk at;
 *   for (gn_json_open(&at, list); gn_json_next(&at);) … at.value */
typedef struct gn_json_walk {
  gn_json key, value, rest; /* key: of an object's value, still in quotes */
  bool has_keys;
} gn_json_walk;
void gn_json_open(gn_json_walk *walk, gn_json value);
bool gn_json_next(gn_json_walk *at); /* false at the end */
size_t gn_json_count(gn_json value);

#endif
