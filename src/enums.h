/* enums.h: the numbers that callers of glassnet.h pass, by name. */
#ifndef GN_ENUMS_H
#define GN_ENUMS_H

typedef struct gn_enumerator {
  const char *name; /* NULL ends a list */
  int value;
} gn_enumerator;

typedef struct gn_enum {
  const char *name; /* NULL ends the list */
  const gn_enumerator *members;
} gn_enum;

extern const gn_enum gn_enums[];

#endif
