#include "status.h"

#include "writer.h"

const char *const gn_status_names[GN_STATUSES] = {
    [GN_OK] = "ok",       [GN_ARGUMENT] = "argument", [GN_SHAPE] = "shape",     [GN_FORMAT] = "format",
    [GN_LIMIT] = "limit", [GN_MEMORY] = "memory",     [GN_NUMERIC] = "numeric",
};

gn_status gn_fail(gn_failure *failure, gn_status status, const char *format, ...) {
  *failure = (gn_failure){.status = status};
  gn_writer w = {failure->message, sizeof failure->message, 0};
  va_list list;
  va_start(list, format);
  gn_write_list(&w, format, list);
  va_end(list);
  return status;
}
