/* status.h: how the core says what went wrong.
 *
 * A function that can fail returns a gn_status and fills in a gn_failure: the kind of error, the layer
 * it happened in, and one sentence saying what was wrong and what to do.
 */
#ifndef GN_STATUS_H
#define GN_STATUS_H

#include <stdint.h>

/* The order is part of the boundary: JavaScript finds its error class by the names in gn_status_names. */
typedef enum gn_status {
  GN_OK = 0,
  GN_ARGUMENT, /* a value or a field that is not allowed */
  GN_SHAPE,    /* sizes that do not fit each other */
  GN_FORMAT,   /* text or bytes that are not what they claim to be */
  GN_LIMIT,    /* larger than a stated limit */
  GN_MEMORY,   /* the machine gave no more memory */
  GN_NUMERIC,  /* a NaN or an infinity where a finite number must be */
  GN_STATUSES
} gn_status;

extern const char *const gn_status_names[GN_STATUSES]; /* "ok", "argument", "shape", … */

enum { GN_NAME_SIZE = 64, GN_MESSAGE_SIZE = 512 };

typedef struct gn_failure {
  gn_status status;
  char layer[GN_NAME_SIZE];      /* the layer's name, or "" */
  char message[GN_MESSAGE_SIZE]; /* UTF-8, cut at the end if longer */
  uint64_t epoch, batch;         /* counted from 1, of a numeric failure while training; else 0 */
} gn_failure;

/* Fills in *failure and returns status, so that a caller can write `return gn_fail(f, GN_SHAPE, …)`.
 * The format is that of gn_write (writer.h), for five words at most; of one or none, the call is shorter. */
#define gn_fail(failure_, status_, ...)                                                                      \
  GN_SEVENTH(__VA_ARGS__, GN_FAIL, GN_FAIL, GN_FAIL, GN_FAIL, GN_FAIL_ONE, GN_FAIL_ONE, 0)                   \
  (failure_, status_, __VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define GN_SEVENTH(a_, b_, c_, d_, e_, f_, seventh_, ...) seventh_
#define GN_FAIL(failure_, status_, format_, a_, b_, c_, d_, e_, ...)                                         \
  gn_fail_words(failure_, status_, format_, (uintptr_t)(a_), (uintptr_t)(b_), (uintptr_t)(c_),               \
                (uintptr_t)(d_), (uintptr_t)(e_))
#define GN_FAIL_ONE(failure_, status_, format_, a_, ...)                                                     \
  gn_fail_word(failure_, status_, format_, (uintptr_t)(a_))
gn_status gn_fail_words(gn_failure *failure, gn_status status, const char *format, uintptr_t a, uintptr_t b,
                        uintptr_t c, uintptr_t d, uintptr_t e);
gn_status gn_fail_word(gn_failure *failure, gn_status status, const char *format, uintptr_t a);

#endif
