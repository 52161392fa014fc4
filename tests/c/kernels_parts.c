/* kernels_parts.c: kernels_bits.c again, with every product and convolution cut into parts as for a team. The
 * bits must be the same. */
#include "team.h"

#include "kernels_bits.c"
