/* check.h: the few macros a test needs. A test is one program: it checks, and ends with `return report();`.
 */
#ifndef GN_CHECK_H
#define GN_CHECK_H

#include <math.h>
#include <stdio.h>

static int checks, failures;

static inline void check_failed(const char *file, int line, const char *what) {
  if (++failures <= 20) fprintf(stderr, "%s:%d: %s\n", file, line, what);
}

#define CHECK(condition_)                                                                                    \
  do {                                                                                                       \
    checks++;                                                                                                \
    if (!(condition_)) check_failed(__FILE__, __LINE__, #condition_);                                        \
  } while (0)

/* |actual − expected| ≤ tolerance; a NaN is near nothing. */
#define CHECK_NEAR(actual_, expected_, tolerance_)                                                           \
  do {                                                                                                       \
    const double actual__ = (actual_), expected__ = (expected_), tolerance__ = (tolerance_);                 \
    checks++;                                                                                                \
    if (!(fabs(actual__ - expected__) <= tolerance__)) {                                                     \
      check_failed(__FILE__, __LINE__, #actual_ " near " #expected_);                                        \
      if (failures <= 20) fprintf(stderr, "  %.9g, not %.9g ± %g\n", actual__, expected__, tolerance__);     \
    }                                                                                                        \
  } while (0)

static inline int report(void) {
  printf("%d checks, %d failed\n", checks, failures);
  return failures > 0;
}

#endif
