/* normalization.h: what the layers share that standardise and then scale and shift: gamma and beta, either of
 * which may be missing. Their options begin with gn_norm_options.
 */
#ifndef GN_LAYERS_NORMALIZATION_H
#define GN_LAYERS_NORMALIZATION_H

#include "../kernels/norm.h"
#include "../kernels/vec.h"
#include "../kind.h"

typedef struct gn_norm_options {
  double epsilon;
  bool center, scale;
  gn_choice beta_initializer, gamma_initializer;
} gn_norm_options;

/* Adds a parameter [width] to the layer. */
void gn_norm_add(gn_layer *layer, const char *name, const gn_choice *initializer, bool moves);
/* Declares the output, gamma and beta. */
void gn_norm_build(gn_layer *layer);

/* Where a parameter stands; the number of gamma and beta is where others begin. */
static inline int gn_norm_beta(const gn_norm_options *o) { return o->scale; }
static inline int gn_norm_others(const gn_norm_options *o) { return o->scale + o->center; }

static inline size_t gn_norm_rows(const gn_layer *layer, const gn_pass *pass) {
  return pass->batch * (gn_shape_count(&layer->input[0]) / gn_shape_width(&layer->input[0]));
}

#define GN_FIELD_NORM_INITIALIZER(options_, name_, member_, fallback_, en_, zh_)                             \
  {                                                                                                          \
    .name = name_, .type = GN_INITIALIZER, .offset = offsetof(options_, member_), .fallback = fallback_,     \
    .about = {                                                                                               \
      en_,                                                                                                   \
      zh_                                                                                                    \
    }                                                                                                        \
  }

extern const gn_field gn_norm_fields[];

#endif
