/* pooling.h: what the pooling layers share. Their options are gn_pooling_options; the global ones have no
 * fields, and one window over the whole image.
 */
#ifndef GN_LAYERS_POOLING_H
#define GN_LAYERS_POOLING_H

#include "../kernels/pool.h"
#include "window.h"

typedef struct gn_pooling_options {
  gn_window_options window;
  gn_pool pool; /* by build */
} gn_pooling_options;

extern const gn_field gn_pooling_fields[];

gn_status gn_pooling_build(gn_layer *layer, gn_failure *failure);
gn_status gn_pooling_build_global(gn_layer *layer, gn_failure *failure);

void gn_pooling_max(const gn_layer *layer, gn_pass *pass);
void gn_pooling_max_back(const gn_layer *layer, gn_pass *pass);
void gn_pooling_mean(const gn_layer *layer, gn_pass *pass);
void gn_pooling_mean_back(const gn_layer *layer, gn_pass *pass);

#endif
