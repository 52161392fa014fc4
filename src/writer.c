#include "writer.h"

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
  static const char hex[] = "0123456789abcdef";
  gn_write_piece(w, "\"", 1);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c < 0x20) {
      char code[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
      gn_write_piece(w, code, sizeof code);
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

void gn_write_list(gn_writer *w, const char *format, va_list list) {
  for (const char *at = format; *at; at++) {
    if (*at != '%') {
      gn_write_piece(w, at, 1);
      continue;
    }
    switch (*++at) {
    case 's': {
      const char *text = va_arg(list, const char *);
      gn_write_piece(w, text, strlen(text));
      break;
    }
    case 't': {
      const char *text = va_arg(list, const char *);
      gn_write_piece(w, text, va_arg(list, size_t));
      break;
    }
    case 'd': {
      int value = va_arg(list, int);
      if (value < 0) gn_write_piece(w, "-", 1);
      gn_write_whole(w, value < 0 ? -(uint64_t)value : (uint64_t)value);
      break;
    }
    case 'h': write_shape(w, va_arg(list, const gn_shape *)); break;
    case 'q': gn_write_quoted(w, va_arg(list, const char *)); break;
    case 'l': gn_write_whole(w, va_arg(list, uint64_t)); break;
    case 'z': gn_write_whole(w, va_arg(list, size_t)); break;
    default: gn_write_piece(w, at, 1); break;
    }
  }
}

void gn_write(gn_writer *w, const char *format, ...) {
  va_list list;
  va_start(list, format);
  gn_write_list(w, format, list);
  va_end(list);
}
