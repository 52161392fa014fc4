/* augment.h: samples of a data set as a training epoch sees them: pictures shifted, turned, bent, blurred by
 * noise, each time anew.
 *
 * What happens to a sample follows from the seed, the epoch and the sample's place in the data set, and from
 * nothing else: not from the batch it is in, nor from what was trained before.
 */
#ifndef GN_AUGMENT_H
#define GN_AUGMENT_H

#include "dataset.h"

typedef struct gn_augment {
  size_t count;
  bool moves, displaces; /* some entry does */
  void *room;            /* a picture with a border; if something displaces, four fields as large as it */
  gn_choice entries[];
} gn_augment;

/* Gives back what the data set has of it. */
void gn_augment_release(gn_dataset *data);

/* Are the samples pictures, [height, width] or [height, width, channels], of which *picture is the latter?
 * Sees to it that there is room. */
gn_status gn_augment_prepare(const gn_dataset *data, const gn_shape *input, gn_shape *picture);

/* Sample `index` as it is trained on, after gn_augment_prepare: augmented, scaled and standardised. */
void gn_augment_sample(const gn_dataset *data, const gn_shape *picture, size_t index, uint64_t seed,
                       uint64_t epoch, float *to);

#endif
