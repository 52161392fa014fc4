/* writer.h: text put together without stdio, and JSON of it. */
#ifndef GN_WRITER_H
#define GN_WRITER_H

#include <stdarg.h>
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

/* The format knows %s (string), %q (quoted as JSON), %d (int), %z (size_t), %l (uint64_t),
 * %h (const gn_shape *, as [28, 28, 1]), %t (const char *, size_t: a piece of text) and %%. */
void gn_write(gn_writer *w, const char *format, ...);
void gn_write_list(gn_writer *w, const char *format, va_list list);

#endif
