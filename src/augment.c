#include "augment.h"

#include <string.h>

#include "augmentations/common.h"
#include "decode.h"
#include "kernels/vec.h"
#include "writer.h"

const char *const gn_axis_words[] = {"horizontal", "vertical", "both", NULL};
const char *const gn_fill_words[] = {"zero", "edge", NULL};

static const gn_augmentation *kind_of(const gn_choice *entry) { return (const gn_augmentation *)entry->kind; }

/* ---- The list, as it is given ---- */

void gn_augment_release(gn_dataset *data) {
  if (data->augment) gn_release(data->memory, data->augment->room);
  gn_release(data->memory, data->augment);
  data->augment = NULL;
}

static gn_status read_entry(gn_augment *augment, gn_json text, gn_failure *failure) {
  gn_choice *entry = &augment->entries[augment->count];
  char path[GN_PATH_SIZE];
  gn_writer w = {path, sizeof path, 0};
  gn_write(&w, "augment[%z]", augment->count);
  gn_status status = gn_decode_kind(text, GN_FAMILY_AUGMENTATIONS, path, &entry->kind, failure);
  if (status != GN_OK) return status;
  gn_target targets[2] = {{entry->kind->fields, entry->options.bytes}, {NULL, NULL}};
  augment->count++;
  augment->moves |= kind_of(entry)->move != NULL;
  augment->displaces |= kind_of(entry)->displaces;
  return gn_decode_object(text, path, "type", targets, failure);
}

static gn_status read_entries(gn_dataset *data, gn_json list, void **block) {
  gn_failure *failure = &data->context->failure;
  uint64_t bytes = sizeof(gn_augment) + gn_json_count(list) * sizeof(gn_choice);
  gn_status status =
      (*block = gn_allocate(data->memory, bytes, "augment", failure)) ? GN_OK : failure->status;
  gn_json_walk at;
  for (gn_json_open(&at, list); status == GN_OK && gn_json_next(&at);)
    status = read_entry(*block, at.value, failure);
  return status;
}

gn_status gn_dataset_augment(gn_dataset *data, const char *text, size_t length) {
  gn_failure *failure = &data->context->failure;
  gn_json list;
  size_t offset;
  if (!gn_json_check(text, length, &list, &offset))
    return gn_fail(failure, GN_FORMAT, "augment is not JSON: there is a mistake at byte %z", offset);
  if (gn_json_type_of(list) != GN_JSON_ARRAY)
    return gn_fail(failure, GN_ARGUMENT,
                   "augment must be a list, for instance [{\"type\": \"rotate\", \"degrees\": 10}]");
  void *block = NULL;
  gn_status status = gn_json_count(list) > 0 ? read_entries(data, list, &block) : GN_OK;
  if (status != GN_OK) {
    gn_release(data->memory, block);
    return status;
  }
  gn_augment_release(data);
  data->augment = block;
  data->seal = 0;
  return GN_OK;
}

/* ---- One sample ---- */

static size_t bordered(const gn_shape *picture) {
  return ((size_t)picture->size[0] + 2) * ((size_t)picture->size[1] + 2) * (size_t)picture->size[2];
}

gn_status gn_augment_prepare(const gn_dataset *data, const gn_shape *input, gn_shape *picture) {
  gn_augment *augment = data->augment;
  gn_failure *failure = &data->context->failure;
  if (input->rank != 2 && input->rank != 3)
    return gn_fail(
        failure, GN_SHAPE,
        "augment needs pictures, [height, width] or [height, width, channels], not %h: give the model such "
        "an input and a flatten layer",
        input);
  *picture = *input;
  if (picture->rank == 2) picture->size[picture->rank++] = 1;
  uint64_t field = (uint64_t)picture->size[0] * (uint64_t)picture->size[1];
  uint64_t bytes = (bordered(picture) + (augment->displaces ? 4 * field : 0)) * sizeof(float);
  return gn_make_room(data->memory, bytes, "augment", &augment->room, failure);
}

/* The picture within a border of zeros. */
static void read_bordered(const gn_dataset *data, size_t index, const gn_shape *picture, float *to) {
  size_t channels = (size_t)picture->size[2], row = (size_t)picture->size[1] * channels;
  gn_vec_fill(bordered(picture), 0, to);
  for (size_t i = 0; i < (size_t)picture->size[0]; i++)
    gn_dataset_raw(data, (index * (size_t)picture->size[0] + i) * row, row,
                   to + (i + 1) * (row + 2 * channels) + channels);
}

static void move(const gn_dataset *data, const gn_shape *picture, size_t index, gn_random *random,
                 float *to) {
  gn_augment *augment = data->augment;
  size_t field = (size_t)picture->size[0] * (size_t)picture->size[1];
  float *fields = (float *)augment->room + bordered(picture);
  gn_warp warp = {.height = (size_t)picture->size[0], .width = (size_t)picture->size[1]};
  warp.map.m[0][0] = warp.map.m[1][1] = 1;
  if (augment->displaces) {
    gn_vec_fill(2 * field, 0, fields);
    for (size_t k = 0; k < 2; k++) {
      warp.d[k] = fields + k * field;
      warp.spare[k] = fields + (k + 2) * field;
    }
  }
  for (size_t i = 0; i < augment->count; i++) {
    const gn_choice *entry = &augment->entries[i];
    if (kind_of(entry)->move) kind_of(entry)->move(entry->options.bytes, random, &warp);
  }
  read_bordered(data, index, picture, augment->room);
  gn_warp_picture(&warp, (size_t)picture->size[2], augment->room, to);
}

void gn_augment_sample(const gn_dataset *data, const gn_shape *picture, size_t index, uint64_t seed,
                       uint64_t epoch, float *to) {
  const gn_augment *augment = data->augment;
  size_t count = gn_shape_count(picture);
  gn_random random = gn_random_stream(seed, GN_RANDOM_AUGMENT, epoch, index);
  if (augment->moves)
    move(data, picture, index, &random, to);
  else
    gn_dataset_raw(data, index * count, count, to);
  for (size_t i = 0; i < augment->count; i++) {
    const gn_choice *entry = &augment->entries[i];
    if (kind_of(entry)->paint) kind_of(entry)->paint(entry->options.bytes, &random, picture, to);
  }
  if (!data->plain || data->has_denormals) gn_dataset_values(data, count, to);
}
