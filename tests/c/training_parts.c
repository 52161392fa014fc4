/* training_parts.c: training_bits.c again, with all that threads may share cut into parts as for a team: the
 * weights must have the same hashes. One run more, whose optimizer has weights for several parts. */
#include "team.h"

#define MORE_RUNS , "tests/golden/training-shared.json"
#include "training_bits.c"
