/* tiny.h: small networks on a path of their own. */
#ifndef GN_TINY_H
#define GN_TINY_H

#include "kernels/columns.h"
#include "model.h"

/* Whether all of the model is a chain of layers z = x·W + b of a few units each (the planner asks once), and
 * whether a batch of so many samples goes that way. */
bool gn_tiny_fits(const gn_model *model);
bool gn_tiny_takes(const gn_model *model, size_t batch);

/* A layer as both directions see it, for batches of one size. The output of one unit is a column and a row.
 */
typedef struct gn_tiny_layer {
  const gn_activation *f; /* NULL: none */
  const void *options;
  size_t inputs, units, stride; /* stride: of columns */
  size_t rows, count;           /* rows that elementwise work goes over; whole vectors of their numbers */
  gn_columns_weights w, back;   /* W forwards and backwards */
  const float *x, *b;           /* b may be NULL, and db */
  float *dw, *db;
  float *z, *a, *da, *dz; /* as elementwise work takes them, and … */
  float *product, *delta; /* … as products give z and take dz */
  bool turns;             /* those are others */
  void (*with_slope)(size_t n, const float *z, float *a, float *slope); /* into dz, or NULL */
  bool goes_on; /* there is a layer before it that learns */
} gn_tiny_layer;

/* FORWARD and BACKWARD of phases.c with the same bits, over a batch that gn_batch_fill_inputs and _targets
 * have filled in. In between and after, the tensors of hidden layers are by columns; those of the output
 * layer are as everywhere. */
void gn_tiny_forward(gn_model *model, size_t batch);
void gn_tiny_backward(gn_model *model, size_t batch);

/* Closes up the tensors of hidden layers, [units][batch], for whoever reads them and does not mind the order;
 * otherwise nothing. */
void gn_tiny_end(gn_model *model);

#endif
