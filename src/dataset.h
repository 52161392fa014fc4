/* dataset.h: samples held in the core. Bytes stay bytes: they become numbers when a batch is made. */
#ifndef GN_DATASET_H
#define GN_DATASET_H

#include "model.h"

typedef struct gn_array {
  void *at;
  gn_type type;
  size_t count; /* elements in use */
} gn_array;

struct gn_augment;

struct gn_dataset {
  gn_context *context;
  gn_memory *memory; /* which of the context's accounts it is counted against */
  gn_array parts[GN_PARTS];
  struct gn_augment *augment; /* NULL: training sees the samples as they are */
  double scale;
  uint64_t seal;          /* the number of its seal; 0 while it is being filled */
  bool plain;             /* x is used as it is: F32, no scale, no mean, no std */
  bool has_denormals;     /* … but for these numbers, which count as 0 (denormals.c) */
  bool has_byte_values;   /* x is U8 and mean and std are single numbers: … */
  float byte_values[256]; /* … then this is all that can come out */
};

/* Counted against one of the context's accounts. */
gn_status gn_dataset_create_in(gn_context *context, gn_memory *memory, gn_dataset **data);

/* `count` numbers of x as they were given, from the first one on. */
void gn_dataset_raw(const gn_dataset *data, size_t first, size_t count, float *to);
/* (scale·v − mean) / std for element i of a sample, rounded once; 0 if that is denormal (see denormals.c). */
float gn_dataset_value(const gn_dataset *data, double v, size_t i);
/* … for a sample's elements 0 … count−1, in place. */
void gn_dataset_values(const gn_dataset *data, size_t count, float *v);

#endif
