/* layers.c: each layer run by itself on numbers that can be followed by hand. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "decode.h"

/* A layer on its own: no model, no plan. */
typedef struct bench {
  gn_layer layer;
  gn_failure failure;
  gn_status status;
  union {
    double alignment;
    unsigned char bytes[1024];
  } options;
} bench;

static void set_up(bench *b, const char *type, const char *options, gn_shape input) {
  const gn_kind *kind = gn_registry_find(GN_FAMILY_LAYERS, type, strlen(type));
  const gn_target targets[2] = {{kind->fields, &b->options}, {NULL, NULL}};
  memset(b, 0, sizeof *b);
  CHECK(kind->options_size <= sizeof b->options);
  CHECK(gn_decode_object(gn_json_of(options), "", "type", targets, &b->failure) == GN_OK);
  b->layer =
      (gn_layer){.kind = (const gn_layer_kind *)kind, .name = "it", .options = &b->options, .input_count = 1};
  b->layer.input[0] = input;
  b->status = b->layer.kind->build(&b->layer, &b->failure);
}

static gn_shape shape_of(int32_t rank, int32_t first, int32_t second, int32_t third) {
  return (gn_shape){.rank = rank, .size = {first, second, third}};
}

static bool same_shape(gn_shape a, gn_shape b) {
  if (a.rank != b.rank) return false;
  for (int32_t i = 0; i < a.rank; i++)
    if (a.size[i] != b.size[i]) return false;
  return true;
}

/* x [2][3], kernel [3][2], bias [2]; then the same rows as two steps of one sample, [1][2][3]. */
static void dense_multiplies_rows_by_the_kernel(void) {
  const float x[6] = {1, 2, 3, -1, 0, 1}, kernel[6] = {1, 2, 0, -1, 3, 0.5f}, bias[2] = {10, 20};
  const float dz[4] = {1, -1, 2, 0};
  const float z_expected[4] = {20, 21.5f, 12, 18.5f};
  const float dx_expected[6] = {-1, 1, 2.5f, 2, 0, 6}, dw_expected[6] = {-1, -1, 2, -2, 5, -3};
  for (int rank = 1; rank <= 2; rank++) {
    bench b;
    set_up(&b, "dense", "{\"units\":2,\"kernelRegularizer\":\"l2\"}",
           rank == 1 ? shape_of(1, 3, 0, 0) : shape_of(2, 2, 3, 0));
    CHECK(b.status == GN_OK && b.layer.parameter_count == 2);
    CHECK(same_shape(b.layer.output, rank == 1 ? shape_of(1, 2, 0, 0) : shape_of(2, 2, 2, 0)));
    CHECK(same_shape(b.layer.parameters[0].shape, shape_of(2, 3, 2, 0)));
    CHECK(same_shape(b.layer.parameters[1].shape, shape_of(1, 2, 0, 0)));
    CHECK(b.layer.parameters[0].fan_in == 3 && b.layer.parameters[0].fan_out == 2);
    CHECK(b.layer.parameters[0].regularizer->kind && !b.layer.parameters[1].regularizer->kind);

    const size_t batch = rank == 1 ? 2 : 1;
    float z[4], dx[6], dw[6], db[2];
    float *scratch = aligned_alloc(64, (b.layer.scratch(&b.layer, batch) * sizeof(float) + 63) / 64 * 64);
    gn_pass pass = {.batch = batch,
                    .x = {x},
                    .z = z,
                    .dz = dz,
                    .dx = {dx},
                    .w = {kernel, bias},
                    .dw = {dw, db},
                    .scratch = scratch};
    b.layer.kind->forward(&b.layer, &pass);
    b.layer.kind->backward(&b.layer, &pass);
    free(scratch);
    for (int i = 0; i < 4; i++) CHECK(z[i] == z_expected[i]);
    for (int i = 0; i < 6; i++) CHECK(dx[i] == dx_expected[i]);
    for (int i = 0; i < 6; i++) CHECK(dw[i] == dw_expected[i]);
    CHECK(db[0] == 3 && db[1] == -1);
  }
}

static void dense_may_go_without_bias(void) {
  bench b;
  set_up(&b, "dense", "{\"units\":2,\"useBias\":false}", shape_of(1, 3, 0, 0));
  CHECK(b.status == GN_OK && b.layer.parameter_count == 1);
}

static void views_change_the_shape_alone(void) {
  bench b;
  set_up(&b, "flatten", "{}", shape_of(3, 4, 3, 2));
  CHECK(b.status == GN_OK && b.layer.kind->is_view && same_shape(b.layer.output, shape_of(1, 24, 0, 0)));
  set_up(&b, "reshape", "{\"targetShape\":[2,12]}", shape_of(3, 4, 3, 2));
  CHECK(b.status == GN_OK && b.layer.kind->is_view && same_shape(b.layer.output, shape_of(2, 2, 12, 0)));
  set_up(&b, "activation", "{\"activation\":\"relu\"}", shape_of(2, 4, 3, 0));
  CHECK(b.status == GN_OK && b.layer.kind->is_view && same_shape(b.layer.output, shape_of(2, 4, 3, 0)));
}

static void reshape_names_both_shapes_when_they_do_not_fit(void) {
  bench b;
  set_up(&b, "reshape", "{\"targetShape\":[5,5]}", shape_of(3, 4, 3, 2));
  CHECK(b.status == GN_SHAPE);
  CHECK(strstr(b.failure.message, "[4, 3, 2]") && strstr(b.failure.message, "[5, 5]"));
}

static void dropout_keeps_the_mean_and_its_mask(void) {
  enum { BATCH = 200, WIDTH = 100, COUNT = BATCH * WIDTH };
  static float x[COUNT], z[COUNT], kept[COUNT], dz[COUNT], dx[COUNT];
  bench b;
  set_up(&b, "dropout", "{\"rate\":0.25}", shape_of(1, WIDTH, 0, 0));
  CHECK(b.status == GN_OK && b.layer.kept_per_sample == WIDTH);
  for (int i = 0; i < COUNT; i++) x[i] = 3, dz[i] = 6;
  gn_pass pass = {.batch = BATCH, .training = true, .x = {x}, .z = z, .dz = dz, .dx = {dx}, .kept = kept};
  pass.random = gn_random_stream(1, GN_RANDOM_LAYER, 1, 1);
  b.layer.kind->forward(&b.layer, &pass);
  b.layer.kind->backward(&b.layer, &pass);
  int dropped = 0;
  for (int i = 0; i < COUNT; i++) {
    dropped += z[i] == 0;
    CHECK(z[i] == 0 || z[i] == 4);
    CHECK(dx[i] == 2 * z[i]);
  }
  CHECK_NEAR(dropped, 0.25 * COUNT, 0.01 * COUNT);

  pass.training = false;
  b.layer.kind->forward(&b.layer, &pass);
  b.layer.kind->backward(&b.layer, &pass);
  for (int i = 0; i < COUNT; i++) CHECK(z[i] == x[i] && dx[i] == dz[i]);
}

int main(void) {
  dense_multiplies_rows_by_the_kernel();
  dense_may_go_without_bias();
  views_change_the_shape_alone();
  reshape_names_both_shapes_when_they_do_not_fit();
  dropout_keeps_the_mean_and_its_mask();
  return report();
}
