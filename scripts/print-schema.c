/* print-schema.c: what the core says of itself, on standard output. scripts/build.js runs it. */
#include <stdio.h>
#include <stdlib.h>

#include "glassnet.h"

int main(void) {
  const size_t length = gn_schema(NULL, 0);
  char *text = malloc(length + 1);
  if (!text) return 1;
  gn_schema(text, length + 1);
  return puts(text) < 0;
}
