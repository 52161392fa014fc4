#include "json.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* ---- Checking: each function moves past one thing, or stays where the mistake is ---- */

/* This character, if it stands here. */
static bool pass(gn_json *t, char c) {
  if (t->at >= t->end || *t->at != c) return false;
  t->at++;
  return true;
}

static bool pass_digits(gn_json *t) {
  const char *const first = t->at;
  while (t->at < t->end && is_digit(*t->at)) t->at++;
  return t->at > first;
}

static bool pass_number(gn_json *t) {
  pass(t, '-');
  if (!pass(t, '0') && !pass_digits(t)) return false;
  if (pass(t, '.') && !pass_digits(t)) return false;
  if (!pass(t, 'e') && !pass(t, 'E')) return true;
  if (!pass(t, '+')) pass(t, '-');
  return pass_digits(t);
}

/* What a backslash and c stand for, c other than u; 0 where they stand for nothing. */
static char unescape(char c) {
  for (const char *known = "\"\"\\\\//b\bf\fn\nr\rt\t"; *known; known += 2)
    if (c == known[0]) return known[1];
  return 0;
}

/* What follows a backslash. */
static bool pass_escape(gn_json *t) {
  const bool is_code = pass(t, 'u');
  for (int i = is_code ? 4 : 1; i > 0; i--, t->at++)
    if (t->at == t->end || (is_code ? hex_value(*t->at) < 0 : !unescape(*t->at))) return false;
  return true;
}

static bool pass_string(gn_json *t) {
  if (!pass(t, '"')) return false;
  while (!pass(t, '"')) {
    if (t->at == t->end || (unsigned char)*t->at < 0x20) return false;
    if (*t->at++ == '\\' && !pass_escape(t)) return false;
  }
  return true;
}

static bool pass_word(gn_json *t, const char *word) {
  size_t length = strlen(word);
  if ((size_t)(t->end - t->at) < length || memcmp(t->at, word, length) != 0) return false;
  t->at += length;
  return true;
}

static void pass_blanks(gn_json *t) {
  while (t->at < t->end && is_blank(*t->at)) t->at++;
}

static bool pass_scalar(gn_json *t) {
  switch (*t->at) {
  case '"': return pass_string(t);
  case 't': return pass_word(t, "true");
  case 'f': return pass_word(t, "false");
  case 'n': return pass_word(t, "null");
  default: return (*t->at == '-' || is_digit(*t->at)) && pass_number(t);
  }
}

static bool pass_key(gn_json *t) {
  pass_blanks(t);
  if (!pass_string(t)) return false;
  pass_blanks(t);
  return pass(t, ':');
}

/* One value, with a stack of the brackets that are open in place of recursion. */
static bool pass_value(gn_json *t) {
  char open[GN_JSON_DEPTH];
  int depth = 0;
  do {
    pass_blanks(t);
    if (t->at == t->end) return false;
    if (*t->at == '[' || *t->at == '{') {
      if (depth == GN_JSON_DEPTH) return false;
      open[depth++] = *t->at == '[' ? ']' : '}';
      t->at++;
      pass_blanks(t);
      if (pass(t, open[depth - 1])) {
        depth--;
      } else {
        if (open[depth - 1] == '}' && !pass_key(t)) return false;
        continue; /* to its first value */
      }
    } else if (!pass_scalar(t)) {
      return false;
    }
    /* After a value: as many ends as there are, then a comma and the next value. */
    while (depth > 0) {
      pass_blanks(t);
      if (pass(t, open[depth - 1])) {
        depth--;
        continue;
      }
      if (!pass(t, ',')) return false;
      if (open[depth - 1] == '}' && !pass_key(t)) return false;
      break;
    }
  } while (depth > 0);
  return true;
}

bool gn_json_check(const char *text, size_t length, gn_json *value, size_t *offset) {
  gn_json t = {text, text + length};
  pass_blanks(&t);
  value->at = t.at;
  bool good = pass_value(&t);
  value->end = t.at;
  if (good) pass_blanks(&t);
  *offset = (size_t)(t.at - text);
  return good && t.at == t.end;
}

/* ---- Reading: the text is well-formed ---- */

gn_json gn_json_of(const char *text) { return (gn_json){text, text + strlen(text)}; }

gn_json_type gn_json_type_at(const char *text) {
  switch (*text) {
  case '{': return GN_JSON_OBJECT;
  case '[': return GN_JSON_ARRAY;
  case '"': return GN_JSON_STRING;
  case 't':
  case 'f': return GN_JSON_BOOLEAN;
  case 'n': return GN_JSON_NULL;
  default: return GN_JSON_NUMBER;
  }
}

/* Up to 19 digits as a whole number, then one division or multiplication by a power of ten: exact for
 * what people write (at most 15 digits, powers up to 22), else within an ulp or two of double. */
double gn_json_number(gn_json value) {
  const char *at = value.at;
  bool negative = *at == '-';
  if (negative) at++;
  uint64_t digits = 0;
  int32_t power = 0;
  bool fraction = false;
  for (; at < value.end && (is_digit(*at) || *at == '.'); at++) {
    if (*at == '.') {
      fraction = true;
    } else if (digits < UINT64_C(1000000000000000000)) {
      digits = digits * 10 + (uint64_t)(*at - '0');
      power -= fraction;
    } else {
      power += !fraction;
    }
  }
  if (at < value.end) {
    int32_t exponent = 0;
    bool below = at[1] == '-';
    for (at++; at < value.end; at++)
      if (is_digit(*at) && exponent < 10000) exponent = exponent * 10 + (*at - '0');
    power += below ? -exponent : exponent;
  }
  double number = (double)digits;
  while (power != 0 && number != 0 && number <= 1e300) {
    const int32_t most = power > 0 ? power : -power, step = most < 22 ? most : 22;
    double ten = 1;
    for (int32_t i = 0; i < step; i++) ten *= 10;
    number = power > 0 ? number * ten : number / ten;
    power += power > 0 ? -step : step;
  }
  if (power > 0 && number != 0) number = (double)INFINITY; /* beyond any double */
  return negative ? -number : number;
}

bool gn_json_is(gn_json value, const char *text) {
  size_t length = strlen(text);
  return gn_json_length(value) == length + 2 && *value.at == '"' && memcmp(value.at + 1, text, length) == 0;
}

static uint32_t read_hex(const char *at) {
  uint32_t code = 0;
  for (int i = 0; i < 4; i++) code = code << 4 | (uint32_t)hex_value(at[i]);
  return code;
}

enum { REPLACEMENT = 0xfffd }; /* what half a surrogate pair becomes: UTF-8 has no other form for it */

/* From the u of \uXXXX to its last digit, or that of its second half \uYYYY. */
static uint32_t read_code_point(const char **at, const char *end) {
  uint32_t code = read_hex(*at + 1);
  *at += 4;
  if (code < 0xd800 || code >= 0xe000) return code;
  if (code >= 0xdc00 || end - *at < 8 || (*at)[1] != '\\' || (*at)[2] != 'u') return REPLACEMENT;
  uint32_t low = read_hex(*at + 3);
  if (low < 0xdc00 || low >= 0xe000) return REPLACEMENT;
  *at += 6;
  return 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
}

/* One code point as UTF-8; returns its bytes. */
static size_t encode_utf8(uint32_t code, char out[4]) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = length - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (code & 0x3f));
    code >>= 6;
  }
  out[0] = (char)((0xf00 >> length) | code);
  return length;
}

size_t gn_json_string(gn_json value, char *buffer, size_t size) {
  size_t length = 0;
  for (const char *at = value.at + 1; at < value.end - 1; at++) {
    char bytes[4] = {*at};
    size_t count = 1;
    if (*at == '\\') {
      if (*++at == 'u')
        count = encode_utf8(read_code_point(&at, value.end), bytes);
      else
        bytes[0] = unescape(*at);
    }
    if (length + count >= size) return size;
    memcpy(buffer + length, bytes, count);
    length += count;
  }
  buffer[length] = '\0';
  return length;
}

void gn_json_open(gn_json_walk *walk, gn_json value) {
  walk->has_keys = *value.at == '{';
  const bool is_nested = walk->has_keys || *value.at == '[';
  walk->rest = (gn_json){is_nested ? value.at + 1 : value.end, value.end - 1};
}

bool gn_json_next(gn_json_walk *walk) {
  gn_json *rest = &walk->rest;
  pass_blanks(rest);
  pass(rest, ',');
  pass_blanks(rest);
  if (rest->at >= rest->end) return false;
  if (walk->has_keys) {
    walk->key.at = rest->at;
    pass_string(rest);
    walk->key.end = rest->at;
    pass_blanks(rest);
    pass(rest, ':');
    pass_blanks(rest);
  }
  walk->value.at = rest->at;
  pass_value(rest);
  walk->value.end = rest->at;
  return true;
}

size_t gn_json_count(gn_json value) {
  size_t count = 0;
  gn_json_walk at;
  for (gn_json_open(&at, value); gn_json_next(&at);) count++;
  return count;
}
