/* tiny.h: small networks on a path of their own. */
#ifndef GN_TINY_H
#define GN_TINY_H

#include "model.h"

/* Whether all of the model is a chain of layers z = x·W + b of a few units each (the planner asks once), and
 * whether a batch of so many samples goes that way. */
bool gn_tiny_fits(const gn_model *model);
bool gn_tiny_takes(const gn_model *model, size_t batch);

/* FORWARD and BACKWARD of phases.c with the same bits. In between and after, the tensors of hidden layers are
 * transposed, [units][batch]; those of the output layer are as everywhere. */
void gn_tiny_forward(gn_model *model, size_t batch);
void gn_tiny_backward(gn_model *model, size_t batch);

#endif
