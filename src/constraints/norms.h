/* norms.h: what the constraints on the norm of a unit's incoming weights share. */
#ifndef GN_NORMS_H
#define GN_NORMS_H

#include "../kind.h"

/* Scales each column of w [inputs][units] whose norm is above `max` (or, with `all`, any that is not 0) to
 * it. */
void gn_limit_norms(double max, bool all, size_t inputs, size_t units, float *w);

#endif
