/* tiny.h: small networks on a path of their own. */
#ifndef GN_TINY_H
#define GN_TINY_H

#include "model.h"

/* Whether all of the model is a chain of layers z = x·W + b of a few units each (the planner asks once), and
 * whether a batch of so many samples goes that way. */
bool gn_tiny_fits(const gn_model *model);
bool gn_tiny_takes(const gn_model *model, size_t batch);

/* How far rows of a batch lie apart: whole vectors of samples. */
static inline size_t gn_tiny_stride(size_t batch) { return (batch + 3) & ~(size_t)3; }

/* FORWARD and BACKWARD of phases.c with the same bits. In between and after, the tensors of hidden layers are
 * transposed, [units][stride]; those of the output layer are as everywhere. */
void gn_tiny_forward(gn_model *model, size_t batch);
void gn_tiny_backward(gn_model *model, size_t batch);

/* Closes up the tensors of hidden layers, [units][batch]: for statistics, which do not mind the order. */
void gn_tiny_end(gn_model *model, size_t batch);

#endif
