/* writer.h: text put together without stdio, and JSON of it. */
#ifndef GN_WRITER_H
#define GN_WRITER_H

#include <stddef.h>
#include <stdint.h>

#include "shape.h"

/* Writes what fits and counts everything: a first run with size 0 measures, a second one writes. */
typedef struct gn_writer {
  char *buffer;
  size_t size;   /* of the buffer; the end mark is always written if it is not 0 */
  size_t length; /* of the whole text, whether it fitted or not, without the end mark */
} gn_writer;

void gn_write_piece(gn_writer *w, const char *text, size_t length);
void gn_write_whole(gn_writer *w, uint64_t value);
void gn_write_quoted(gn_writer *w, const char *text); /* as a JSON string */

/* The format knows %s (string), %q (quoted as JSON), %d (int), %z (size_t), %l (const uint64_t *),
 * %h (const gn_shape *, as [28, 28, 1]), %t (const char *, size_t: a piece of text) and %%. What fills it in
 * are six words at most: a variable list would lie in memory, which takes wasm far more code at each call. Of
 * one word or none, as most are, the call is shorter still. */
#define gn_write(w_, ...)                                                                                    \
  GN_EIGHTH(__VA_ARGS__, GN_WRITE, GN_WRITE, GN_WRITE, GN_WRITE, GN_WRITE, GN_WRITE_ONE, GN_WRITE_ONE, 0)    \
  (w_, __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)
#define GN_EIGHTH(a_, b_, c_, d_, e_, f_, g_, eighth_, ...) eighth_
#define GN_WRITE(w_, format_, a_, b_, c_, d_, e_, f_, ...)                                                   \
  gn_write_words(w_, format_, (uintptr_t)(a_), (uintptr_t)(b_), (uintptr_t)(c_), (uintptr_t)(d_),            \
                 (uintptr_t)(e_), (uintptr_t)(f_))
#define GN_WRITE_ONE(w_, format_, a_, ...) gn_write_word(w_, format_, (uintptr_t)(a_))
void gn_write_words(gn_writer *w, const char *format, uintptr_t a, uintptr_t b, uintptr_t c, uintptr_t d,
                    uintptr_t e, uintptr_t f);
void gn_write_word(gn_writer *w, const char *format, uintptr_t a);

#endif
