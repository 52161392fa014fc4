#include "status.h"

#include "writer.h"

const char *const gn_status_names[GN_STATUSES] = {
    [GN_OK] = "ok",       [GN_ARGUMENT] = "argument", [GN_SHAPE] = "shape",     [GN_FORMAT] = "format",
    [GN_LIMIT] = "limit", [GN_MEMORY] = "memory",     [GN_NUMERIC] = "numeric",
};

gn_status gn_fail_words(gn_failure *failure, gn_status status, const char *format, uintptr_t a, uintptr_t b,
                        uintptr_t c, uintptr_t d, uintptr_t e) {
  *failure = (gn_failure){.status = status};
  gn_writer w = {failure->message, sizeof failure->message, 0};
  gn_write_words(&w, format, a, b, c, d, e, 0);
  return status;
}

gn_status gn_fail_word(gn_failure *failure, gn_status status, const char *format, uintptr_t a) {
  return gn_fail_words(failure, status, format, a, 0, 0, 0, 0);
}
