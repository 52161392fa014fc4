/* The JSON reader: what it accepts, what it refuses and where, and that it never reads beyond the text. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "json.h"

/* In a block of just its size, so that the sanitizer sees a read beyond it. */
static bool accepts(const char *text, size_t length, size_t *offset) {
  char *copy = malloc(length + (length == 0));
  gn_json value;
  memcpy(copy, text, length);
  bool good = gn_json_check(copy, length, &value, offset);
  free(copy);
  return good;
}

static bool is_good(const char *text) {
  size_t offset;
  return accepts(text, strlen(text), &offset);
}

static size_t mistake_at(const char *text) {
  size_t offset;
  CHECK(!accepts(text, strlen(text), &offset));
  return offset;
}

static void check_grammar(void) {
  static const char *const good[] = {"0",
                                     "-1.5e+3",
                                     "true",
                                     " null ",
                                     "\"\\u4f60\\n\"",
                                     "[]",
                                     "{}",
                                     "[[[1, 2], {}], \"\"]",
                                     "{\"a\": {\"b\": [null, {\"c\": -0}]}, \"d\": 1e9}"};
  static const char *const bad[] = {"",          "01",    "1.",  ".5",    "+1",     "[1,]",
                                    "{\"a\"}",   "{a:1}", "nul", "[1 2]", "\"\n\"", "\"\\x\"",
                                    "\"\\u12\"", "{,}",   "[}",  "1 2",   "NaN",    "[1",
                                    "{\"a\":1",  "\"",    "-",   "1e",    "'a'",    "\xef\xbb\xbf{}"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) CHECK(is_good(good[i]));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CHECK(!is_good(bad[i]));
  CHECK(mistake_at("{\"a\": 1, \"b\": tru}") == 14);
  char deep[2 * GN_JSON_DEPTH + 3] = "";
  for (int i = 0; i < GN_JSON_DEPTH; i++) deep[i] = '[', deep[2 * GN_JSON_DEPTH - 1 - i] = ']';
  CHECK(is_good(deep));
  memmove(deep + 1, deep, 2 * GN_JSON_DEPTH);
  deep[0] = '[', deep[2 * GN_JSON_DEPTH + 1] = ']';
  CHECK(!is_good(deep));
}

static void check_values(void) {
  CHECK(gn_json_number(gn_json_of("0.1")) == 0.1);
  CHECK(gn_json_number(gn_json_of("-123456.789e-3")) == -123.456789);
  CHECK(gn_json_number(gn_json_of("9007199254740991")) == 9007199254740991.0);
  CHECK(gn_json_number(gn_json_of("1e-7")) == 1e-7);
  CHECK(gn_json_number(gn_json_of("1e400")) > 1.7976931348623157e308);
  CHECK(gn_json_number(gn_json_of("1e-400")) == 0);
  CHECK_NEAR(gn_json_number(gn_json_of("0.30000000000000004")), 0.1 + 0.2, 1e-16);
  CHECK(gn_json_number(gn_json_of("0e400")) == 0 && gn_json_number(gn_json_of("0e-400")) == 0);
  CHECK(gn_json_number(gn_json_of("1e99999999")) == (double)INFINITY);
  CHECK(gn_json_number(gn_json_of("-1e-99999999")) == 0);
  CHECK(gn_json_number(gn_json_of("3e25")) == 3e25 && gn_json_number(gn_json_of("1.5E+2")) == 150);
  CHECK(gn_json_number(gn_json_of("123456789012345678901234567890")) / 123456789012345678901234567890.0 - 1 <
        1e-15);
  CHECK_NEAR(gn_json_number(gn_json_of("0.12345678901234567890123456789")), 0.123456789012345678901, 1e-16);
  char text[32];
  CHECK(gn_json_string(gn_json_of("\"a\\\"\\u00e9\\u4f60\\ud83d\\ude00\\/\""), text, sizeof text) == 12);
  CHECK(strcmp(text, "a\"é你😀/") == 0);
  /* Half a surrogate pair is no character: it becomes U+FFFD, so that the text stays UTF-8. */
  CHECK(gn_json_string(gn_json_of("\"\\ud800a\\udc00\\ud800\\u0041\""), text, sizeof text) == 11);
  CHECK(strcmp(text, "\xef\xbf\xbd"
                     "a\xef\xbf\xbd\xef\xbf\xbd"
                     "A") == 0);
  CHECK(gn_json_string(gn_json_of("\"\\b\\f\\n\\r\\t\\\\\""), text, sizeof text) == 6);
  CHECK(strcmp(text, "\b\f\n\r\t\\") == 0);
  CHECK(gn_json_string(gn_json_of("\"\\ud800\\ue000\\ud800\\nabcdef\\uffe6\""), text, sizeof text) == 19);
  CHECK(strcmp(text, "\xef\xbf\xbd\xee\x80\x80\xef\xbf\xbd\nabcdef\xef\xbf\xa6") == 0);
  CHECK(gn_json_string(gn_json_of("\"\\ud800\""), text, sizeof text) == 3); /* nothing follows */
  CHECK(gn_json_string(gn_json_of("\"abcd\""), text, 4) == 4); /* does not fit with its end mark */
  CHECK(gn_json_count(gn_json_of("{\"a\": [1, 2], \"b\": {}}")) == 2);
  CHECK(gn_json_is(gn_json_of("\"dense\""), "dense") && !gn_json_is(gn_json_of("\"dense\""), "dens"));
  CHECK(!gn_json_is(gn_json_of("1234567"), "dense"));
}

/* Every prefix and every single-byte change of a spec: accepted or refused, never a read beyond the end. */
static void check_changes(void) {
  static const char spec[] =
      "{\"input\": [2, 3], \"layers\": [{\"type\": \"dense\", \"units\": 1.5e1, \"name\": "
      "\"\\u4f60\"}], \"seed\": 0, \"x\": [true, false, null]}";
  size_t length = sizeof spec - 1, offset, accepted = 0;
  for (size_t n = 0; n < length; n++) CHECK(!accepts(spec, n, &offset));
  for (size_t at = 0; at < length; at++)
    for (int byte = 0; byte < 256; byte++) {
      char changed[sizeof spec];
      memcpy(changed, spec, sizeof spec);
      changed[at] = (char)byte;
      accepted += accepts(changed, length, &offset);
      CHECK(offset <= length);
    }
  CHECK(accepted > length && accepted < 200 * length);
}

int main(void) {
  check_grammar();
  check_values();
  check_changes();
  return report();
}
