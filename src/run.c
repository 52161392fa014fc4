/* run.c: a batch, a prediction, an evaluation, an epoch: which phases run over which samples. */
#include <float.h>
#include <string.h>

#include "augment.h"
#include "kernels/smaller.h"
#include "tiny.h"

gn_status gn_model_count(gn_model *model, const gn_dataset *data, size_t *count) {
  return gn_batch_bind(model, data, false, count);
}

/* The phases over a batch that is filled in. */
static gn_status run_batch(gn_model *model, size_t batch, int phases, gn_tally *tally) {
  gn_phase_forward(model, batch, phases & GN_PHASE_TRAINING);
  if (phases & GN_PHASE_LOSS) {
    gn_status status = gn_phase_loss(model, batch, gn_row_count(model, batch), tally);
    if (status != GN_OK) return status;
  }
  if (phases & GN_PHASE_BACKWARD) gn_phase_backward(model, batch, phases);
  return phases & GN_PHASE_UPDATE ? gn_phase_update(model, phases & GN_PHASE_TRAINING) : GN_OK;
}

/* Backward needs the loss's targets, an update needs gradients. */
static int complete(int phases) {
  if (phases & GN_PHASE_UPDATE) phases |= GN_PHASE_BACKWARD;
  if (phases & GN_PHASE_BACKWARD) phases |= GN_PHASE_LOSS;
  return phases | GN_PHASE_FORWARD;
}

/* When it happened, counted from 1. */
static void say_when(gn_model *model, uint64_t batches_before) {
  model->context->failure.epoch = model->counters.epochs + 1;
  model->context->failure.batch = batches_before + 1;
}

gn_status gn_model_run(gn_model *model, const gn_dataset *data, size_t from, size_t count, int phases,
                       gn_result *result) {
  phases = complete(phases);
  bool targets = phases & GN_PHASE_LOSS;
  gn_status status = gn_batch_prepare(model, data, targets, from, count, count);
  if (status != GN_OK) return status;
  gn_batch_fill(model, data, NULL, from, count, targets);
  gn_tally tally = {0};
  status = run_batch(model, count, phases, &tally);
  if (status == GN_OK)
    gn_tally_result(model, &tally, result);
  else if (phases & GN_PHASE_UPDATE)
    say_when(model, model->counters.steps);
  return status;
}

gn_status gn_model_update(gn_model *model) {
  gn_status status = gn_phase_update(model, false);
  if (status != GN_OK) say_when(model, model->counters.steps);
  return status;
}

gn_status gn_model_predict(gn_model *model, const gn_dataset *data, size_t from, size_t count, float *out) {
  gn_status status = gn_batch_prepare(model, data, false, from, count, gn_smaller(count, GN_SIZE_PIECE));
  if (status != GN_OK) return status;
  size_t outputs = gn_shape_count(&gn_output_layer(model)->output);
  for (size_t done = 0; done < count;) {
    size_t piece = gn_smaller(count - done, GN_SIZE_PIECE);
    gn_batch_fill(model, data, NULL, from + done, piece, false);
    gn_phase_forward(model, piece, false);
    memcpy(out + done * outputs, gn_output_tensors(model)->a, piece * outputs * sizeof(float));
    done += piece;
  }
  return GN_OK;
}

gn_status gn_model_evaluate(gn_model *model, const gn_dataset *data, size_t from, size_t count,
                            gn_tally *tally, gn_result *result) {
  gn_status status = gn_batch_prepare(model, data, true, from, count, gn_smaller(count, GN_SIZE_PIECE));
  for (size_t done = 0; status == GN_OK && done < count;) {
    size_t piece = gn_smaller(count - done, GN_SIZE_PIECE);
    gn_batch_fill(model, data, NULL, from + done, piece, true);
    status = run_batch(model, piece, GN_EVALUATE, tally);
    done += piece;
  }
  if (status == GN_OK) gn_tally_result(model, tally, result);
  return status;
}

/* ---- Epochs ---- */

/* Fisher and Yates's shuffle of from … from+count−1 by the stream of this epoch. */
static gn_status shuffle(gn_model *model, size_t from, size_t count) {
  void *block = model->order;
  gn_status status = gn_make_room(&model->context->memory, (uint64_t)count * sizeof(uint32_t),
                                  "the order of the samples", &block, &model->context->failure);
  if (status != GN_OK) return status;
  model->order = block;
  gn_random random = gn_random_stream(model->counters.seed, GN_RANDOM_SHUFFLE, model->counters.epochs, 0);
  for (size_t i = 0; i < count; i++) model->order[i] = (uint32_t)(from + i);
  for (size_t i = count; i > 1; i--) {
    size_t j = gn_random_below(&random, (uint32_t)i);
    uint32_t sample = model->order[i - 1];
    model->order[i - 1] = model->order[j];
    model->order[j] = sample;
  }
  return GN_OK;
}

static gn_status take_class_weight(gn_model *model, const gn_dataset *data, const float *class_weight) {
  size_t classes = gn_model_classes(model, data);
  gn_failure *failure = &model->context->failure;
  if (classes == 0)
    return gn_fail(failure, GN_ARGUMENT,
                   "classWeight needs targets that tell classes apart: class indices, one-hot rows, or one "
                   "output that says yes or no");
  for (size_t c = 0; c < classes; c++)
    if (!(class_weight[c] >= 0 && class_weight[c] <= FLT_MAX))
      return gn_fail(failure, GN_ARGUMENT, "classWeight[%z] must be a finite number, at least 0", c);
  void *block = model->class_weight;
  gn_status status = gn_make_room(&model->context->memory, classes * sizeof(float),
                                  "the weights of the classes", &block, failure);
  if (status != GN_OK) return status;
  model->class_weight = block;
  memcpy(model->class_weight, class_weight, classes * sizeof(float));
  return GN_OK;
}

gn_status gn_epoch_begin(gn_model *model, const gn_dataset *data, size_t from, size_t count,
                         size_t batch_size, bool shuffled, const float *class_weight) {
  if (batch_size == 0) return gn_fail(&model->context->failure, GN_ARGUMENT, "batchSize must be at least 1");
  gn_status status = gn_batch_prepare(model, data, true, from, count, gn_smaller(batch_size, count));
  gn_shape picture;
  if (status == GN_OK && data->augment) status = gn_augment_prepare(data, &model->options.input, &picture);
  if (status == GN_OK && class_weight) status = take_class_weight(model, data, class_weight);
  if (status == GN_OK && shuffled) status = shuffle(model, from, count);
  if (status != GN_OK) return status;
  model->epoch = (gn_epoch){.from = from,
                            .count = count,
                            .batch_size = batch_size,
                            .shuffle = shuffled,
                            .weighs_classes = class_weight != NULL,
                            .seal = data->seal};
  model->tally = (gn_tally){0};
  return GN_OK;
}

/* All of a training step over a tiny model. Targets are filled in after forward: the processor does so while
 * it waits for one result after the other. */
static gn_status step_tiny(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from,
                           size_t batch) {
  gn_tiny_forward(model, batch);
  gn_batch_fill_targets(model, data, order, from, batch, model->epoch.weighs_classes);
  const size_t rows = model->tiny[model->layer_count - 1].rows;
  const gn_status status = gn_phase_loss(model, batch, rows, &model->tally);
  if (status != GN_OK) return status;
  gn_tiny_backward(model, batch);
  model->ran.phases = GN_TRAIN;
  return gn_phase_update(model, true);
}

static gn_status step(gn_model *model, const gn_dataset *data, const uint32_t *order, size_t from,
                      size_t batch) {
  gn_batch_fill_targets(model, data, order, from, batch, model->epoch.weighs_classes);
  return run_batch(model, batch, GN_TRAIN, &model->tally);
}

gn_status gn_epoch_run(gn_model *model, const gn_dataset *data, size_t batches, size_t *left,
                       gn_result *result) {
  gn_epoch *epoch = &model->epoch;
  gn_status status = GN_OK;
  if (epoch->seal == 0 || epoch->seal != data->seal)
    return gn_fail(&model->context->failure, GN_ARGUMENT,
                   "no epoch has begun on this data set as it is: call gn_epoch_begin");
  for (size_t b = 0; status == GN_OK && b < batches && epoch->position < epoch->count; b++) {
    size_t batch = gn_smaller(epoch->batch_size, epoch->count - epoch->position);
    const uint32_t *order = epoch->shuffle ? model->order : NULL;
    const size_t from = epoch->position + (order ? 0 : epoch->from);
    const bool is_tiny = gn_tiny_takes(model, batch);
    gn_batch_fill_inputs(model, data, order, from, batch, is_tiny && batch > 1);
    if (is_tiny)
      status = step_tiny(model, data, order, from, batch);
    else
      status = step(model, data, order, from, batch);
    if (status == GN_OK) epoch->position += batch;
  }
  if (status != GN_OK) {
    say_when(model, epoch->position / epoch->batch_size);
    return status;
  }
  *left = (epoch->count - epoch->position + epoch->batch_size - 1) / epoch->batch_size;
  gn_tally_result(model, &model->tally, result);
  return GN_OK;
}

void gn_epoch_end(gn_model *model) {
  model->counters.epochs++;
  model->epoch.seal = 0;
}
