#include "writer.h"

#include <stdlib.h>
#include <string.h>

void gn_write_piece(gn_writer *w, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++, w->length++)
    if (w->length + 1 < w->size) w->buffer[w->length] = text[i];
  if (w->size > 0) w->buffer[w->length < w->size ? w->length : w->size - 1] = '\0';
}

void gn_write_whole(gn_writer *w, uint64_t value) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  gn_write_piece(w, digits + at, sizeof digits - at);
}

void gn_write_quoted(gn_writer *w, const char *text) {
  static const char *const hex = "0123456789abcdef";
  gn_write_piece(w, "\"", 1);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c < 0x20) {
      gn_write_piece(w, "\\u00", 4);
      gn_write_piece(w, &hex[c >> 4], 1);
      gn_write_piece(w, &hex[c & 15], 1);
      continue;
    }
    if (c == '"' || c == '\\') gn_write_piece(w, "\\", 1);
    gn_write_piece(w, text, 1);
  }
  gn_write_piece(w, "\"", 1);
}

static void write_shape(gn_writer *w, const gn_shape *shape) {
  gn_write_piece(w, "[", 1);
  for (int32_t i = 0; i < shape->rank; i++) {
    if (i > 0) gn_write_piece(w, ", ", 2);
    gn_write_whole(w, (uint64_t)shape->size[i]);
  }
  gn_write_piece(w, "]", 1);
}

void gn_write_words(gn_writer *w, const char *format, uintptr_t a, uintptr_t b, uintptr_t c, uintptr_t d,
                    uintptr_t e, uintptr_t f) {
  const uintptr_t words[] = {a, b, c, d, e, f}, *word = words;
  for (const char *at = format; *at; at++) {
    if (*at != '%') {
      gn_write_piece(w, at, 1);
      continue;
    }
    switch (*++at) {
    case 's': gn_write_piece(w, (const char *)*word, strlen((const char *)*word)); break;
    case 't': gn_write_piece(w, (const char *)word[0], (size_t)word[1]), word++; break;
    case 'd':
      if ((int)*word < 0) gn_write_piece(w, "-", 1);
      gn_write_whole(w, (uint64_t)llabs((int)*word));
      break;
    case 'h': write_shape(w, (const gn_shape *)*word); break;
    case 'q': gn_write_quoted(w, (const char *)*word); break;
    case 'l': gn_write_whole(w, *(const uint64_t *)*word); break;
    case 'z': gn_write_whole(w, *word); break;
    default: gn_write_piece(w, at, 1); continue;
    }
    word++;
  }
}

void gn_write_word(gn_writer *w, const char *format, uintptr_t a) {
  gn_write_words(w, format, a, 0, 0, 0, 0, 0);
}
