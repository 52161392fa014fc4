/* model.h: what a model is made of. Only the files that make, run and read models include it. */
#ifndef GN_MODEL_H
#define GN_MODEL_H

#include "arena.h"
#include "glassnet.h"
#include "registry.h"

struct gn_context {
  gn_failure failure;
  gn_memory memory; /* of models and data sets */
  gn_memory own;    /* of the two below, which serve every call */
  gn_dataset *staging;
  void *room;
  uint32_t models, datasets;
  uint64_t seals; /* of data sets, ever: each seal has its number */
};

/* Where a layer's tensors lie in the workspace. Some share memory, see plan.c. */
typedef struct gn_tensors {
  float *z, *a;   /* net input and output */
  float *da, *dz; /* ∂loss/∂a, ∂loss/∂z */
  float *kept;
  gn_pass pass; /* the same as the layer's kind is told: all of it that stays from batch to batch */
} gn_tensors;

/* What follows from the layers and how they are connected, once and for all. */
typedef struct gn_links {
  int consumers;               /* how many inputs of later layers take this one's output */
  struct gn_node *last;        /* the last such layer: backward meets it first */
  bool learns;                 /* it or a layer before it learns parameters: somebody needs ∂loss/∂a */
  const gn_choice *activation; /* NULL: none but the identity, a is z */
  size_t rows, width;          /* of one sample's output: width is its innermost size */
  uint64_t field[2],
      jump[2]; /* receptive field in the model's input, and how far it moves from pixel to pixel */
} gn_links;

/* A layer in its graph. */
typedef struct gn_node {
  gn_links links; /* first, since what lies within 128 bytes takes shorter instructions */
  gn_layer layer;
  gn_tensors tensors;
  struct gn_node *inputs[GN_INPUTS_MAX]; /* whose outputs the layer takes */
} gn_node;

typedef struct gn_epoch {
  size_t from, count, batch_size, position; /* position: samples already trained on */
  bool shuffle, weighs_classes;
  uint64_t seal; /* of the data it began with; 0: none has begun */
} gn_epoch;

/* The last run: what the workspace holds. */
typedef struct gn_ran {
  size_t batch;
  int phases;
  bool by_columns; /* the tensors of hidden layers, as tiny.c leaves them */
} gn_ran;

struct gn_model {
  gn_context *context;
  int layer_count;         /* with the input, which is layer 0 */
  gn_node *nodes, *output; /* the first and the last */

  /* Weights, in one block: `floats` numbers and as many gradients, those learned first; states of the latter.
   */
  size_t floats, learned;
  size_t parameter_count;   /* what can be learned, without the padding between tensors */
  gn_parameter *parameters; /* the first; each leads to the next */
  int states;
  float *weights, *gradients, *state[GN_STATES_MAX];
  float *read;     /* what layers read: the weights, or a copy (denormals.c) */
  bool is_changed; /* weights may be others than when that was decided */

  /* Workspace, for batches of up to `capacity` samples, in one block. */
  size_t capacity;
  void *workspace;
  float *target;   /* [batch][output shape] */
  float *smoothed; /* … as the loss takes it; the target itself without labelSmoothing */
  float *row_loss, *row_weight, *row_scale; /* a row: a sample, or a time step of one */
  size_t ones;                              /* weights of just so many rows are known to be 1, or none */
  float *spare;                             /* ∂loss/∂x of inputs that others have written to already */
  float *scratch;                           /* of one layer at a time */
  float *transposed, *turned;               /* tiny.c's: the input, and the output layer's z or dz; … */
  struct gn_tiny_layer *tiny;               /* … and one a layer, for batches of `tiny_batch`; 0: not yet */
  size_t tiny_batch;
  bool target_is_class; /* targets came as class indices */
  gn_question asked[2]; /* by target_is_class: what the targets ask, … */
  double split[2];      /* … and what separates yes from no */

  uint32_t *order;     /* of samples in an epoch */
  float *class_weight; /* one a class, for an epoch that has such weights */

  gn_ran ran;
  const gn_loss_form *loss; /* the form that fits the output layer; NULL without a loss */
  bool loss_on_logits;
  bool penalised;   /* some learned parameter has a regularizer */
  bool is_tiny;     /* tiny.c knows it */
  bool moves;       /* some parameter of a layer that is not frozen moves */
  bool constrained; /* some learned parameter has a constraint */
  gn_counters counters;
  gn_epoch epoch;
  gn_tally tally;
  gn_model_options options; /* the largest: what lies within 128 bytes takes shorter instructions */
};

static inline gn_layer *gn_output_layer(const gn_model *model) { return &model->output->layer; }
static inline gn_tensors *gn_output_tensors(const gn_model *model) { return &model->output->tensors; }
static inline const gn_choice *gn_layer_activation(const gn_layer *layer) {
  if (!layer->kind || layer->kind->activation == GN_NO_ACTIVATION) return NULL;
  return (const gn_choice *)((const char *)layer->options + layer->kind->activation);
}

static inline const gn_links *gn_output_links(const gn_model *model) { return &model->output->links; }
static inline size_t gn_row_count(const gn_model *model, size_t batch) {
  return batch * gn_output_links(model)->rows;
}

/* Notes the layer that a failure is about. */
gn_status gn_fail_in(const gn_layer *layer, gn_failure *failure, gn_status status);

/* spec.c: the checked description, in one block: model, layers, tensors, links, options. NULL with a failure.
 */
gn_model *gn_spec_read(gn_context *context, const char *text, size_t length);

/* plan.c: shapes and places of parameters; weights, once; the workspace, when a batch is larger than any
 * before. */
gn_status gn_plan_layers(gn_model *model);
gn_status gn_plan_weights(gn_model *model);
gn_status gn_plan_workspace(gn_model *model, size_t batch);
/* What these two take. */
uint64_t gn_plan_weight_bytes(const gn_model *model);
uint64_t gn_plan_workspace_bytes(gn_model *model, size_t batch);

/* denormals.c: before a run, what layers read; before each step of one, the same after weights have changed.
 */
gn_status gn_denormals_prepare(gn_model *model);
void gn_denormals_refresh(gn_model *model);
void gn_denormals_release(gn_model *model);

/* batch.c: do data and model fit each other, and if so, how many samples are there? */
gn_status gn_batch_bind(gn_model *model, const gn_dataset *data, bool targets, size_t *count);
/* … and is there the range from … from+count−1, and a workspace for batches of `batch`? */
gn_status gn_batch_prepare(gn_model *model, const gn_dataset *data, bool targets, size_t from, size_t count,
                           size_t batch);
/* Samples from … from+batch−1, by `order` if it is not NULL, to layer 0's output and, if wanted, `target`. */
void gn_batch_fill(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from, size_t batch,
                   bool targets);
/* … as the present epoch is trained on them: augmented, and by columns for tiny.c; by_class:
 * weighed by the classes that the targets name. */
void gn_batch_fill_inputs(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from,
                          size_t batch, bool by_columns);
void gn_batch_fill_targets(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from,
                           size_t batch, bool by_class);

/* phases.c: over the batch that has been filled in. */
void gn_phase_forward(gn_model *model, size_t batch, bool training);
/* rows: of the batch or, where there is room behind them, more. */
gn_status gn_phase_loss(gn_model *model, size_t batch, size_t rows, gn_tally *tally);
void gn_phase_backward(gn_model *model, size_t batch, int phases);
void gn_phase_backward_from_loss(gn_model *model, size_t rows, int phases);
void gn_phase_add_penalty_gradients(gn_model *model);
gn_status gn_phase_update(gn_model *model, bool training);

/* Do the targets come as class indices? */
bool gn_batch_has_classes(const gn_model *model, const gn_dataset *data);

/* parts.c; the first is gn_vec_is_within for whole vectors. */
bool gn_is_within(size_t count, const float *x, float limit);
void gn_optimizer_step(const gn_optimizer *optimizer, const void *options, const gn_update *update);
void gn_activate(const gn_choice *choice, size_t rows, size_t width, const float *z, float *a);
void gn_activate_back(const gn_choice *choice, size_t rows, size_t width, const float *z, const float *a,
                      const float *da, float *dz);

/* discipline.c */
void gn_clip_gradients(gn_model *model);
void gn_constrain_weights(gn_model *model);

/* metrics.c */
void gn_plan_questions(gn_model *model);
/* Multiplies row_weight by the weights of the classes that the targets name. */
void gn_weigh_classes(gn_model *model, size_t batch);
void gn_tally_right(const gn_model *model, size_t rows, gn_tally *tally);
void gn_tally_result(const gn_model *model, const gn_tally *tally, gn_result *result);

#endif
