/* glassnet.h: the C interface of glassnet, and its manual.
 *
 * A context holds the memory account and the last failure. In it live models (a network with its weights,
 * gradients and optimizer state) and data sets. A model is described by JSON text:
 *
 *   gn_context *context = gn_context_create(1 << 30);
 *   gn_model *model;
 *   const char *spec = "{\"input\": [2], \"layers\": [{\"type\": \"dense\", \"units\": 1}],"
 *                      " \"loss\": \"meanSquaredError\","
 *                      " \"optimizer\": {\"type\": \"sgd\", \"learningRate\": 0.1}}";
 *   if (gn_model_create(context, spec, strlen(spec), &model) != GN_OK)
 *     puts(gn_context_failure(context)->message);
 *
 *   gn_dataset *data;
 *   void *x, *y;
 *   gn_dataset_create(context, &data);
 *   gn_dataset_part(data, GN_PART_X, GN_F32, 4 * 2, &x);
 *   memcpy(x, (float[]){0, 0, 0, 1, 1, 0, 1, 1}, 32); // 4 samples of 2 numbers
 *   gn_dataset_part(data, GN_PART_Y, GN_F32, 4, &y);
 *   memcpy(y, (float[]){0, 1, 1, 2}, 16); // and their targets
 *   gn_dataset_seal(data, 1.0);
 *
 *   gn_result result;
 *   gn_model_run(model, data, 0, 4, GN_TRAIN, &result); // one step on all four
 *   printf("loss %g\n", result.loss);
 *
 *   gn_model_release(model);
 *   gn_dataset_release(data);
 *   gn_context_release(context);
 *
 * Rules. Every function that can fail returns a gn_status and, when it is not GN_OK, leaves models and data
 * sets as they were (weights, steps, epochs; scratch memory may have changed). All numbers are float32,
 * row-major, the batch outermost, images [height][width][channels]. The same seed and the same calls give
 * the same bits on every machine and in every build but the `fast` one. Nothing is thread-safe within
 * one context; contexts are independent.
 */
#ifndef GLASSNET_H
#define GLASSNET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h" /* gn_status, gn_failure */

typedef struct gn_context gn_context;
typedef struct gn_model gn_model;
typedef struct gn_dataset gn_dataset;

/* ---- Contexts -------------------------------------------------------------------------------------- */

/* memory_limit: the most bytes that models and data sets may take together. NULL without memory. */
gn_context *gn_context_create(uint64_t memory_limit);
/* Its models and data sets must be gone before. */
void gn_context_release(gn_context *context);

/* What the last call that failed in this context said. */
const gn_failure *gn_context_failure(const gn_context *context);

typedef struct gn_usage {
  uint64_t bytes;       /* held by live models and data sets */
  uint64_t allocations; /* blocks ever taken; does not move while batches are trained */
  uint32_t models, datasets;
} gn_usage;
gn_usage gn_context_usage(const gn_context *context);
/* The failure and the usage as JSON, measured and written as gn_schema. */
size_t gn_context_failure_text(const gn_context *context, char *buffer, size_t size);
size_t gn_context_usage_text(const gn_context *context, char *buffer, size_t size);

/* Memory for the caller's own use, one block for the whole context: text, outputs of predictions. It holds
 * until the next call of this function; NULL when there is not that much. Not counted in gn_usage.bytes. */
void *gn_context_room(gn_context *context, size_t bytes);
/* A data set for samples that serve one call: always there, not counted in gn_usage. */
gn_dataset *gn_context_staging(gn_context *context);

/* What the core says of itself: all kinds, fields, defaults and ranges, as JSON (schema.c has its form).
 * Writes at most size bytes with an end mark; returns the length of the whole text. size 0 measures. */
size_t gn_schema(char *buffer, size_t size);

/* ---- Data sets ------------------------------------------------------------------------------------- */

typedef enum gn_type { GN_F32, GN_U8, GN_I32 } gn_type;

typedef enum gn_part {
  GN_PART_X,      /* F32 or U8: samples one after another. Bytes stay bytes */
  GN_PART_Y,      /* F32 targets, or U8 or I32: one class index a sample, or one value an output */
  GN_PART_WEIGHT, /* F32: one weight a sample, ≥ 0 */
  GN_PART_MEAN,   /* F32: one number, or one a feature or channel, repeated through the sample */
  GN_PART_STD,    /* F32: likewise, > 0 */
  GN_PARTS
} gn_part;

gn_status gn_dataset_create(gn_context *context, gn_dataset **data);
void gn_dataset_release(gn_dataset *data); /* NULL is nothing */

/* Room for `count` elements of a part, for the caller to fill; room that is there already is used again.
 * The pointer holds until the next call for the same part. count 0 takes the part away. */
gn_status gn_dataset_part(gn_dataset *data, gn_part part, gn_type type, size_t count, void **at);

/* How epochs are to change the samples, which are pictures then: JSON text, a list of augmentations, each
 * drawn anew for every sample in every epoch from the model's seed. An empty list: not at all. What is not
 * trained (predictions, evaluations, gn_model_run) sees the samples as they are. */
gn_status gn_dataset_augment(gn_dataset *data, const char *list, size_t length);

/* After filling, and before any use: checks that all numbers are finite (weights ≥ 0, std > 0). A value v of
 * x is then used as (scale·v − mean) / std, computed in double precision and rounded once; it must be finite,
 * too. */
gn_status gn_dataset_seal(gn_dataset *data, double scale);

/* One sample as an epoch (counted from 0) of a model with this seed is trained on it: augmented, scaled and
 * standardised. `out` takes height · width · channels floats. */
gn_status gn_dataset_augmented(const gn_dataset *data, int32_t height, int32_t width, int32_t channels,
                               size_t sample, uint64_t seed, uint64_t epoch, float *out);

/* ---- Models ---------------------------------------------------------------------------------------- */

gn_status gn_model_create(gn_context *context, const char *spec, size_t length, gn_model **model);
/* The same without weights, to read the directory of a network of any size, and what it would take: the bytes
 * of its weights, gradients and states stand in the directory, those of the workspace for batches of so many
 * samples follow. Other calls fail, or do nothing. */
gn_status gn_model_outline(gn_context *context, const char *spec, size_t length, gn_model **model);
uint64_t gn_model_workspace(gn_model *model, size_t batch);
void gn_model_release(gn_model *model); /* NULL is nothing */

/* Weights from the initializers with this seed, optimizer state zero, steps and epochs 0. */
void gn_model_reset(gn_model *model, uint64_t seed);

/* Names, shapes and places, as JSON, measured and written as gn_schema:
 *   { "inputShape": […], "outputShape": […], "parameterCount": n, "floats": n, "bytes": n,
 *     "states": ["momentum", …],
 *     "layers": [{ "name", "type", "outputShape", "parameters": n, "trainable", "multiplyAdds": of a sample,
 *                  "receptiveField": [rows, columns] of the input, for layers of images }],
 *     "parameters": [{ "name": "dense_1.kernel", "layer": i, "shape": […], "offset": floats, "learned" }] }
 * The input is not among the layers. What is not learned is of a frozen layer or moves by itself, as a moving
 * average: it has neither a gradient nor a state. Moving parameters are not counted. */
size_t gn_model_directory(const gn_model *model, char *buffer, size_t size);

typedef enum gn_block { GN_BLOCK_WEIGHTS, GN_BLOCK_GRADIENTS, GN_BLOCK_STATE } gn_block;
/* `floats` numbers in the order of the directory; GN_BLOCK_STATE + k is the optimizer's k-th state, which
 * holds the learned ones only, at the same offsets. Gradients are those of the last run with
 * GN_PHASE_BACKWARD. Weights may be written; check them with gn_model_check_weights; gradients before
 * gn_model_update. Weights below 2⁻¹²⁶, the denormal numbers, stay as they are, but count as 0 where layers
 * read them; so do such numbers of a data set. */
float *gn_model_block(gn_model *model, int block);

typedef enum gn_role {
  GN_ROLE_PREACTIVATION,   /* z */
  GN_ROLE_OUTPUT,          /* a */
  GN_ROLE_OUTPUT_GRADIENT, /* ∂loss/∂a */
  GN_ROLE_DELTA,           /* ∂loss/∂z */
  GN_ROLE_TARGET           /* of any layer: what the output was compared with, [batch][output shape] */
} gn_role;
/* What the last run left in a layer (0: the input), [batch][its output shape]. */
const float *gn_model_tensor(gn_model *model, int layer, gn_role role);

typedef struct gn_statistics {
  double mean, standard_deviation, norm;
  double zeros;     /* the share of numbers that are 0 */
  double saturated; /* the share within 1 % of a bound of the activation; NaN where there is none */
} gn_statistics;
/* Of a layer's outputs in the last run, or of its errors δ if that went backward. false: there is nothing. */
bool gn_model_layer_statistics(gn_model *model, int layer, gn_role role, gn_statistics *statistics);
/* Of numbers in a block. Gradients are as the optimizer took them: clipped. */
bool gn_model_block_statistics(gn_model *model, int block, size_t from, size_t count,
                               gn_statistics *statistics);

typedef struct gn_counters {
  uint64_t seed, steps, epochs; /* updates made; epochs completed: with the seed, all the state of chance */
} gn_counters;
gn_counters gn_model_counters(const gn_model *model);
void gn_model_set_counters(gn_model *model, gn_counters counters);

/* ---- Running --------------------------------------------------------------------------------------- */

typedef enum gn_phase {
  GN_PHASE_FORWARD = 1,
  GN_PHASE_LOSS = 2,            /* needs targets */
  GN_PHASE_BACKWARD = 4,        /* gradients of all parameters */
  GN_PHASE_UPDATE = 8,          /* one step of the optimizer */
  GN_PHASE_TRAINING = 16,       /* dropout and the like are active */
  GN_PHASE_INPUT_GRADIENT = 32, /* with BACKWARD: ∂loss/∂input too (GN_ROLE_OUTPUT_GRADIENT of layer 0) */
  GN_PHASE_OUTPUT_GRADIENT = 64, /* with BACKWARD: ∂loss/∂a of the output even where ∂loss/∂z does without */
  GN_EVALUATE = GN_PHASE_FORWARD | GN_PHASE_LOSS,
  GN_TRAIN = GN_EVALUATE | GN_PHASE_BACKWARD | GN_PHASE_UPDATE | GN_PHASE_TRAINING
} gn_phase;

/* What the rows of the last run's targets say, and so what a right answer is. A row is a sample, or a time
 * step of one. */
typedef enum gn_question {
  GN_QUESTION_VALUES, /* numbers: there is no right and wrong */
  GN_QUESTION_CLASS,  /* which of the outputs is the largest */
  GN_QUESTION_YES_NO, /* of each output: does it lie above the split? */
  GN_QUESTION_SIDE /* likewise, and an output on the split is wrong whatever is true (the perceptron's line)
                    */
} gn_question;
gn_question gn_model_question(const gn_model *model);
/* The middle of the output's range, for instance 0.5 for sigmoid; NaN for VALUES. */
double gn_model_split(const gn_model *model);

/* Sums over the batches of a run, from which a gn_result follows. It begins as {0}. */
typedef struct gn_tally {
  double loss, penalty; /* Σ weight·loss over rows; Σ penalty over batches */
  double rows, right, samples;
  double batches, batch_loss; /* of the last batch alone, with its penalty */
} gn_tally;

typedef struct gn_result {
  double loss; /* with the penalties of regularizers; mean or sum as the spec says */
  double
      accuracy; /* share of right answers, 0 … 1; NaN where the question has no meaning (plain regression) */
  double samples;
  double batch_loss; /* of the last batch alone */
} gn_result;

/* The phases over samples from … from+count−1 as one batch. A loss, gradient or weight that is not finite is
 * GN_NUMERIC and names the first layer whose output is not: the weights stay. */
gn_status gn_model_run(gn_model *model, const gn_dataset *data, size_t from, size_t count, int phases,
                       gn_result *result);

/* One step of the optimizer with the gradients that stand in GN_BLOCK_GRADIENTS, wherever they came from;
 * clipping and constraints apply. One that is not finite, or beyond 1e18, is GN_NUMERIC: the weights stay. */
gn_status gn_model_update(gn_model *model);

/* Outputs of samples from … from+count−1, in pieces of bounded memory: `out` takes count · output size
 * floats. */
gn_status gn_model_predict(gn_model *model, const gn_dataset *data, size_t from, size_t count, float *out);
/* Loss and accuracy over them, likewise, and over what the tally holds already: samples may come in several
 * calls. In pieces of GN_SIZE_PIECE the result is the same, bit for bit, and outputs and targets of each
 * piece can be read. */
gn_status gn_model_evaluate(gn_model *model, const gn_dataset *data, size_t from, size_t count,
                            gn_tally *tally, gn_result *result);
typedef enum gn_size { GN_SIZE_PIECE = 128 } gn_size;

/* Training by epochs: begin; run until *left is 0, on the same data set; end. The order of an epoch follows
 * from the seed and the number of epochs completed, so training that is broken off after an epoch and resumed
 * goes on bit for bit. The result is that of all batches of the epoch so far.
 * class_weight: NULL, or a weight ≥ 0 for each class (of one output: for no and for yes), with which those of
 * the samples are multiplied. */
gn_status gn_epoch_begin(gn_model *model, const gn_dataset *data, size_t from, size_t count,
                         size_t batch_size, bool shuffle, const float *class_weight);
/* How many classes the targets tell apart, for class_weight; 0 if they tell none. */
size_t gn_model_classes(const gn_model *model, const gn_dataset *data);
gn_status gn_epoch_run(gn_model *model, const gn_dataset *data, size_t batches, size_t *left,
                       gn_result *result);
void gn_epoch_end(gn_model *model);

/* Numeric gradients of the loss by the five-point difference (−f(w+2ε) + 8f(w+ε) − 8f(w−ε) + f(w−2ε)) / 12ε,
 * into `numeric`: `floats` doubles in the order of the directory. Weights are put back. */
gn_status gn_model_numeric_gradients(gn_model *model, const gn_dataset *data, size_t from, size_t count,
                                     int phases, double epsilon, double *numeric);

/* How many samples the data set holds for this model; fails as a run would if they do not fit. */
gn_status gn_model_count(gn_model *model, const gn_dataset *data, size_t *count);
/* GN_NUMERIC if a weight or an optimizer state is not finite, or a state that holds squares is negative. */
gn_status gn_model_check_weights(gn_model *model);
/* The learning rate of the next step: the optimizer's, by its schedule. */
double gn_model_learning_rate(const gn_model *model);
/* … from now on, in place of the spec's. */
void gn_model_set_learning_rate(gn_model *model, double rate);

#endif
